import assert from 'node:assert/strict';
import { isDeepStrictEqual } from 'node:util';
import { namespaceOf } from '../../../constructs/registration/names';
import { platform } from '../../../platform';
import type { KubernetesObject } from '../../objects';
import { conditionOf, type ObjectReference, until } from '../cluster';
import { dataOf, type State, stateOf } from './state';
import { story } from './story';
import { TestApp } from './test-app';

const OVERLAY = 'overlays/dev/environment.yaml';

story('what happens to the engines, nothing is lost and nothing stays half done', (step, fleet) => {
  let app: TestApp;
  let before: State;
  const dev = () => fleet().planes.dev;
  const named = (apiVersion: string, kind: string, name: string): ObjectReference => ({
    apiVersion,
    kind,
    name,
    namespace: namespaceOf('ledger', 'dev', platform),
  });
  const isSynced = (status: string) => (seen: KubernetesObject) => conditionOf(seen, 'Synced')?.status === status;
  const hostOf = (name: string) => `${name}.${platform.environments.dev.domain}`;
  /** Pushes another host, lets something happen, and expects the change to be there, and nothing else to be lost. */
  const during = async (host: string, happening: () => Promise<void>) => {
    const change = await app.edit(OVERLAY, /host: [a-z]+/, `host: ${host}`);
    await happening();
    await app.notify(['dev']);
    await dev().healthy('ledger', change, 120_000);
    const state = await stateOf(dev(), 'ledger');
    assert.deepEqual(dataOf(state), dataOf(before));
    assert.deepEqual(Object.keys(state), Object.keys(before));
    const ingress = await dev().cluster.theOne(named('networking.k8s.io/v1', 'Ingress', 'ledger-frontend'));
    assert.equal(ingress.spec.rules[0].host, hostOf(host));
  };

  /** As {@link during}, when Flux has applied the change, and Crossplane has made nothing of it. */
  const midway = (host: string, happening: () => Promise<void>) => {
    dev().crossplane.pause();
    return during(host, async () => {
      await dev().cluster.waitFor(dev().composite('ledger'), ({ spec }) => spec.host === hostOf(host));
      await happening();
      dev().crossplane.resume();
    }).finally(() => dev().crossplane.resume());
  };

  step('an app is there', async () => {
    app = await TestApp.create(fleet(), 'ledger');
    await dev().healthy('ledger', await app.commit());
    before = await stateOf(dev(), 'ledger');
  });

  step('a composed object that is changed by hand is what it was at once', async () => {
    const service = named('v1', 'Service', 'ledger-backend');
    const { spec } = await dev().cluster.theOne(service);
    await dev().cluster.patch(service, { spec: { selector: { 'app.kubernetes.io/instance': 'another' } } });
    await dev().cluster.waitFor(service, (seen) => isDeepStrictEqual(seen.spec.selector, spec.selector));
  });

  // Server-side apply knows a Service's ports by their numbers: another number is another port, of the same name.
  step('a port that is changed by hand is told of, and right again once its Service is deleted', async () => {
    const service = named('v1', 'Service', 'ledger-backend');
    const { metadata, spec } = await dev().cluster.theOne(service);
    await dev().cluster.patch(service, { spec: { ports: [{ ...spec.ports[0], port: 9999 }] } });
    const told = await dev().cluster.waitFor(dev().composite('ledger'), isSynced('False'));
    assert.match(String(conditionOf(told, 'Synced')?.message), /backend-service/);
    const why = /"backend-service".*spec\.ports\[1\]\.name: Duplicate value/;
    await until(async () => {
      const events = await dev().cluster.list('v1', 'Event', namespaceOf('ledger', 'dev', platform));
      return events.some(({ message }) => why.test(message)) || undefined;
    });
    await dev().cluster.delete(service);
    const anew = await dev().cluster.waitFor(service, (seen) => seen.metadata.uid !== metadata.uid);
    assert.deepEqual(anew.spec.ports, spec.ports);
    await dev().cluster.waitFor(dev().composite('ledger'), isSynced('True'));
  });

  step('a composed object that is deleted by hand is made again', async () => {
    const policy = named('networking.k8s.io/v1', 'NetworkPolicy', 'ledger-default-deny');
    const { uid } = (await dev().cluster.theOne(policy)).metadata;
    await dev().cluster.delete(policy);
    await dev().cluster.waitFor(policy, ({ metadata }) => metadata.uid !== uid);
  });

  step('a composite that is changed by hand is what git says after the next reconciliation', async () => {
    const composite = dev().composite('ledger');
    await dev().cluster.patch(composite, { spec: { host: hostOf('by-hand') } });
    await dev().reconcile('ledger');
    await dev().cluster.waitFor(composite, ({ spec }) => spec.host === hostOf('ledger'));
    await dev().healthy('ledger', await app.commit());
    assert.deepEqual(dataOf(await stateOf(dev(), 'ledger')), dataOf(before));
  });

  step('the API server is killed in the middle of an apply', async () => {
    await midway('killed', async () => {
      await dev().controlPlane.apiServer.restart('kill');
      await dev().controlPlane.ready();
    });
  });

  step('etcd is killed with what it has not yet told anybody', async () => {
    await midway('etcd', async () => {
      await dev().controlPlane.etcd.restart('kill');
      await dev().controlPlane.ready();
    });
  });

  step('Flux is killed and started again', async () => {
    const controllers = Object.values(dev().flux);
    await during('flux', async () => {
      await Promise.all(controllers.map((daemon) => daemon.restart('kill')));
    });
  });

  step('Crossplane is killed and started again', async () => {
    await midway('crossplane', async () => {
      await dev().crossplane.restart('kill');
    });
  });

  step('Crossplane is put back to the release before, and upgraded again', async (context) => {
    if (!dev().controlPlane.context.programs.crossplaneBefore) return context.skip('the release before is not there');
    await during('older', () => dev().upgradeCrossplane('crossplaneBefore'));
    await during('newer', () => dev().upgradeCrossplane('crossplane'));
  });

  step('every controller is restarted one after another, as with a node that is emptied', async () => {
    await during('drained', async () => {
      const { flux, crossplane, controlPlane } = dev();
      const controllers = [...Object.values(flux), crossplane, controlPlane.controllerManager];
      for (const daemon of controllers) await daemon.restart('stop');
    });
  });
});

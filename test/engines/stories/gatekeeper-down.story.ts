import assert from 'node:assert/strict';
import { PLATFORM_SOURCE } from '../../../constructs/flux/names';
import { NAMESPACES } from '../../../constructs/infrastructure/namespaces';
import { platform } from '../../../platform';
import { readRenders } from '../../golden/chart-renders';
import { until } from '../cluster';
import { story } from './story';

const CONTROLLERS = 'infrastructure-controllers';
const NAMESPACE = { apiVersion: 'v1', kind: 'Namespace', name: NAMESPACES.certManager };
/** The webhook that is asked of Namespaces. */
const OF_NAMESPACES = 'check-ignore-label.gatekeeper.sh';
const UNCALLED = /failed calling webhook "check-ignore-label\.gatekeeper\.sh"/;

/** Gatekeeper's webhooks as its chart renders them for dev; nobody answers at their Service. */
function webhooks() {
  const { renders } = readRenders(platform.versions.charts.gatekeeper.chart);
  const { objects } = renders.find(({ environments }) => environments.includes('dev'))!;
  const { kind, name, webhooks } = objects.find((object) => object.kind === 'ValidatingWebhookConfiguration')!;
  return { apiVersion: 'admissionregistration.k8s.io/v1', kind, metadata: { name }, webhooks };
}

story('Gatekeeper is down, and Git still repairs the cluster', (step, fleet) => {
  const dev = () => fleet().planes.dev;
  const { apiVersion, kind, metadata } = webhooks();
  const configuration = { apiVersion, kind, name: metadata.name };
  /** Has Flux apply all once more, the controllers' namespaces first. @returns the commit that it applies */
  const applyAgain = async () => {
    const { git } = fleet().github.repository(platform.repository);
    const commit = await git.commitFiles('main', { 'NOTES.md': new Date().toISOString() }, 'chore: apply again');
    await dev().notify(PLATFORM_SOURCE);
    return commit;
  };

  step('with its webhooks as they are installed, what is unchanged and what is changed is applied', async () => {
    await dev().healthy(CONTROLLERS, await applyAgain());
    await dev().cluster.apply([webhooks()]);
    const { labels } = (await dev().cluster.theOne(NAMESPACE)).metadata;
    await dev().cluster.patch(NAMESPACE, { metadata: { labels: { 'pod-security.kubernetes.io/warn': 'privileged' } } });
    await dev().healthy(CONTROLLERS, await applyAgain());
    assert.deepEqual((await dev().cluster.theOne(NAMESPACE)).metadata.labels, labels);
    const passedOver = (await dev().cluster.metrics()).sum('apiserver_admission_webhook_fail_open_count', {
      name: OF_NAMESPACES,
    });
    assert.ok(passedOver > 0, 'the webhook was never asked');
  });

  step('with the failure policy that the chart has by default, not even what is unchanged is', async () => {
    const { webhooks: given, ...rest } = webhooks();
    const failing = given.map((one: { readonly name: string }) => ({
      ...one,
      ...(one.name === OF_NAMESPACES && { failurePolicy: 'Fail' }),
    }));
    await dev().cluster.apply([{ ...rest, webhooks: failing }]);
    // The API server reads the configuration a moment later.
    await until(async () => {
      const refused = await dev()
        .cluster.patch(NAMESPACE, { metadata: { labels: { probe: null } } })
        .catch(String);
      return UNCALLED.test(String(refused)) || undefined;
    });
    assert.match(await dev().refused(CONTROLLERS, await applyAgain()), UNCALLED);
  });

  step('without them, it is applied again', async () => {
    await dev().cluster.delete(configuration);
    await dev().reconcile(CONTROLLERS);
    await dev().healthy(CONTROLLERS, await applyAgain());
  });
});

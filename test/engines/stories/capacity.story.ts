import assert from 'node:assert/strict';
import { namespaceOf } from '../../../constructs/registration/names';
import { platform } from '../../../platform';
import type { KubernetesObject } from '../../objects';
import { conditionOf, type ObjectReference } from '../cluster';
import { story } from './story';
import { TestApp } from './test-app';

const OVERLAY = 'overlays/dev/backend-deployment.yaml';
const NAMESPACE = namespaceOf('ferries', 'dev', platform);

story(
  'no pod is lost when the number of pods becomes an autoscaler’s, and the number is the team’s again after',
  (step, fleet) => {
    let app: TestApp;
    /** The pods that served before the step that looks at them. */
    let before: readonly string[];
    const dev = () => fleet().planes.dev;
    const named = (apiVersion: string, kind: string): ObjectReference => ({
      apiVersion,
      kind,
      name: 'ferries-backend',
      namespace: NAMESPACE,
    });
    const DEPLOYMENT = named('apps/v1', 'Deployment');
    const AUTOSCALER = named('autoscaling/v2', 'HorizontalPodAutoscaler');
    const deployment = () => dev().cluster.theOne(DEPLOYMENT);
    const serving = async () => {
      const pods = await dev().cluster.list('v1', 'Pod', NAMESPACE);
      const own = pods.filter(({ metadata }) => metadata.labels?.['app.kubernetes.io/component'] === 'backend');
      return own.map(({ metadata }) => metadata.uid as string).sort();
    };
    /** Says another number of pods, and waits until Flux calls that healthy. */
    const say = async (from: RegExp | string, to: string) =>
      dev().healthy('ferries', await app.edit(OVERLAY, from, to));
    const autoscaling = (least: number, most: number) =>
      `autoscaling:\n      minReplicas: ${least}\n      maxReplicas: ${most}`;
    const scaled =
      (pods: number) =>
      ({ status, spec }: KubernetesObject) =>
        spec.replicas === pods && status?.availableReplicas === pods;

    step('an app serves with ten pods', async () => {
      app = await TestApp.create(fleet(), 'ferries');
      await say('replicas: 1', 'replicas: 10');
      before = await serving();
      assert.equal(before.length, 10);
      assert.match(String(ownersOf(await deployment())), /^apiextensions\.crossplane\.io\/composed\//);
    });

    step('its number of pods becomes an autoscaler’s, from five to twenty, and all ten go on serving', async () => {
      await say('replicas: 10', autoscaling(5, 20));
      await dev().cluster.waitFor(AUTOSCALER, (seen) => conditionOf(seen, 'AbleToScale')?.status === 'True');
      assert.deepEqual(await serving(), before);
      const seen = await deployment();
      assert.equal(seen.spec.replicas, 10);
      assert.deepEqual(ownersOf(seen), [], 'Crossplane no longer applies it');
    });

    step('the autoscaler’s number stays, whatever is released', async () => {
      await say('maxReplicas: 20', 'maxReplicas: 8');
      await dev().cluster.waitFor(DEPLOYMENT, scaled(8));
      assert.ok((await dev().cluster.theOne(AUTOSCALER)).status.lastScaleTime, 'the real autoscaler has written it');
      await say('v0.1.0', 'v0.1.1');
      assert.ok(scaled(8)(await deployment()));
    });

    step('a higher least holds at once', async () => {
      await say(/minReplicas: 5\n {6}maxReplicas: 8/, 'minReplicas: 9\n      maxReplicas: 12');
      assert.ok(scaled(9)(await deployment()));
    });

    step('a Deployment that is deleted by hand is made again with the least, not with one pod', async () => {
      const { uid } = (await deployment()).metadata;
      await dev().cluster.delete(DEPLOYMENT);
      const anew = await dev().cluster.waitFor(DEPLOYMENT, ({ metadata }) => metadata.uid !== uid);
      assert.equal(anew.spec.replicas, 9);
      await dev().cluster.waitFor(DEPLOYMENT, scaled(9));
    });

    step('without autoscaling there are as many as are said', async () => {
      before = await serving();
      await say(/autoscaling:\n.*\n.*/, 'replicas: 12');
      assert.equal(await dev().cluster.get(AUTOSCALER), undefined);
      assert.ok(scaled(12)(await deployment()));
      const now = await serving();
      assert.deepEqual(
        before.filter((pod) => !now.includes(pod)),
        [],
        'none of those before has gone',
      );
    });

    step('straight from an autoscaler to nothing that is said there is one', async () => {
      await say('replicas: 12', autoscaling(2, 6));
      await dev().cluster.waitFor(DEPLOYMENT, scaled(6));
      await say(/ {4}autoscaling:\n.*\n.*\n/, '');
      assert.ok(scaled(1)(await deployment()));
      assert.match(String(ownersOf(await deployment())), /^apiextensions\.crossplane\.io\/composed\//);
    });

    step('from one pod to an autoscaler there is its least at once', async () => {
      await say(/(image: .*\n)/, `$1    ${autoscaling(3, 6)}\n`);
      assert.ok(scaled(3)(await deployment()));
    });
  },
);

/** Who applies a Deployment's number of pods, or has written it. */
function ownersOf({ metadata }: KubernetesObject): readonly string[] {
  const writers = metadata.managedFields?.filter(({ fieldsV1 }) => 'f:replicas' in (fieldsV1['f:spec'] ?? {}));
  return (writers ?? []).map(({ manager }) => manager);
}

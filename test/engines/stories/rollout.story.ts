import assert from 'node:assert/strict';
import { namespaceOf } from '../../../constructs/registration/names';
import { platform } from '../../../platform';
import { conditionOf } from '../cluster';
import type { Plane } from '../plane/plane';
import { MISSING_TAG } from '../plane/workloads';
import { dataOf, stateOf } from './state';
import { story } from './story';
import { TestApp } from './test-app';

const OVERLAY = 'overlays/dev/backend-deployment.yaml';

story('a bad image is not called healthy, and a revert brings the good one back', (step, fleet) => {
  let app: TestApp;
  let bad: string;
  let good: string;
  const dev = () => fleet().planes.dev;
  const backend = (plane: Plane) =>
    plane.cluster.theOne({
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      name: 'parcels-backend',
      namespace: namespaceOf('parcels', 'dev', platform),
    });

  step('an app serves', async () => {
    app = await TestApp.create(fleet(), 'parcels');
    good = await app.commit();
    await dev().healthy('parcels', good);
  });

  step('an image that no registry has is rolled out, and the old pods go on serving', async () => {
    bad = await app.edit(OVERLAY, 'v0.1.0', MISSING_TAG);
    await dev().cluster.waitFor(
      { apiVersion: 'apps/v1', kind: 'Deployment', name: 'parcels-backend', namespace: 'parcels-dev' },
      ({ spec, status }) => JSON.stringify(spec).includes(MISSING_TAG) && status.unavailableReplicas > 0,
    );
    assert.equal((await backend(dev())).status.availableReplicas, 1);
  });

  step('Kubernetes and Crossplane call it available, and Flux does not call it healthy', async () => {
    const composite = await dev().cluster.waitFor(
      dev().composite('parcels'),
      (object) => object.status?.backend?.compositeGeneration === object.metadata.generation,
    );
    assert.equal(conditionOf(composite, 'Ready')?.status, 'True');
    const why = await dev().refused('parcels', bad);
    assert.match(why, /XNodeApp\/parcels-dev\/parcels/, 'an operator reads which object it is');
  });

  step('an operator sees in the composite which component is behind', async () => {
    const { status } = await dev().cluster.theOne(dev().composite('parcels'));
    assert.notEqual(status.backend.replicas, status.backend.desired, 'the old pod and the new one');
    assert.equal(status.frontend.replicas, status.frontend.desired);
  });

  step('git revert brings the good image back, and the database is the same', async () => {
    const before = dataOf(await stateOf(dev(), 'parcels'));
    const revert = await app.revert();
    await dev().healthy('parcels', revert);
    const { spec } = await backend(dev());
    assert.match(spec.template.spec.containers[0].image, /:v0\.1\.0$/);
    assert.deepEqual(dataOf(await stateOf(dev(), 'parcels')), before);
  });

  step('a revert does not wait until Flux has given up what it reverts', async () => {
    const hasty = await app.edit(OVERLAY, 'v0.1.0', MISSING_TAG);
    await dev().cluster.waitFor(
      { apiVersion: 'apps/v1', kind: 'Deployment', name: 'parcels-backend', namespace: 'parcels-dev' },
      ({ spec, status }) => JSON.stringify(spec).includes(MISSING_TAG) && status.unavailableReplicas > 0,
    );
    const revert = await app.revert();
    const { status } = await dev().healthy('parcels', revert);
    // Flux notes each revision that it came to a judgement of.
    const judged = status.history.map(({ metadata }: { metadata: { revision: string } }) => metadata.revision);
    assert.ok(judged[0].endsWith(revert), String(judged));
    assert.ok(!judged.some((revision: string) => revision.endsWith(hasty)), String(judged));
  });
});

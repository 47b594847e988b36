import assert from 'node:assert/strict';
import { App, Chart } from 'cdk8s';
import { CLUSTER_KUSTOMIZATIONS, PLATFORM_SOURCE } from '../../../constructs/flux/names';
import type { NodeDevelopment } from '../../../constructs/node-app/node-development';
import { ENVIRONMENTS } from '../../../constructs/settings/settings';
import { nodeDevelopment } from '../../../constructs/synthesize';
import { platform } from '../../../platform';
import type { KubernetesObject } from '../../objects';
import { conditionOf } from '../cluster';
import type { Fleet } from '../fleet';
import type { Plane } from '../plane/plane';
import { wantedOf } from '../wanted';
import { POLLING, story } from './story';
import { answersOf, TestApp } from './test-app';

const composition: NodeDevelopment = nodeDevelopment(new Chart(new App(), 'story'), platform);

story('a developer’s app comes to run, from the form to three clusters', (step, fleet) => {
  let app: TestApp;
  let registered: string;

  step('the platform is applied in every cluster, and healthy', async () => {
    for (const environment of ENVIRONMENTS) {
      const plane = fleet().planes[environment];
      const { platformRef } = platform.environments[environment];
      const commit = await wantedOf(fleet().github.repository(platform.repository), platformRef);
      assert.ok(commit);
      for (const name of CLUSTER_KUSTOMIZATIONS) await plane.healthy(name, commit, 120_000);
    }
  });

  step('filling in the form gives three repositories and a registration', async () => {
    ({ app, commit: registered } = await TestApp.fillIn(fleet(), answersOf('shop')));
    const names = fleet().github.repositories.map(({ name }) => name);
    for (const name of ['shop-frontend', 'shop-backend', 'shop-deploy']) assert.ok(names.includes(name), name);
  });

  step('within one polling interval of the merge, the composite is in dev', async () => {
    const { dev } = fleet().planes;
    await dev.fetched(PLATFORM_SOURCE, registered, POLLING);
    await dev.cluster.waitFor(dev.composite('shop'));
    assert.equal(conditionOf(await dev.cluster.get(dev.gitRepository('shop')), 'Ready')?.status, 'True');
  });

  step('in dev, everything it is composed of is there, as the preview shows it, and owned by it', async () => {
    await assertComposed(fleet().planes.dev, 'shop');
  });

  step('dev calls the app healthy', async () => {
    await fleet().planes.dev.healthy('shop', await app.commit());
  });

  step('qa knows nothing of it until it is opened to qa, and then follows main as well', async () => {
    const { qa } = fleet().planes;
    await fleet().delivered(registered, ['qa']);
    assert.equal(await qa.cluster.get(qa.composite('shop')), undefined);
    await fleet().delivered(await app.open('qa'), ['dev', 'qa']);
    await qa.healthy('shop', await app.commit());
    await assertComposed(qa, 'shop');
  });

  step('prod knows nothing of it until it is opened to prod, and the platform and the app are released', async () => {
    const { prod } = fleet().planes;
    await app.open('prod');
    const tagged = await app.release('v0.1.0');
    await prod.notify(PLATFORM_SOURCE);
    await prod.looked(PLATFORM_SOURCE);
    assert.equal(await prod.cluster.get(prod.composite('shop')), undefined);
    await fleet().delivered(await fleet().platform.release(), ['prod']);
    await prod.healthy('shop', tagged);
    await assertComposed(prod, 'shop');
  });

  step('a change on main reaches dev and qa, and prod with the next tag only', async () => {
    const { dev, qa, prod } = fleet().planes;
    const change = await app.edit('base/backend-deployment.yaml', 'port: 3001', 'port: 3002');
    for (const plane of [dev, qa]) {
      await plane.healthy('shop', change);
      assert.equal((await plane.cluster.theOne(plane.composite('shop'))).spec.backend.port, 3002);
    }
    await prod.notify('shop');
    await prod.looked('shop');
    assert.equal((await prod.cluster.theOne(prod.composite('shop'))).spec.backend.port, 3001);
    await app.release('v0.1.1');
    await prod.healthy('shop', change);
    assert.equal((await prod.cluster.theOne(prod.composite('shop'))).spec.backend.port, 3002);
  });

  step('in prod, neither the app nor its database can be deleted by hand', async () => {
    const { prod } = fleet().planes;
    const database = { apiVersion: 'postgresql.cnpg.io/v1', kind: 'Cluster', name: 'shop-db', namespace: 'shop' };
    for (const reference of [prod.composite('shop'), database]) {
      await assert.rejects(prod.cluster.delete(reference), /in-use|protect/i);
      assert.ok(await prod.cluster.get(reference));
    }
  });

  step('the test GitHub was asked nothing that it does not answer', async () => {
    assert.deepEqual(unanswered(fleet()), []);
  });
});

/** Fails unless the cluster holds exactly what the preview of the composite shows, each object owned by the composite. */
async function assertComposed(plane: Plane, app: string): Promise<void> {
  const { cluster } = plane;
  const composite = await cluster.waitFor(
    plane.composite(app),
    (object) => conditionOf(object, 'Ready')?.status === 'True',
  );
  assert.equal(conditionOf(composite, 'Synced')?.status, 'True');
  const preview = composition.render(composite as never).composed;
  for (const [name, shown] of preview as unknown as ReadonlyMap<string, KubernetesObject>) {
    const { apiVersion, kind, metadata } = shown;
    const object = await cluster.theOne({ apiVersion, kind, ...(metadata as { name: string; namespace: string }) });
    const [owner] = object.metadata.ownerReferences ?? [];
    assert.equal(owner?.uid, composite.metadata.uid, `${name} is owned by the composite`);
    assert.equal(owner?.controller, true);
    assertHolds(object, shown, name);
  }
  const resources: readonly { kind: string; name: string }[] = composite.spec.crossplane.resourceRefs;
  assert.deepEqual(
    resources.map(({ kind, name }) => `${kind}/${name}`).sort(),
    [...preview.values()].map((shown) => nameOf(shown as never)).sort(),
  );
}

function nameOf({ kind, metadata }: KubernetesObject): string {
  return `${kind}/${metadata.name}`;
}

/** Fails unless an object has every field that is expected, with that value; it may have more of them. */
function assertHolds(given: unknown, expected: unknown, path: string): void {
  // Kubernetes leaves out what is false.
  if (expected === false && given === undefined) return;
  if (typeof expected !== 'object' || expected === null) {
    assert.deepEqual(given, expected, path);
    return;
  }
  if (Array.isArray(expected)) assert.equal((given as unknown[]).length, expected.length, path);
  for (const [key, value] of Object.entries(expected)) {
    assertHolds((given as Record<string, unknown> | undefined)?.[key], value, `${path}.${key}`);
  }
}

function unanswered({ github }: Fleet): readonly string[] {
  return github.unhandled.map(({ method, path }) => `${method} ${path}`);
}

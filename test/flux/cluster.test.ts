import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { Cluster, folderOf } from '../../constructs/flux/cluster';
import { CLUSTER_KUSTOMIZATIONS } from '../../constructs/flux/names';
import { ENVIRONMENTS } from '../../constructs/settings/settings';
import { objectsOf } from '../objects';

describe('a cluster', () => {
  for (const environment of ENVIRONMENTS) {
    const kustomizations = objectsOf((chart) => new Cluster(chart, 'cluster', { environment }));
    const byName = new Map(kustomizations.map((one) => [one.metadata.name, one.spec]));

    test(`${environment}: applies controllers, configs, definitions, compositions and tenants, one after the other`, () => {
      assert.deepEqual([...byName.keys()], [...CLUSTER_KUSTOMIZATIONS]);
      assert.deepEqual(
        [...byName.values()].map(({ dependsOn = [] }) => dependsOn.map(({ name }: { name: string }) => name)),
        [
          [],
          ['infrastructure-controllers'],
          ['infrastructure-configs'],
          ['platform-definitions'],
          ['platform-compositions'],
        ],
      );
    });

    test(`${environment}: applies folders of its own that do not lie in one another`, () => {
      const folders = CLUSTER_KUSTOMIZATIONS.map((name) => folderOf(name, environment));
      assert.deepEqual(
        [...byName.values()].map(({ path }) => path),
        folders.map((folder) => `./${folder}`),
      );
      for (const one of folders) {
        assert.ok(!folders.some((other) => other !== one && other.startsWith(`${one}/`)), `${one} holds another's`);
      }
    });

    test(`${environment}: names the platform's account and source in each, without crossing namespaces`, () => {
      for (const { kind, metadata, spec } of kustomizations) {
        assert.equal(kind, 'Kustomization');
        assert.equal(metadata.namespace, 'flux-system');
        assert.equal(spec.serviceAccountName, 'kustomize-controller');
        assert.deepEqual(spec.sourceRef, { kind: 'GitRepository', name: 'flux-system' });
      }
    });

    test(`${environment}: deletes nothing with a Kustomization, and never a definition`, () => {
      for (const [name, { deletionPolicy, prune }] of byName) {
        assert.equal(deletionPolicy, 'Orphan', name);
        assert.equal(prune, name !== 'platform-definitions', name);
      }
    });

    test(`${environment}: waits for all but the apps, and for minutes at the most`, () => {
      for (const [name, { wait, timeout }] of byName) {
        assert.equal(wait, name !== 'tenants', name);
        assert.match(timeout, /^[1-5]m$/, name);
      }
    });

    test(`${environment}: says when the kinds without a Ready condition are healthy`, () => {
      const kinds = (name: string) =>
        byName.get(name).healthCheckExprs?.map(({ kind }: { kind: string }) => kind) ?? [];
      assert.deepEqual(kinds('infrastructure-configs'), ['Function', 'ClusterIssuer']);
      assert.deepEqual(kinds('platform-definitions'), ['CompositeResourceDefinition']);
    });
  }
});

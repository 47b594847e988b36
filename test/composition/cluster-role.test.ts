import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { App, Chart } from 'cdk8s';
import { ComposeClusterRole } from '../../constructs/composition/cluster-role';
import { Cache } from '../../constructs/composition/example/x-cache';
import { composableKind } from '../../constructs/schemas/composable-kind';
import { validateObject } from '../../constructs/schemas/kind-schema';
import { add, addConfigMap, addThing, composition } from './support';

const VERBS = ['create', 'delete', 'get', 'list', 'patch', 'update', 'watch'];

function roleIn(chart: Chart) {
  const roles = chart.toJson().filter(({ kind }) => kind === 'ClusterRole');
  assert.equal(roles.length, 1);
  assert.deepEqual(validateObject(roles[0]), []);
  return roles[0];
}

describe('the role that lets Crossplane compose', () => {
  it('has exactly the composed kinds, sorted, and no wildcard', () => {
    const chart = new Chart(new App(), 'test');
    new Cache(chart, composableKind);
    const role = roleIn(chart);
    assert.deepEqual(role, {
      apiVersion: 'rbac.authorization.k8s.io/v1',
      kind: 'ClusterRole',
      metadata: {
        name: 'crossplane:compose:cache',
        labels: { 'rbac.crossplane.io/aggregate-to-crossplane': 'true' },
      },
      rules: [
        { apiGroups: [''], resources: ['configmaps', 'serviceaccounts', 'services'], verbs: VERBS },
        { apiGroups: ['apps'], resources: ['deployments'], verbs: VERBS },
      ],
    });
    assert.ok(!JSON.stringify(role).includes('*'));
  });

  it('names a kind once, however often and under whatever condition it is composed', () => {
    const scope = composition({});
    addThing(scope, {}, 'b');
    addThing(scope, {}, 'a');
    addConfigMap(scope, {});
    add(scope, 'c', { apiVersion: 'apps/v1', kind: 'Deployment' });
    assert.deepEqual(roleIn(Chart.of(scope.surroundings)).rules, [
      { apiGroups: [''], resources: ['configmaps'], verbs: VERBS },
      { apiGroups: ['apps'], resources: ['deployments'], verbs: VERBS },
      { apiGroups: ['example.org'], resources: ['things'], verbs: VERBS },
    ]);
  });

  it('has what is composed when it is written, not when it is created', () => {
    const scope = composition({});
    const chart = Chart.of(scope.surroundings);
    scope.when(
      { cel: 'false', holds: () => false, sources: [scope], ensures: [], asks: [] },
      () => void addConfigMap(scope, {}),
    );
    assert.deepEqual(roleIn(chart).rules, [{ apiGroups: [''], resources: ['configmaps'], verbs: VERBS }]);
  });

  it('has no rules at all where nothing is composed', () => {
    const chart = new Chart(new App(), 'test');
    new ComposeClusterRole(chart, 'role', 'nothing', () => []);
    assert.deepEqual(Object.keys(roleIn(chart)).sort(), ['apiVersion', 'kind', 'metadata']);
  });
});

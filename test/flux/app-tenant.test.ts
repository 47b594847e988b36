import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { AppTenant, type AppTenantProps } from '../../constructs/flux/app-tenant';
import { RESERVED_APP_NAMES } from '../../constructs/flux/reserved-names';
import { validateObject } from '../../constructs/schemas/kind-schema';
import { ENVIRONMENTS, type Environment } from '../../constructs/settings/settings';
import { type KubernetesObject, objectsOf, theOnly } from '../objects';
import { platform } from '../settings';

const DASHBOARD: Omit<AppTenantProps, 'environment'> = {
  app: { name: 'dashboard', team: 'platform-team' },
  settings: platform,
  composite: { group: 'platform.io', version: 'v1', kind: 'XNodeApp', plural: 'xnodeapps' },
  components: [{ name: 'frontend' }, { name: 'backend' }],
};

function tenant(environment: Environment, app = DASHBOARD.app): KubernetesObject[] {
  return objectsOf((chart) => new AppTenant(chart, 'tenant', { ...DASHBOARD, environment, app }));
}

describe('the tenant of an app', () => {
  for (const environment of ENVIRONMENTS) {
    test(`${environment}: every object is valid`, () => {
      for (const object of tenant(environment)) assert.deepEqual(validateObject(object), [], object.kind);
    });

    test(`${environment}: the account may write composites in the app's namespace, and nothing else anywhere`, () => {
      const objects = tenant(environment);
      const role = theOnly(objects, 'Role');
      assert.equal(role.rules.length, 1);
      assert.deepEqual(role.rules[0].apiGroups, ['platform.io']);
      assert.deepEqual(role.rules[0].resources, ['xnodeapps']);
      assert.ok(!JSON.stringify(role).includes('*'));
      assert.equal(role.metadata.namespace, theOnly(objects, 'Namespace').metadata.name);

      const binding = theOnly(objects, 'RoleBinding');
      assert.equal(binding.metadata.namespace, role.metadata.namespace);
      assert.deepEqual(binding.roleRef, {
        apiGroup: 'rbac.authorization.k8s.io',
        kind: 'Role',
        name: role.metadata.name,
      });
      const account = theOnly(objects, 'ServiceAccount');
      assert.deepEqual(binding.subjects, [
        { kind: 'ServiceAccount', name: account.metadata.name, namespace: account.metadata.namespace },
      ]);
      assert.equal(account.automountServiceAccountToken, false);
      assert.ok(!objects.some(({ kind }) => kind.startsWith('Cluster')));
    });

    test(`${environment}: source, account and Kustomization stand together, with the one credential`, () => {
      const objects = tenant(environment);
      const [source, account, kustomization] = ['GitRepository', 'ServiceAccount', 'Kustomization'].map((kind) =>
        theOnly(objects, kind),
      );
      for (const one of [source, account, kustomization]) {
        assert.deepEqual([one?.metadata.namespace, one?.metadata.name], ['flux-system', 'dashboard']);
      }
      assert.equal(source?.spec.url, 'https://github.com/acme/dashboard-deploy');
      assert.equal(source?.spec.provider, 'github');
      assert.deepEqual(source?.spec.secretRef, { name: 'github-app' });
      assert.equal(source?.spec.interval, '1m');
      assert.deepEqual(kustomization?.spec.sourceRef, { kind: 'GitRepository', name: 'dashboard' });
      assert.equal(kustomization?.spec.serviceAccountName, account?.metadata.name);
      assert.ok(!objects.some(({ kind }) => kind === 'Secret'));
    });

    test(`${environment}: the Kustomization applies the overlay into the app's namespace and gates on its rollout`, () => {
      const { spec } = theOnly(tenant(environment), 'Kustomization');
      assert.equal(spec.path, `./overlays/${environment}`);
      assert.equal(spec.targetNamespace, environment === 'prod' ? 'dashboard' : `dashboard-${environment}`);
      assert.deepEqual([spec.wait, spec.prune, spec.force, spec.deletionPolicy], [true, true, false, 'Orphan']);
      // As long a revert may have to wait.
      assert.match(spec.timeout, /^[1-3]m$/);
      const [health, ...others] = spec.healthCheckExprs;
      assert.deepEqual(others, []);
      assert.deepEqual([health.apiVersion, health.kind], ['platform.io/v1', 'XNodeApp']);
      assert.match(health.current, /status\.frontend\.available == status\.frontend\.desired/);
      assert.match(health.current, /status\.backend\.compositeGeneration == metadata\.generation/);
    });

    test(`${environment}: the namespace holds pods to the restricted level, as of one version`, () => {
      const { labels = {} } = theOnly(tenant(environment), 'Namespace').metadata;
      for (const mode of ['enforce', 'audit', 'warn']) {
        assert.equal(labels[`pod-security.kubernetes.io/${mode}`], 'restricted');
        assert.match(labels[`pod-security.kubernetes.io/${mode}-version`] ?? '', /^v1\.\d+$/);
      }
      assert.equal(labels['platform.io/team'], 'platform-team');
    });

    test(`${environment}: the namespace is limited, and a container that asks for nothing still counts`, () => {
      const objects = tenant(environment);
      const { quota } = platform.environments[environment];
      const { hard } = theOnly(objects, 'ResourceQuota').spec;
      assert.equal(hard['requests.cpu'], quota.cpu);
      assert.equal(hard['limits.memory'], quota.memory);
      assert.deepEqual([hard['services.loadbalancers'], hard['services.nodeports']], [0, 0]);
      const [limit] = theOnly(objects, 'LimitRange').spec.limits;
      assert.deepEqual(limit.defaultRequest, { cpu: '50m', memory: '128Mi' });
      assert.deepEqual(limit.default, { memory: '512Mi' });
    });
  }

  test('dev and qa follow main, prod follows tags', () => {
    const refs = (['dev', 'qa', 'prod'] as const).map(
      (environment) => theOnly(tenant(environment), 'GitRepository').spec.ref,
    );
    assert.deepEqual(refs, [{ branch: 'main' }, { branch: 'main' }, { semver: '>=0.1.0' }]);
  });

  test('prod keeps the namespace and lets the account delete nothing', () => {
    const annotations = (['dev', 'qa', 'prod'] as const).map(
      (environment) => theOnly(tenant(environment), 'Namespace').metadata.annotations ?? {},
    );
    assert.deepEqual(annotations, [{}, {}, { 'kustomize.toolkit.fluxcd.io/prune': 'disabled' }]);
    const verbs = (['dev', 'qa', 'prod'] as const).map(
      (environment) => theOnly(tenant(environment), 'Role').rules[0].verbs,
    );
    assert.deepEqual(verbs, [
      ['get', 'create', 'patch', 'delete'],
      ['get', 'create', 'patch', 'delete'],
      ['get', 'create', 'patch'],
    ]);
  });

  test('Flux looks at the deploy repository as often as the settings of its environment say', () => {
    const { dev, ...others } = platform.environments;
    const settings = { ...platform, environments: { ...others, dev: { ...dev, pollInterval: '10m' } } } as const;
    const intervals = (['dev', 'qa'] as const).map((environment) => {
      const objects = objectsOf((chart) => new AppTenant(chart, 'tenant', { ...DASHBOARD, settings, environment }));
      return theOnly(objects, 'GitRepository').spec.interval;
    });
    assert.deepEqual(intervals, ['10m', '1m']);
  });

  test('an app cannot take a name that the platform uses beside it', () => {
    for (const name of ['helm-controller', 'flux-system', 'tenants', 'kube-system', 'monitoring', 'default']) {
      assert.ok(RESERVED_APP_NAMES.includes(name), name);
    }
    assert.throws(
      () => tenant('dev', { name: 'kustomize-controller', team: 'x' }),
      /tenant: an app cannot be called kustomize-controller: the platform has an object of that name/,
    );
  });
});

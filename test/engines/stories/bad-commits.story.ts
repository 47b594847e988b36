import assert from 'node:assert/strict';
import { namespaceOf } from '../../../constructs/registration/names';
import { platform } from '../../../platform';
import { type State, stateOf } from './state';
import { story } from './story';
import { type Files, TestApp } from './test-app';

/** What a tenant could commit that must not be, and what Flux says of it. */
const BAD: readonly { readonly name: string; readonly files: Files; readonly why: RegExp }[] = [
  {
    name: 'invalid YAML',
    files: { 'base/xnodeapp.yaml': 'spec: [this is: {no yaml\n' },
    why: /kustomize build failed.*yaml/is,
  },
  {
    name: 'an unknown field',
    files: { 'overlays/dev/environment.yaml': patch({ environment: 'dev', hots: 'typo.example.com' }) },
    why: /\.spec\.hots: field not declared in schema/,
  },
  {
    name: 'a value that the definition refuses',
    files: { 'overlays/dev/environment.yaml': patch({ environment: 'dev', host: 'not a host' }) },
    why: /spec\.host/,
  },
  {
    name: 'a forbidden kind, and a change of the composite with it',
    files: {
      'overlays/dev/environment.yaml': patch({
        environment: 'dev',
        host: `changed.${platform.environments.dev.domain}`,
      }),
      'base/kustomization.yaml': kustomization(['xnodeapp.yaml', 'secret.yaml'], basePatches()),
      'base/secret.yaml': 'apiVersion: v1\nkind: Secret\nmetadata:\n  name: stolen\n',
    },
    why: /secrets.* is forbidden: User "system:serviceaccount:flux-system:invoices"/s,
  },
  {
    name: 'a right that it does not have, cluster-wide',
    files: {
      'base/kustomization.yaml': kustomization(['xnodeapp.yaml', 'role.yaml'], basePatches()),
      'base/role.yaml':
        'apiVersion: rbac.authorization.k8s.io/v1\nkind: ClusterRoleBinding\nmetadata:\n  name: invoices\n' +
        'roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: cluster-admin}\n' +
        'subjects: [{kind: ServiceAccount, name: invoices, namespace: flux-system}]\n',
    },
    why: /clusterrolebindings.* is forbidden/s,
  },
  {
    name: 'an overlay that is gone',
    files: Object.fromEntries(
      ['backend-deployment', 'environment', 'frontend-deployment', 'kustomization', 'postgres-xr'].map((name) => [
        `overlays/dev/${name}.yaml`,
        null,
      ]),
    ),
    why: /path not found/,
  },
];

story('a bad commit in a deploy repository changes nothing, and its team reads why', (step, fleet) => {
  let app: TestApp;
  let before: State;
  let neighbour: State;
  const dev = () => fleet().planes.dev;
  const assertNothingChanged = async () => {
    assert.deepEqual(await stateOf(dev(), 'invoices'), before, 'the app is as it was');
    assert.deepEqual(await stateOf(dev(), 'dashboard'), neighbour, 'so is its neighbour');
  };

  step('two apps are there', async () => {
    app = await TestApp.create(fleet(), 'invoices');
    await dev().healthy('invoices', await app.commit());
    before = await stateOf(dev(), 'invoices');
    const head = await fleet().github.repository('dashboard-deploy').git.head('main');
    await dev().healthy('dashboard', head as string);
    neighbour = await stateOf(dev(), 'dashboard');
  });

  for (const { name, files, why } of BAD) {
    step(`${name} is refused, and the revert is applied`, async () => {
      const bad = await app.push(files, name);
      assert.match(await dev().refused('invoices', bad), why);
      await assertNothingChanged();
      await dev().healthy('invoices', await app.revert());
      await assertNothingChanged();
    });
  }

  step('another tenant’s namespace is not reached: what names it stays in its own', async () => {
    const kustomization = await app.read('overlays/dev/kustomization.yaml');
    const files = {
      'overlays/dev/kustomization.yaml': kustomization.replace('invoices-dev', 'dashboard-dev'),
    };
    const commit = await app.push(files, 'look at the neighbour');
    await dev().healthy('invoices', commit);
    await assertNothingChanged();
    const namespace = namespaceOf('dashboard', 'dev', platform);
    const reference = { ...dev().composite('invoices'), namespace };
    assert.equal(await dev().cluster.get(reference), undefined);
    await dev().healthy('invoices', await app.revert());
  });
});

function patch(spec: object): string {
  return JSON.stringify({ apiVersion: 'platform.io/v1', kind: 'XNodeApp', metadata: { name: 'invoices' }, spec });
}

function kustomization(resources: readonly string[], patches: readonly object[]): string {
  return JSON.stringify({ apiVersion: 'kustomize.config.k8s.io/v1beta1', kind: 'Kustomization', resources, patches });
}

function basePatches(): readonly object[] {
  return ['frontend-deployment', 'backend-deployment', 'postgres-xr'].map((name) => ({ path: `${name}.yaml` }));
}

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { fluxInstance } from '../../constructs/flux/flux-instance';
import { validateObject } from '../../constructs/schemas/kind-schema';
import { ENVIRONMENTS, type Environment } from '../../constructs/settings/settings';
import { FluxInstance } from '../../imports/fluxcd.controlplane.io';
import { operatorChart } from '../../stacks/flux/operator-chart';
import { releasesOf } from '../golden/chart-renders';
import { platform } from '../settings';
import { type Declared, mockEngine } from './mocks';

const KEY = '-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n';
const CONFIG: Readonly<Record<string, string>> = {
  'developer-platform:githubAppId': '12',
  'developer-platform:githubAppInstallationId': '34',
  'developer-platform:githubAppPrivateKey': KEY,
};

/** Runs the stack to its end with mocks. */
async function run(environment: Environment, preview = false) {
  const engine = await mockEngine(environment, preview, () => undefined);
  const { fluxStack } = await import('../../stacks/flux/stack.js');
  const source = { stack: environment, config: (key: string) => CONFIG[key], isSecret: () => true, environment: {} };
  const outputs = fluxStack(platform, environment, source);
  await engine.settled();
  const objects = engine.declared.filter(({ inputs }) => inputs.kind !== undefined);
  const find = (kind: string) => objects.find(({ inputs }) => inputs.kind === kind) as Declared;
  return { ...engine, outputs, objects, find };
}

describe('the stack of a cluster', () => {
  for (const environment of ENVIRONMENTS) {
    for (const preview of [true, false]) {
      test(`${environment}: declares objects that Kubernetes takes, ${preview ? 'in a preview' : 'in an update'}`, async () => {
        const { objects } = await run(environment, preview);
        assert.deepEqual(objects.map(({ inputs }) => inputs.kind).sort(), ['FluxInstance', 'Namespace', 'Secret']);
        for (const { name, inputs } of objects) {
          // A secret value reaches a mock in an envelope.
          const object = inputs.kind === 'Secret' ? { ...inputs, data: {} } : inputs;
          assert.deepEqual(validateObject(object), [], name);
        }
      });
    }
  }

  test('keeps all of it in the cluster, whatever becomes of the stack', async () => {
    const { declared } = await run('dev');
    for (const { type, name, options } of declared.filter(({ type }) => type.startsWith('kubernetes:'))) {
      assert.equal(options.retainOnDelete, true, `${type} ${name}`);
      assert.equal(options.parent, 'platform:flux:Bootstrap flux', `${type} ${name}`);
    }
  });

  test('begins the very instance that dist/ has, and leaves it alone from then on', async () => {
    const { find } = await run('prod');
    const { inputs, options } = find('FluxInstance');
    const { apiVersion, kind, metadata, spec } = inputs;
    assert.deepEqual({ apiVersion, kind, metadata, spec }, FluxInstance.manifest(fluxInstance(platform, 'prod')));
    assert.deepEqual(options.ignoreChanges, ['*']);
  });

  test('begins the operator with the values that dist/ gives its release: no web page', async () => {
    const { declared } = await run('prod');
    const chart = declared.find(({ type }) => type === 'kubernetes:helm.sh/v4:Chart');
    const release = releasesOf(platform, 'prod').find(({ name }) => name === 'flux-operator');
    assert.deepEqual(chart?.inputs.values, release?.values);
    assert.deepEqual(release?.values, { web: { enabled: false } });
  });

  test('goes on owning what Flux does not: namespace and credentials', async () => {
    const { find } = await run('qa');
    for (const kind of ['Namespace', 'Secret']) assert.deepEqual(find(kind).options.ignoreChanges, []);
    const { labels } = find('Namespace').inputs.metadata;
    assert.equal(labels['pod-security.kubernetes.io/enforce'], 'restricted');
  });

  test('joins what is there already, and overrules nobody but over its own objects', async () => {
    const { declared, objects } = await run('dev');
    const provider = declared.find(({ type }) => type === 'pulumi:providers:kubernetes');
    assert.equal(provider?.inputs.upsertExistingObjects, 'true');
    assert.equal(provider?.inputs.enablePatchForce, undefined);
    const forced = objects.filter(({ inputs }) => inputs.metadata.annotations?.['pulumi.com/patchForce'] === 'true');
    assert.deepEqual(
      forced.map(({ inputs }) => inputs.kind),
      ['Secret'],
    );
  });

  test('gives Flux the credentials under the names that it reads, as secrets', async () => {
    const { find } = await run('dev');
    const { data } = find('Secret').inputs;
    // Pulumi's mark of a secret.
    assert.equal(data['4dabf18193072939515e22adb298388d'], '1b47061264138c4ac30d75fd1eb44270');
    assert.deepEqual(Object.keys(data.value), ['githubAppID', 'githubAppInstallationID', 'githubAppPrivateKey']);
    assert.equal(Buffer.from(data.value.githubAppPrivateKey, 'base64').toString(), KEY);
  });

  test('tells how to see the state of Flux', async () => {
    const { outputs } = await run('dev');
    assert.match(outputs.flux, /^kubectl --context acme-dev --namespace flux-system get fluxinstance\/flux,/);
  });
});

describe('the chart of the operator', () => {
  const pinned = { repository: 'oci://ghcr.io/charts', chart: 'flux-operator', version: '1.2.3' };

  test('is the pinned one', () => {
    assert.deepEqual(operatorChart(pinned), { chart: 'oci://ghcr.io/charts/flux-operator', version: '1.2.3' });
  });

  test('may be mirrored at the same version, or lie in a folder', () => {
    assert.deepEqual(operatorChart(pinned, 'oci://mirror/x'), { chart: 'oci://mirror/x', version: '1.2.3' });
    assert.deepEqual(operatorChart(pinned, './chart'), { chart: './chart' });
  });
});

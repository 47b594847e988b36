import assert from 'node:assert/strict';
import { generateKeyPairSync } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { fluxInstance } from '../../constructs/flux/flux-instance';
import type { Environment } from '../../constructs/settings/settings';
import { FluxInstance } from '../../imports/fluxcd.controlplane.io';
import { platform } from '../settings';
import { testsUnless } from '../tests-unless';
import { missingApiServer, TestApiServer } from './api-server';
import { missing } from './machine';
import { definition, writeOperatorChart } from './operator-chart';
import { PulumiProject } from './project';

const FLUX = '/api/v1/namespaces/flux-system';
const OBJECTS = {
  namespace: FLUX,
  credential: `${FLUX}/secrets/github-app`,
  account: `${FLUX}/serviceaccounts/flux-operator`,
  definition: `/apis/apiextensions.k8s.io/v1/customresourcedefinitions/${definition().metadata.name}`,
  instance: '/apis/fluxcd.controlplane.io/v1/namespaces/flux-system/fluxinstances/flux',
} as const;

/** What a preview says that it would do. */
interface Plan {
  // biome-ignore lint/suspicious/noExplicitAny: each type has inputs of its own, and a wrong path fails the assertion
  readonly steps: readonly { readonly newState?: { readonly inputs?: any } }[];
}

const UNCHANGED = /^Resources:\n {4}\d+ unchanged$/m;
const { test, before, after } = testsUnless(missing('kubernetes') ?? missingApiServer());

function privateKey(): string {
  return generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey.export({
    type: 'pkcs1',
    format: 'pem',
  }) as string;
}

describe('stack dev, by the real engine and provider, with a chart of the same definition and no controller', () => {
  let server: TestApiServer;
  let project: PulumiProject;
  const key = privateKey();
  const projects: PulumiProject[] = [];

  /** A project of a stack that was never brought up. */
  async function freshProject(githubAppPrivateKey: string, stack: Environment = 'dev'): Promise<PulumiProject> {
    const fresh = new PulumiProject(stack, {
      KUBECONFIG: server.kubeconfig,
      GITHUB_APP_PRIVATE_KEY: githubAppPrivateKey,
    });
    projects.push(fresh);
    writeOperatorChart(join(fresh.folder, 'chart'));
    assert.equal((await fresh.init()).status, 0);
    const settings = {
      'kubernetes:context': 'test',
      githubAppId: '12',
      githubAppInstallationId: '34',
      fluxOperatorChart: join(fresh.folder, 'chart'),
    };
    for (const [name, value] of Object.entries(settings)) {
      assert.equal((await fresh.run('config set', name, value)).status, 0);
    }
    return fresh;
  }

  before(async () => {
    server = await TestApiServer.start();
    project = await freshProject(key);
  });
  after(async () => {
    for (const one of projects) one.remove();
    await server.stop();
  });

  async function run(command: string, expected: 'success' | 'failure' = 'success', of = project): Promise<string> {
    const { status, text } = await of.run(command);
    assert.equal(status === 0, expected === 'success', text);
    return text;
  }

  async function object(name: keyof typeof OBJECTS) {
    const { code, body } = await server.api.ask('GET', OBJECTS[name]);
    return code === 200 ? body : undefined;
  }

  /** What is there, without who set it when. */
  async function everything(): Promise<Record<string, unknown>> {
    const found: Record<string, unknown> = {};
    for (const name of Object.keys(OBJECTS) as (keyof typeof OBJECTS)[]) {
      const { metadata, ...rest } = (await object(name)) ?? {};
      const { managedFields: _, resourceVersion: __, ...kept } = metadata ?? {};
      found[name] = { metadata: kept, ...rest };
    }
    return found;
  }

  /** Lets the API server refuse new Secrets, until what it gives is called. */
  async function refuseSecrets(): Promise<() => Promise<void>> {
    const apiVersion = 'admissionregistration.k8s.io/v1';
    const metadata = { name: 'no-secrets' };
    const rule = { apiGroups: [''], apiVersions: ['v1'], operations: ['CREATE'], resources: ['secrets'] };
    const objects = {
      validatingadmissionpolicies: {
        kind: 'ValidatingAdmissionPolicy',
        spec: {
          matchConstraints: { resourceRules: [rule] },
          validations: [{ expression: 'false', message: 'no Secrets today' }],
        },
      },
      validatingadmissionpolicybindings: {
        kind: 'ValidatingAdmissionPolicyBinding',
        spec: { policyName: metadata.name, validationActions: ['Deny'] },
      },
    };
    for (const [plural, object] of Object.entries(objects)) {
      const { code } = await server.api.ask(
        'POST',
        `/apis/${apiVersion}/${plural}`,
        JSON.stringify({ apiVersion, metadata, ...object }),
      );
      assert.equal(code, 201);
    }
    const isRefused = async () => {
      const probe = JSON.stringify({ apiVersion: 'v1', kind: 'Secret', metadata: { name: 'probe' } });
      return (await server.api.ask('POST', `${FLUX}/secrets?dryRun=All`, probe)).code === 422;
    };
    const until = async (expected: boolean) => {
      for (let tries = 0; tries < 100 && (await isRefused()) !== expected; tries++) await sleep(200);
      assert.equal(await isRefused(), expected);
    };
    await until(true);
    return async () => {
      for (const plural of Object.keys(objects))
        await server.api.ask('DELETE', `/apis/${apiVersion}/${plural}/${metadata.name}`);
      await until(false);
    };
  }

  test('a preview changes nothing', async () => {
    const text = await run('preview');
    assert.match(text, /^Resources:\n {4}\+ \d+ to create$/m);
    assert.equal(await object('namespace'), undefined);
  });

  for (const environment of ['qa', 'prod'] as const) {
    test(`a preview of ${environment} is of that cluster’s own instance, and changes nothing`, async () => {
      const githubAppPrivateKey = privateKey();
      const text = await run('preview --json', 'success', await freshProject(githubAppPrivateKey, environment));
      const plan = JSON.parse(text.slice(text.indexOf('{'))) as Plan;
      const planned = (kind: string) => plan.steps.find(({ newState }) => newState?.inputs?.kind === kind)?.newState;
      const { spec } = FluxInstance.manifest(fluxInstance(platform, environment));
      assert.deepEqual(planned('FluxInstance')?.inputs.spec, spec);
      assert.equal(spec.sync.path, `dist/clusters/${environment}`);
      assert.ok(planned('Secret'));
      assert.ok(!text.includes(Buffer.from(githubAppPrivateKey).toString('base64').slice(100, 160)));
      assert.equal(await object('namespace'), undefined);
    });
  }

  test('up begins Flux in an empty cluster', async () => {
    await run('up --yes --skip-preview');
    const { apiVersion, kind, metadata, spec } = await object('instance');
    const expected = FluxInstance.manifest(fluxInstance(platform, 'dev'));
    assert.deepEqual({ apiVersion, kind }, { apiVersion: expected.apiVersion, kind: expected.kind });
    assert.deepEqual(metadata.annotations, expected.metadata.annotations);
    // The API server adds the defaults of the definition.
    assert.deepEqual({ ...spec, cluster: { ...spec.cluster, ...expected.spec.cluster } }, spec);
    assert.deepEqual(spec.sync, expected.spec.sync);
    const { data } = await object('credential');
    assert.deepEqual(
      Object.fromEntries(
        Object.entries(data).map(([name, value]) => [name, Buffer.from(value as string, 'base64').toString()]),
      ),
      { githubAppID: '12', githubAppInstallationID: '34', githubAppPrivateKey: key },
    );
    assert.ok(await object('account'));
    assert.match(
      await run('stack output flux'),
      /^kubectl --context test --namespace flux-system get fluxinstance\/flux,/,
    );
  });

  test('a second up finds nothing to do, nor does one after a refresh', async () => {
    assert.match(await run('up --yes --skip-preview'), UNCHANGED);
    await run('refresh --yes');
    assert.match(await run('up --yes --skip-preview'), UNCHANGED);
  });

  test('what Flux makes of operator and instance is left to it, after a refresh too', async () => {
    const patch = [{ op: 'replace', path: '/spec/distribution/version', value: '2.9.9' }];
    const label = [{ op: 'add', path: '/metadata/labels', value: { 'helm.sh/chart': 'flux-operator-9.9.9' } }];
    assert.equal((await server.api.ask('PATCH', OBJECTS.instance, JSON.stringify(patch))).code, 200);
    assert.equal((await server.api.ask('PATCH', OBJECTS.account, JSON.stringify(label))).code, 200);
    for (const command of ['up --yes --skip-preview', 'refresh --yes', 'up --yes --skip-preview']) {
      await run(command);
      assert.equal((await object('instance')).spec.distribution.version, '2.9.9', command);
      assert.equal((await object('account')).metadata.labels['helm.sh/chart'], 'flux-operator-9.9.9', command);
    }
  });

  test('what someone edits of the rest is found by refresh, and put back by up', async () => {
    const patch = [{ op: 'replace', path: '/data/githubAppID', value: Buffer.from('13').toString('base64') }];
    assert.equal((await server.api.ask('PATCH', OBJECTS.credential, JSON.stringify(patch))).code, 200);
    assert.match(await run('refresh --yes'), /Secret github-app updated/);
    await run('up --yes --skip-preview');
    assert.equal((await object('credential')).data.githubAppID, Buffer.from('12').toString('base64'));
  });

  test('a new key changes the Secret and nothing else', async () => {
    const before = await everything();
    const rotated = privateKey();
    project.environment.GITHUB_APP_PRIVATE_KEY = rotated;
    const text = await run('up --yes --skip-preview');
    assert.match(text, /^Resources:\n {4}~ 1 updated\n {4}\d+ unchanged$/m);
    const { credential, ...others } = await everything();
    assert.equal(
      (credential as { data: Record<string, string> }).data.githubAppPrivateKey,
      Buffer.from(rotated).toString('base64'),
    );
    const { credential: _, ...rest } = before;
    assert.deepEqual(others, rest);
  });

  test('an up that fails in the middle is ended by the next one', async () => {
    assert.equal((await server.api.ask('DELETE', OBJECTS.credential)).code, 200);
    await run('refresh --yes');
    const allowed = await refuseSecrets();
    assert.match(await run('up --yes --skip-preview', 'failure'), /no Secrets today/);
    assert.equal(await object('credential'), undefined);
    await allowed();
    await run('up --yes --skip-preview');
    assert.ok(await object('credential'));
    assert.match(await run('up --yes --skip-preview'), UNCHANGED);
  });

  test('on a cluster that runs this Flux already it changes nothing, though nothing is known of it', async () => {
    // Flux has applied the instance that dist/ has.
    const manifest = FluxInstance.manifest(fluxInstance(platform, 'dev'));
    await server.api.ask('DELETE', OBJECTS.instance);
    const instances = OBJECTS.instance.replace(/\/flux$/, '');
    const created = await server.api.ask(
      'POST',
      `${instances}?fieldManager=kustomize-controller`,
      JSON.stringify(manifest),
    );
    assert.equal(created.code, 201);
    const before = await everything();
    const fresh = await freshProject(project.environment.GITHUB_APP_PRIVATE_KEY as string);
    await run('up --yes --skip-preview', 'success', fresh);
    assert.deepEqual(await everything(), before);
    assert.match(await run('up --yes --skip-preview', 'success', fresh), UNCHANGED);
  });

  test('on a cluster whose Flux is another it stops with a conflict, and leaves that as it is', async () => {
    const patch = [{ op: 'replace', path: '/spec/distribution/version', value: '2.9.9' }];
    const path = `${OBJECTS.instance}?fieldManager=kustomize-controller`;
    assert.equal((await server.api.ask('PATCH', path, JSON.stringify(patch))).code, 200);
    const before = await everything();
    const text = await run(
      'up --yes --skip-preview',
      'failure',
      await freshProject(project.environment.GITHUB_APP_PRIVATE_KEY as string),
    );
    assert.match(text, /conflict.*kustomize-controller.*\.spec\.distribution\.version/s);
    assert.deepEqual(await everything(), before);
  });

  test('the keys are in no state and log, but in the state encrypted', async () => {
    const [secret] = (await project.resources()).filter(({ type }) => type === 'kubernetes:core/v1:Secret');
    assert.ok(JSON.stringify(secret?.inputs).includes('ciphertext'));
    const keys = [key, project.environment.GITHUB_APP_PRIVATE_KEY as string];
    const forms = keys.flatMap((one) => [
      one.split('\n')[1] as string,
      Buffer.from(one).toString('base64').slice(100, 160),
    ]);
    const texts: Record<string, string> = { log: projects.map(({ log }) => log).join('') };
    for (const file of readdirSync(join(project.folder, 'state'), {
      recursive: true,
      withFileTypes: true,
      encoding: 'utf8',
    })) {
      if (file.isFile()) texts[file.name] = readFileSync(join(file.parentPath, file.name), 'latin1');
    }
    assert.ok(Object.keys(texts).length > 5);
    for (const [where, text] of Object.entries(texts)) {
      for (const form of forms) assert.ok(!text.includes(form), `${where} holds a key`);
    }
  });

  test('destroy says that everything stays, and it does', async () => {
    const before = await everything();
    const preview = await run('destroy --preview-only');
    assert.match(preview, /retain/i);
    await run('destroy --yes');
    assert.deepEqual(await project.resources(), []);
    assert.deepEqual(await everything(), before);
  });
});

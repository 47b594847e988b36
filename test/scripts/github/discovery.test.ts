import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { type Registration, RegistrationSchema } from '../../../constructs/registration/schema';
import { registrationText } from '../../../constructs/registration/write';
import { UserError } from '../../../constructs/settings/user-error';
import { asUserError } from '../../../scripts/github/client';
import { Discovery, type DiscoveryResult } from '../../../scripts/github/discovery';
import { TestGitHub } from '../../github';
import { platform } from '../../settings';
import { addApp, clientFor, registration } from './support';

let github: TestGitHub;
let token: string;
beforeEach(async () => {
  github = await TestGitHub.start();
  await github.addRepository(platform.repository, { files: { 'apps/.gitkeep': '' } });
  // What the platform's GitHub App may do, and nothing else.
  const app = github.addApp('platform', { metadata: 'read', contents: 'write', pull_requests: 'write' });
  token = await installationToken(app.id, app.privateKey);
});
afterEach(() => github.stop());

async function installationToken(appId: number, privateKey: string): Promise<string> {
  const { App, Octokit } = await import('octokit');
  const app = new App({ appId, privateKey, Octokit: Octokit.defaults({ baseUrl: `${github.url}/api/v3` }) });
  const { data: installation } = await app.octokit.request('GET /orgs/{org}/installation', { org: 'acme' });
  const octokit = await app.getInstallationOctokit(installation.id);
  const { token } = (await octokit.auth({ type: 'installation' })) as { readonly token: string };
  return token;
}

async function discover(
  registrations: readonly Registration[] = [],
  { dryRun = false, settings = platform }: { dryRun?: boolean; settings?: typeof platform } = {},
): Promise<DiscoveryResult> {
  return Discovery.run({ client: await clientFor(github, token), settings, registrations, dryRun });
}

const platformRepository = () => github.repository(platform.repository);
const proposed = (app: string) => platformRepository().git.read(`register-${app}`, `apps/${app}.yaml`);
const writes = () => github.requests.filter(({ method }) => method !== 'GET').length;

describe('a deploy repository that is not registered', () => {
  it('is proposed with the answers that it holds, open to dev', async () => {
    await addApp(github, registration('shop', { team: '123', database: 'off' }));
    const { proposals, warnings } = await discover();
    assert.deepEqual(warnings, []);
    assert.equal(proposals.length, 1);
    assert.match(proposals[0] ?? '', /^\+ shop: http/);
    assert.equal(await proposed('shop'), registrationText(registration('shop', { team: '123', database: 'off' })));
    assert.deepEqual(
      platformRepository().pulls.map(({ state, base, head, title }) => [state, base, head, title]),
      [['open', 'main', 'register-shop', 'feat(apps): register shop']],
    );
    const changes = await platformRepository().git.changes('main', 'register-shop');
    assert.deepEqual(
      changes.map(({ path }) => path),
      ['apps/shop.yaml'],
    );
  });

  it('is proposed once, however often it is found', async () => {
    await addApp(github, registration('shop'));
    await discover();
    github.requests.length = 0;
    assert.match((await discover()).proposals[0] ?? '', /^= shop: http/);
    assert.equal(writes(), 0);
  });

  it('has its proposal updated where its answers have changed, and only those', async () => {
    await addApp(github, registration('shop'));
    await discover();
    const edited = registrationText(registration('shop', { openTo: 'qa', description: 'Sells.' }));
    await platformRepository().git.commitFiles('register-shop', { 'apps/shop.yaml': edited }, 'open to qa');
    const file = 'base/backend-deployment.yaml';
    const backend = (await github.repository('shop-deploy').git.read('main', file)) ?? '';
    await github.repository('shop-deploy').git.commitFiles('main', { [file]: backend.replace('8080', '9090') }, 'port');
    assert.match((await discover()).proposals[0] ?? '', /^~ shop: http/);
    const expected = registration('shop', { openTo: 'qa', description: 'Sells.', apiPort: 9090 });
    assert.equal(await proposed('shop'), registrationText(expected));
    assert.equal(platformRepository().pulls.length, 1);
  });

  it('is not proposed again after its proposal was closed', async () => {
    await addApp(github, registration('shop'));
    await discover();
    Object.assign(platformRepository().pulls[0] ?? {}, { state: 'closed' });
    const { proposals, warnings } = await discover();
    assert.deepEqual(proposals, []);
    assert.match(warnings[0] ?? '', /^shop-deploy: is not registered, and http\S+ was closed: reopen it, or take /);
  });

  it('is only told of in a dry run', async () => {
    await addApp(github, registration('shop'));
    assert.deepEqual((await discover([], { dryRun: true })).proposals, ['+ shop']);
    assert.equal(writes(), 1, 'the token of the installation');
    assert.deepEqual(platformRepository().pulls, []);
  });

  const unreadable: Readonly<Record<string, readonly [Record<string, string>, RegExp]>> = {
    'holds nothing': [{ 'base/xnodeapp.yaml': '' }, /^shop-deploy: name: given nothing; allowed: /],
    'is of another app': [
      { 'base/xnodeapp.yaml': 'metadata: {name: store}\nspec: {team: a}\n' },
      /^shop-deploy: name: given "store"; allowed: "shop"$/,
    ],
    'holds a port that is out of range': [
      { 'base/backend-deployment.yaml': 'spec: {backend: {port: 80}}\n' },
      /^shop-deploy: apiPort: given 80; allowed: a whole number from 1024 to 65535$/,
    ],
    'holds what is no YAML': [{ 'base/postgres-xr.yaml': 'a: [' }, /^shop-deploy: database: given nothing; allowed: /],
    'holds a list for a name': [
      { 'base/xnodeapp.yaml': 'metadata: {name: [shop]}\nspec: {team: a}\n' },
      /^shop-deploy: name: given a list; allowed: /,
    ],
    'holds an alias': [
      { 'base/xnodeapp.yaml': 'x: &x shop\nmetadata: {name: *x}\nspec: {team: a}\n' },
      /^shop-deploy: name: given the alias \*x; allowed: /,
    ],
  };
  for (const [what, [files, warning]] of Object.entries(unreadable)) {
    it(`is warned of where it ${what}`, async () => {
      await addApp(github, registration('shop'));
      await github.repository('shop-deploy').git.commitFiles('main', files, 'change');
      const { proposals, warnings } = await discover();
      assert.deepEqual(proposals, []);
      assert.match(warnings[0] ?? '', warning);
    });
  }

  it('is left alone where it is archived, has no topic or is no deploy repository', async () => {
    await addApp(github, registration('old'));
    Object.assign(github.repository('old-deploy').settings, { archived: true });
    await github.addRepository('manual-deploy');
    await github.addRepository('tools', { topics: ['flux-managed'] });
    assert.deepEqual(await discover(), { repositories: 6, proposals: [], warnings: [] });
  });
});

describe('a registered app', () => {
  it('is not mentioned while its deploy repository is as it should be', async () => {
    await addApp(github, registration('shop'));
    assert.deepEqual((await discover([registration('shop')])).warnings, []);
  });

  it('is warned of where the topic is lost, or the repository is archived, renamed or gone', async () => {
    const names = ['shop', 'store', 'kiosk', 'market', 'bazaar', 'a', 'b', 'c', 'd', 'e'];
    for (const name of names.filter((name) => name !== 'bazaar')) await addApp(github, registration(name));
    github.repository('shop-deploy').topics = [];
    Object.assign(github.repository('store-deploy').settings, { archived: true });
    const client = await clientFor(github, github.owner.token);
    await client.rest.repos.update({ owner: 'acme', repo: 'kiosk-deploy', name: 'booth-deploy' });
    const { warnings, proposals } = await discover(names.map((name) => registration(name)));
    assert.deepEqual(warnings.slice(0, 2), [
      'apps/shop.yaml: shop-deploy has no topic flux-managed',
      'apps/store.yaml: store-deploy is archived',
    ]);
    assert.ok(warnings.includes('apps/bazaar.yaml: bazaar-deploy is gone, or this token may not see it'));
    assert.ok(warnings.includes('apps/kiosk.yaml: kiosk-deploy was renamed or moved to acme/booth-deploy'));
    assert.deepEqual(proposals, []);
  });
});

describe('names in another case than GitHub’s', () => {
  it('of the organization and the platform repository are told, and the proposal is found again', async () => {
    await addApp(github, registration('shop'));
    const settings = { ...platform, organization: 'Acme', repository: 'Platform' };
    const told = [
      'platform.ts: organization: given "Acme"; GitHub calls it "acme": write it so',
      'platform.ts: repository: given "Platform"; GitHub calls it "platform": write it so',
    ];
    const first = await discover([], { settings });
    assert.match(first.proposals[0] ?? '', /^\+ shop: http/);
    assert.deepEqual(first.warnings, told);
    const second = await discover([], { settings });
    assert.match(second.proposals[0] ?? '', /^= shop: http/);
    assert.deepEqual(second.warnings, told);
  });

  it('of a closed proposal are no reason to propose it again', async () => {
    await addApp(github, registration('shop'));
    await discover();
    Object.assign(platformRepository().pulls[0] ?? {}, { state: 'closed' });
    const { proposals } = await discover([], { settings: { ...platform, organization: 'ACME' } });
    assert.deepEqual(proposals, []);
  });

  it('of an app’s repositories are told, and make it neither missing nor another app', async () => {
    const shop = registration('shop');
    await addApp(github, shop);
    const rename = (from: string, name: string) => Object.assign(github.repository(from), { name });
    rename('shop-deploy', 'Shop-Deploy');
    rename('shop-backend', 'Shop-backend');
    const told = [
      'Shop-backend: given this name on GitHub; allowed: shop-backend: rename it',
      'Shop-Deploy: given this name on GitHub; allowed: shop-deploy: rename it',
    ];
    assert.deepEqual(await discover([shop]), { repositories: 4, proposals: [], warnings: told });
    const { proposals, warnings } = await discover();
    assert.match(proposals[0] ?? '', /^\+ shop: http/);
    assert.deepEqual(warnings, told);
  });

  it('are nothing of the kind where the platform repository was renamed or is not there: nothing is done then', async () => {
    const repository = platformRepository();
    const client = await clientFor(github, github.owner.token);
    await client.rest.repos.update({ owner: 'acme', repo: repository.name, name: 'groundwork' });
    await addApp(github, registration('shop'));
    await assert.rejects(discover(), {
      name: 'UserError',
      message:
        'platform.ts: organization, repository: given acme/platform; allowed: acme/groundwork, as it is called now',
    });
    await assert.rejects(discover([], { settings: { ...platform, repository: 'elsewhere' } }), {
      name: 'UserError',
      message: /^platform\.ts: organization, repository: given acme\/elsewhere; allowed: a repository that exists/,
    });
    assert.deepEqual(repository.pulls, []);
  });
});

describe('a list that cannot be complete', () => {
  const apps = ['one', 'two', 'three', 'four'].map((name) => registration(name));

  it('ends it where it is empty', async () => {
    github.fail({ path: /^\/orgs\/acme\/repos$/, status: 200, body: [], times: 2 });
    // The platform repository is there, whether an app is or not.
    for (const registered of [apps, []]) await assert.rejects(discover(registered), UserError);
  });

  it('ends it where many of the registered apps are missing, before anything is proposed', async () => {
    await addApp(github, registration('shop'));
    await addApp(github, registration('one'));
    github.requests.length = 0;
    await assert.rejects(discover(apps), /without those of 3 of 4 registered apps: the list is taken for incomplete/);
    assert.equal(writes(), 0);
  });

  it('ends it where a later part of it fails, before anything is proposed', async () => {
    await addApp(github, registration('shop'));
    const path = /^\/orgs\/acme\/repos$/;
    const first = [{ name: 'shop-deploy', topics: ['flux-managed'], archived: false }];
    const next = `<${github.url}/api/v3/orgs/acme/repos?page=2>; rel="next"`;
    github.fail({ path, status: 200, body: first, headers: { Link: next } });
    github.fail({ path, status: 502, times: 2 });
    await assert.rejects(discover(), (error) => asUserError(error) instanceof UserError);
    assert.deepEqual(platformRepository().pulls, []);
  });

  const faults: Readonly<Record<string, readonly [number, RegExp]>> = {
    fails: [502, /^GitHub answered GET \S+\/orgs\/acme\/repos\S* with 502/],
    'is refused': [403, /^GitHub answered GET \S+ with 403/],
  };
  for (const [what, [status, message]] of Object.entries(faults)) {
    it(`ends it with one message where GitHub’s answer ${what}`, async () => {
      await addApp(github, registration('shop'));
      github.fail({ path: /^\/orgs\/acme\/repos$/, status });
      await discover(apps).then(
        () => assert.fail('went on'),
        (error) => {
          const asked = asUserError(error);
          assert.ok(asked instanceof UserError);
          assert.match(asked.message, message);
        },
      );
      assert.deepEqual(platformRepository().pulls, []);
    });
  }

  it('ends it where no more requests may be made', async () => {
    await addApp(github, registration('shop'));
    github.rateLimit.set(0);
    await assert.rejects(discover(), (error) => asUserError(error) instanceof UserError);
    assert.deepEqual(platformRepository().pulls, []);
  });
});

it('a registration has no field that discovery would lose', () => {
  const kept = ['repositories', 'openTo', 'description'];
  const read = ['name', 'team', 'database', 'apiPort', 'monitoring'];
  assert.deepEqual(Object.keys(RegistrationSchema.properties).sort(), [...kept, ...read].sort());
});

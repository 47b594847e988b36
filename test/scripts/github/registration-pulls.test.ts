import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { readSkeleton } from '../../../constructs/backstage/skeleton';
import type { Registration } from '../../../constructs/registration/schema';
import { registrationText } from '../../../constructs/registration/write';
import { codeOwners } from '../../../constructs/settings/code-owners';
import { synthesize } from '../../../constructs/synthesize';
import { PlatformRepository } from '../../../scripts/github/platform-repository';
import { type Outcome, RegistrationPulls } from '../../../scripts/github/registration-pulls';
import { commitTree } from '../../backstage/trees';
import { type Repository, TestGitHub } from '../../github';
import { platform } from '../../settings';
import { addApp, clientFor, registration } from './support';

let github: TestGitHub;
let repository: Repository;
let checkout: string;
let bot: string;
let reviewer: string;
let developer: string;

beforeEach(async () => {
  github = await TestGitHub.start();
  repository = await github.addRepository(platform.repository);
  [bot, reviewer, developer] = ['bot', 'reviewer', 'developer'].map((login) => {
    repository.collaborators.set(login, 'write');
    return github.addUser(login).token;
  }) as [string, string, string];
  checkout = mkdtempSync(join(tmpdir(), 'platform-'));
  mkdirSync(join(checkout, 'apps'));
  await setMain([registration('first', { openTo: 'prod', repositories: 'pulumi' })]);
});
afterEach(async () => {
  await github.stop();
  rmSync(checkout, { recursive: true });
});

/** Has `main` and the checkout of it hold these registrations, and what they give. */
async function setMain(registrations: readonly Registration[]): Promise<void> {
  for (const app of registrations) writeFileSync(join(checkout, 'apps', `${app.name}.yaml`), registrationText(app));
  synthesize(platform, registrations).write(join(checkout, 'dist'));
  await commitTree(repository, readSkeleton(checkout));
}

/** Opens a pull request with these files. @returns its number */
async function propose(branch: string, files: Readonly<Record<string, string>>): Promise<number> {
  await repository.git.setRef(`refs/heads/${branch}`, (await repository.git.head('main'))!, undefined);
  await repository.git.commitFiles(branch, files, 'change');
  const client = await clientFor(github, developer);
  const pull = { owner: 'acme', repo: platform.repository, head: branch, base: 'main', title: branch };
  return (await client.rest.pulls.create(pull)).data.number;
}

const proposeApp = (app: Registration) =>
  propose(`register-${app.name}`, { [`apps/${app.name}.yaml`]: registrationText(app) });

async function lookAfter(settings = platform): Promise<Outcome[]> {
  const client = await clientFor(github, bot);
  const found = await PlatformRepository.find(client, settings);
  const pulls = new RegistrationPulls({
    client,
    repository: found,
    reviewer: found.as(await clientFor(github, reviewer)),
    settings,
    apps: join(checkout, 'apps'),
    dist: join(checkout, 'dist'),
    removed: join(checkout, 'removed.yaml'),
    main: (await repository.git.head('main'))!,
  });
  return pulls.lookAfter();
}

const pullOf = (number: number) => repository.pulls.find((pull) => pull.number === number)!;

/** What the check of a pull request says: its `dist/` is what its registrations give. */
async function passCheck(number: number): Promise<void> {
  const { headSha } = pullOf(number);
  github.reportCheck(repository, headSha, 'ci');
}

describe('a pull request that adds an app', () => {
  const shop = registration('shop');

  it('gets what dist/ becomes with it, as the program of main makes it', async () => {
    await addApp(github, shop);
    const number = await proposeApp(shop);
    assert.deepEqual(await lookAfter(), [{ number, app: 'shop', outcome: 'dist/ was brought up to date' }]);
    const expected = synthesize(platform, [registration('first', { openTo: 'prod', repositories: 'pulumi' }), shop]);
    const folder = join(checkout, 'expected');
    expected.write(folder);
    const wanted = readSkeleton(folder).map(({ path, executable }) => `${path} ${executable}`);
    const entries = await repository.git.tree('register-shop', { recursive: true });
    const made = entries
      .filter(({ path, type }) => type === 'blob' && path.startsWith('dist/'))
      .map(({ path, mode }) => `${path.slice('dist/'.length)} ${mode === '100755'}`);
    assert.deepEqual(made.sort(), wanted.sort());
    const files = await repository.git.files('register-shop');
    for (const { path, content } of readSkeleton(folder)) assert.equal(files[`dist/${path}`], String(content), path);
  });

  it('is merged by itself once its checks have passed, where it opens dev and no more', async () => {
    await addApp(github, shop);
    const number = await proposeApp(shop);
    await lookAfter();
    assert.equal((await lookAfter())[0]?.outcome, 'waits for the check ci');
    await passCheck(number);
    assert.equal((await lookAfter())[0]?.outcome, 'merged');
    assert.equal(await repository.git.read('main', 'apps/shop.yaml'), registrationText(shop));
    assert.ok(await repository.git.read('main', 'dist/tenants/dev/shop.yaml'));
    assert.equal(await repository.git.read('main', 'dist/tenants/qa/shop.yaml'), undefined);
    assert.deepEqual(
      pullOf(number).reviews.map(({ user, state }) => [user, state]),
      [['reviewer', 'APPROVED']],
    );
    assert.deepEqual(await lookAfter(), []);
  });

  it('is seen and merged also where platform.ts writes the names in another case than GitHub', async () => {
    await addApp(github, shop);
    const number = await proposeApp(shop);
    const otherwise = { ...platform, organization: 'Acme', repository: 'PLATFORM' };
    assert.equal((await lookAfter(otherwise))[0]?.outcome, 'dist/ was brought up to date');
    await passCheck(number);
    assert.equal((await lookAfter(otherwise))[0]?.outcome, 'merged');
  });

  it('waits for its reviewers where it opens more than dev', async () => {
    for (const openTo of ['qa', 'prod'] as const) {
      const app = registration(`for-${openTo}-too`, { openTo, repositories: 'pulumi' });
      const number = await proposeApp(app);
      await lookAfter();
      await passCheck(number);
      const outcomes = await lookAfter();
      assert.equal(outcomes.find((outcome) => outcome.number === number)?.outcome, 'waits for its reviewers');
      assert.deepEqual(pullOf(number).reviews, []);
      assert.equal(pullOf(number).state, 'open');
    }
  });

  it('cannot open more than dev before rules hold what qa and prod follow', async () => {
    const app = registration('shop', { openTo: 'qa' });
    await addApp(github, app);
    const number = await proposeApp(app);
    const refusal = 'refused: shop-deploy: openTo: given qa; allowed: dev, until rules hold its branch and its tags';
    assert.ok((await lookAfter())[0]?.outcome.startsWith(refusal));
    const client = await clientFor(github, github.owner.token);
    for (const target of ['branch', 'tag'] as const) {
      const conditions = { ref_name: { include: ['~ALL'], exclude: [] } };
      const ruleset = { name: target, target, enforcement: 'active', conditions } as const;
      await client.rest.repos.createRepoRuleset({ owner: 'acme', repo: 'shop-deploy', ...ruleset });
      const outcome = target === 'branch' ? new RegExp(`^${refusal}`) : /^dist\/ was brought up to date$/;
      assert.match((await lookAfter())[0]?.outcome ?? '', outcome);
    }
    assert.equal(pullOf(number).state, 'open');
  });

  it('is asked for no rules where GitHub has none to list', async () => {
    const app = registration('shop', { openTo: 'qa' });
    await addApp(github, app);
    await proposeApp(app);
    github.organization.plan = 'free';
    const free = { ...platform, repositories: { ...platform.repositories, plan: 'free' as const } };
    assert.equal((await lookAfter(free))[0]?.outcome, 'dist/ was brought up to date');
  });

  it('is brought on top of main when that has moved, without losing a commit of its branch', async () => {
    await addApp(github, shop);
    const number = await proposeApp(shop);
    await lookAfter();
    const before = pullOf(number).headSha;
    await setMain([
      registration('first', { openTo: 'prod', repositories: 'pulumi' }),
      registration('second', { repositories: 'pulumi' }),
    ]);
    assert.equal((await lookAfter())[0]?.outcome, 'dist/ was brought up to date');
    const { headSha } = pullOf(number);
    assert.ok(await repository.git.isAncestor(before, headSha));
    assert.ok(await repository.git.isAncestor((await repository.git.head('main'))!, headSha));
    const changed = (await repository.git.changes('main', 'register-shop')).map(({ path }) => path);
    assert.ok(
      changed.every((path) => path.includes('shop')),
      changed.join('\n'),
    );
  });

  it('takes nothing of its dist/ from the branch', async () => {
    await addApp(github, shop);
    const evil = 'dist/clusters/dev/kustomizations.yaml';
    await propose('register-shop', { 'apps/shop.yaml': registrationText(shop), [evil]: 'evil: true\n' });
    await lookAfter();
    assert.equal(await repository.git.read('register-shop', evil), await repository.git.read('main', evil));
  });
});

describe('with the rules and the code owners of main', () => {
  beforeEach(async () => {
    const owners = codeOwners(platform);
    mkdirSync(join(checkout, '.github'));
    writeFileSync(join(checkout, '.github', 'CODEOWNERS'), owners);
    await commitTree(repository, readSkeleton(checkout));
    for (const team of ['platform-team', 'release-team']) {
      github.addTeam(team);
      repository.teams.set(team, 'write');
    }
    const client = await clientFor(github, github.owner.token);
    await client.rest.repos.createRepoRuleset({
      owner: 'acme',
      repo: platform.repository,
      name: 'main',
      target: 'branch',
      enforcement: 'active',
      conditions: { ref_name: { include: ['refs/heads/main'], exclude: [] } },
      rules: [
        {
          type: 'pull_request',
          parameters: {
            allowed_merge_methods: ['squash'],
            required_approving_review_count: 1,
            dismiss_stale_reviews_on_push: true,
            require_code_owner_review: true,
            require_last_push_approval: true,
            required_review_thread_resolution: true,
          },
        },
        {
          type: 'required_status_checks',
          parameters: { strict_required_status_checks_policy: true, required_status_checks: [{ context: 'ci' }] },
        },
      ],
    });
  });

  it('an app that opens dev only is merged without a person', async () => {
    const number = await proposeApp(registration('shop', { repositories: 'pulumi' }));
    await lookAfter();
    await passCheck(number);
    assert.equal((await lookAfter())[0]?.outcome, 'merged');
  });

  it('an app that opens qa cannot be merged before the release team has approved it', async () => {
    const number = await proposeApp(registration('shop', { repositories: 'pulumi', openTo: 'qa' }));
    await lookAfter();
    await passCheck(number);
    const pull = { owner: 'acme', repo: platform.repository, pull_number: number } as const;
    const review = async (token: string) =>
      (await clientFor(github, token)).rest.pulls.createReview({ ...pull, event: 'APPROVE' });
    const merge = async () =>
      (await clientFor(github, developer)).rest.pulls.merge({ ...pull, merge_method: 'squash' });
    await review(github.addUser('colleague', { teams: ['platform-team'] }).token);
    await assert.rejects(merge, /code owner/);
    await review(github.addUser('releaser', { teams: ['release-team'] }).token);
    await merge();
    assert.ok(await repository.git.read('main', 'dist/tenants/qa/shop.yaml'));
  });
});

describe('a pull request that takes a namespace away', () => {
  it('is told so, in words, and gets no dist/', async () => {
    const first = registration('first', { openTo: 'dev', repositories: 'pulumi' });
    const number = await propose('narrow-first', { 'apps/first.yaml': registrationText(first) });
    const before = pullOf(number).headSha;
    assert.match(
      (await lookAfter())[0]?.outcome ?? '',
      /^refused: removed\.yaml does not name .*:(\n {2}first: \w+: the namespace first-\w+ is deleted, .* first-db)+\n {2}first: prod: /,
    );
    assert.equal(pullOf(number).headSha, before);
    const [status] = [...(repository.checks.get(before)?.values() ?? [])];
    assert.deepEqual([status?.name, status?.state], ['registration', 'failure']);
  });

  it('so that its app comes back only where removed.yaml does not name it any more', async () => {
    writeFileSync(join(checkout, 'removed.yaml'), '- dev/shop-dev\n');
    await proposeApp(registration('shop', { repositories: 'pulumi' }));
    assert.match((await lookAfter())[0]?.outcome ?? '', /^refused: removed\.yaml: line 1: given "dev\/shop-dev"; /);
    rmSync(join(checkout, 'removed.yaml'));
    assert.equal((await lookAfter())[0]?.outcome, 'dist/ was brought up to date');
  });
});

describe('a pull request with a registration that is wrong', () => {
  const refused: Readonly<Record<string, readonly [string, RegExp]>> = {
    'in a field': [
      registrationText(registration('shop')).replace('8080', '80'),
      /^refused: apps\/shop\.yaml: apiPort: /,
    ],
    'in its name': [registrationText(registration('store')), /^refused: apps\/shop\.yaml: file: given the name /],
    'as YAML': ['name: [', /^refused: apps\/shop\.yaml: line 1: /],
    'by an alias bomb': ['a: &a [x]\nname: *a\n', /^refused: apps\/shop\.yaml: /],
    'by its size': [`#${'x'.repeat(70_000)}`, /^refused: apps\/shop\.yaml: file: given 70001 bytes/],
  };
  for (const [what, [text, outcome]] of Object.entries(refused)) {
    it(`is told so, and gets no dist/: ${what}`, async () => {
      const number = await propose('register-shop', { 'apps/shop.yaml': text });
      const before = pullOf(number).headSha;
      assert.match((await lookAfter())[0]?.outcome ?? '', outcome);
      assert.equal(pullOf(number).headSha, before);
      assert.deepEqual(
        [...(repository.checks.get(before)?.values() ?? [])].map(({ name, state }) => [name, state]),
        [['registration', 'failure']],
      );
    });
  }

  const repositories: Readonly<Record<string, readonly [() => Promise<void> | void, RegExp]>> = {
    'without the topic': [
      () => {
        github.repository('shop-deploy').topics = ['shop', 'deploy'];
      },
      /^refused: shop-deploy: topics: given shop, deploy; allowed: flux-managed among them$/,
    ],
    'without a topic by which it would be the app’s': [
      () => {
        github.repository('shop-backend').topics = ['backend'];
      },
      /^refused: shop-backend: topics: given backend; allowed: shop among them$/,
    ],
    'that its team may not write to': [
      () => void github.repository('shop-backend').teams.delete('shop-team'),
      /^refused: shop-backend: team: given shop-team, which may not write to it; allowed: a team that may$/,
    ],
    'that its team may only read': [
      () => void github.repository('shop-frontend').teams.set('shop-team', 'read'),
      /^refused: shop-frontend: team: given shop-team, which may not write to it; allowed: a team that may$/,
    ],
    'that is archived': [
      () => void Object.assign(github.repository('shop-backend').settings, { archived: true }),
      /^refused: shop-backend: is archived$/,
    ],
  };
  for (const [what, [change, outcome]] of Object.entries(repositories)) {
    it(`is told so of a repository ${what}`, async () => {
      await addApp(github, registration('shop'));
      await change();
      await proposeApp(registration('shop'));
      assert.match((await lookAfter())[0]?.outcome ?? '', outcome);
    });
  }

  it('is told so of repositories that there are not, unless Pulumi creates them', async () => {
    await proposeApp(registration('shop'));
    await proposeApp(registration('store', { repositories: 'pulumi' }));
    const outcomes = new Map((await lookAfter()).map(({ app, outcome }) => [app, outcome]));
    assert.equal(outcomes.get('shop'), 'refused: shop-frontend: given nothing; allowed: a repository that exists');
    assert.equal(outcomes.get('store'), 'dist/ was brought up to date');
  });
});

describe('a pull request that is none of one registration', () => {
  const shop = registrationText(registration('shop', { repositories: 'pulumi' }));
  const others: Readonly<Record<string, Readonly<Record<string, string>>>> = {
    'that changes a workflow too': { 'apps/shop.yaml': shop, '.github/workflows/ci.yaml': 'on: push\n' },
    'that changes the program too': { 'apps/shop.yaml': shop, 'platform.ts': 'export {}\n' },
    'of two registrations': { 'apps/shop.yaml': shop, 'apps/store.yaml': shop.replace('shop', 'store') },
    'of dist/ only': { 'dist/x.yaml': 'a: 1\n' },
    'of a file that only looks like one': { 'apps/Shop.yaml': shop },
    'of a file in a folder': { 'apps/x/shop.yaml': shop },
  };
  for (const [what, files] of Object.entries(others)) {
    it(`${what} is left alone`, async () => {
      const number = await propose('register-shop', files);
      const before = pullOf(number).headSha;
      assert.deepEqual(await lookAfter(), []);
      assert.equal(pullOf(number).headSha, before);
    });
  }

  it('that takes a registration away is left to its reviewers', async () => {
    await propose('remove', { 'apps/first.yaml': null as unknown as string });
    assert.deepEqual(await lookAfter(), []);
  });

  it('that changes a registration gets its dist/, and waits for its reviewers', async () => {
    await setMain([registration('first', { openTo: 'dev', repositories: 'pulumi' })]);
    const changed = registrationText(registration('first', { openTo: 'dev', repositories: 'pulumi', team: 'other' }));
    const number = await propose('move-first', { 'apps/first.yaml': changed });
    assert.equal((await lookAfter())[0]?.outcome, 'dist/ was brought up to date');
    await passCheck(number);
    assert.equal((await lookAfter())[0]?.outcome, 'waits for its reviewers');
  });
});

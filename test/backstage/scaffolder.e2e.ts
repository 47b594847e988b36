import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import Ajv from 'ajv';
import { readSkeleton, renderSkeleton, type SkeletonFile } from '../../constructs/backstage/skeleton';
import { skeletons } from '../../constructs/backstage/skeletons';
import { steps } from '../../constructs/backstage/steps';
import { TEMPLATE_REPOSITORY } from '../../constructs/backstage/template';
import { skeletonValues } from '../../constructs/backstage/values';
import { checkAnswers } from '../../constructs/registration/check';
import { type RepositoryKind, repositoriesOf, topicsOf } from '../../constructs/registration/names';
import { parseFile } from '../../constructs/registration/parse';
import type { Registration } from '../../constructs/registration/schema';
import { ROOT } from '../../constructs/synthesize';
import { platform } from '../../platform';
import { PlatformRepository } from '../../scripts/github/platform-repository';
import { RegistrationPulls } from '../../scripts/github/registration-pulls';
import { TestGitHub } from '../github';
import { clientFor } from '../scripts/github/support';
import { Backstage, eventually, type TaskResult } from './backstage';
import { commitTree, writeTree } from './trees';
import { describeTrial, formAnswers, isRegistration, TRIALS } from './verdicts';

const TEMPLATE = 'template:default/node-development';
const TEMPLATE_FILES = readSkeleton(join(ROOT, 'dist', 'repositories', TEMPLATE_REPOSITORY));
const ORGANIZATION = platform.organization;
/** Where GitHub is asked for a repository. */
const NEW_REPOSITORY = new RegExp(`^/orgs/${ORGANIZATION}/repos$`);
/** What is said where the first repository of an app is there already. */
const alreadyThere = (app: string) =>
  new RegExp(`${ORGANIZATION}/${app}-frontend, .*name already exists on this account`);

const SKELETONS = skeletons(platform, join(ROOT, 'templates'));
const KINDS = ['frontend', 'backend', 'deploy'] as const satisfies readonly RepositoryKind[];

/** Shortens the minutes that the platform's app-config waits for a sign of life of a task. */
const STALE = { scaffolder: { taskTimeout: '20s', taskTimeoutJanitorFrequency: '5s' } };

let github: TestGitHub;
let backstage: Backstage;

before(async () => {
  github = await TestGitHub.start({ organization: platform.organization, webUrl: 'https://github.com' });
  github.addTeam('shop-team');
  await github.addRepository(platform.repository, { files: { 'apps/.gitkeep': '' } });
  await commitTree(await github.addRepository(TEMPLATE_REPOSITORY), TEMPLATE_FILES);
  backstage = await Backstage.start(github, ['shop-team', 'other-team', '123'], {}, STALE);
  await backstage.entity(TEMPLATE);
});
after(async () => {
  await backstage?.stop();
  await github?.stop();
});

/** The answers of the form for an app of this name. */
function answers(name: string): Record<string, unknown> {
  return { name, team: 'group:default/shop-team', database: 'orders', apiPort: 8080, monitoring: false };
}

function registrationOf(name: string): Registration {
  const { database, apiPort, monitoring } = answers(name);
  return {
    name,
    team: 'shop-team',
    database,
    apiPort,
    monitoring,
    repositories: 'backstage',
    openTo: 'dev',
  } as Registration;
}

/** Has the catalog look for entities where a provider finds them. */
async function refresh(provider: string): Promise<void> {
  const task = `catalog/.backstage/scheduler/v1/tasks/github-provider:${provider}:refresh/trigger`;
  assert.equal((await backstage.ask('POST', task)).status, 200);
}

/** Has Backstage killed at the first call that fits. @returns the ID of the task that was running */
async function killedAt(path: RegExp, name: string, answered: 'before' | 'after' = 'before'): Promise<string> {
  github.requests.length = 0;
  if (answered === 'before') github.delay({ path, milliseconds: 5000 });
  else github.drop({ path, when: 'after' });
  const id = await backstage.begin(TEMPLATE, answers(name));
  await eventually(`the call of ${path}`, async () => {
    const hit = github.requests.find((request) => request.fault && path.test(request.path));
    return hit && (answered === 'before' || (await github.repository(`${name}-frontend`).git.head('main')));
  });
  await backstage.crash();
  return id;
}

/** Deletes a repository, as somebody who mends something. */
async function remove(repo: string): Promise<void> {
  const client = await clientFor(github, github.owner.token);
  await client.rest.repos.delete({ owner: platform.organization, repo });
}

/** Checks that there is all that the form promises of an app, and no more. */
async function assertMade(name: string): Promise<void> {
  const values = skeletonValues(platform, registrationOf(name));
  for (const kind of KINDS) {
    const repository = github.repository(repositoriesOf(name)[kind]);
    const expected = writeTree(repository, renderSkeleton(SKELETONS[kind], values));
    assert.equal(await repository.git.resolve('main^{tree}', 'tree'), expected, `${kind}: the tree`);
    // A push that is done again is a commit of its own, of the same files.
    const trees = (await repository.git.log('main')).map(({ tree }) => tree);
    assert.deepEqual(new Set(trees), new Set([expected]), `${kind}: its commits`);
    assert.deepEqual(
      (await repository.git.refs('refs/heads/')).map(({ ref }) => ref),
      ['refs/heads/main'],
    );
    assert.equal(repository.settings.default_branch, 'main');
    assert.equal(repository.isPrivate, true);
    const { settings } = repository;
    assert.deepEqual(
      [settings.allow_squash_merge, settings.allow_merge_commit, settings.allow_rebase_merge],
      [true, false, false],
    );
    assert.equal(settings.delete_branch_on_merge, true);
    assert.equal(settings.squash_merge_commit_title, 'PR_TITLE');
    assert.equal(settings.has_wiki, false);
    assert.deepEqual([...repository.topics].sort(), topicsOf(name, kind).sort());
    assert.equal(repository.teams.get('shop-team'), 'write');
  }
  const repository = github.repository(platform.repository);
  const proposed = repository.pulls.filter(({ head }) => head === `register-${name}`);
  assert.deepEqual(
    proposed.map(({ state, base, title }) => [state, base, title]),
    [['open', 'main', `feat(apps): register ${name}`]],
  );
  const changes = await repository.git.changes('main', `register-${name}`);
  assert.deepEqual(
    changes.map(({ path, status }) => [path, status]),
    [[`apps/${name}.yaml`, 'added']],
  );
  const text = await repository.git.read(`register-${name}`, `apps/${name}.yaml`);
  const { answers: read = new Map(), problems } = parseFile(Buffer.from(text ?? ''));
  assert.deepEqual(problems, []);
  const { description } = values;
  assert.deepEqual(checkAnswers(read), { registration: { ...registrationOf(name), description } });
}

describe('the backend in production', () => {
  it('is ready, and each of its plugins answers', async () => {
    assert.equal(await backstage.readiness(), 200);
    await backstage.entity('group:default/shop-team');
    for (const path of [
      'catalog/entities?limit=1',
      'kubernetes/clusters',
      'permission/health',
      'scaffolder/v2/tasks',
    ]) {
      assert.equal((await backstage.ask('GET', path)).status, 200, path);
    }
    // Nothing is documented yet, which only the plugin can tell.
    const { body } = await backstage.ask('GET', 'techdocs/metadata/entity/default/group/shop-team');
    assert.match(JSON.stringify(body), /Unable to get metadata for 'group:default\/shop-team'/);
  });
});

describe('the template in the catalog', () => {
  it('was found in its repository', async () => {
    const { spec } = await backstage.entity<{ readonly spec: { readonly steps: readonly unknown[] } }>(TEMPLATE);
    assert.equal(spec.steps.length, steps(platform).length);
  });

  it('gives every action what its own schema takes', async () => {
    const { body: actions } = await backstage.ask<
      { readonly id: string; readonly schema: { readonly input: object } }[]
    >('GET', 'scaffolder/v2/actions');
    for (const { id, action, input } of steps(platform)) {
      const schema = actions.find((candidate) => candidate.id === action)?.schema.input;
      assert.ok(schema, action);
      const ajv = new Ajv({ strict: false, allErrors: true });
      assert.ok(ajv.validate(schema, input), `${id}: ${ajv.errorsText()}`);
    }
  });
});

describe('a run of the template', () => {
  let task: TaskResult;
  before(async () => {
    github.requests.length = 0;
    task = await backstage.run(TEMPLATE, answers('shop'));
  });

  it('completes, and links to all that it made', () => {
    assert.equal(task.status, 'completed', task.error);
    const number = github.repository(platform.repository).pulls.at(-1)?.number;
    assert.deepEqual(
      task.output.links?.map(({ url, entityRef }) => url ?? entityRef),
      [
        ...KINDS.map((kind) => `https://github.com/${ORGANIZATION}/shop-${kind}`),
        `https://github.com/${ORGANIZATION}/${platform.repository}/pull/${number}`,
        'system:default/shop',
      ],
    );
  });

  it('tells people its steps in plain words', () => {
    const told = task.log.filter((line) => /^(Beginning|Finished) step/.test(line));
    assert.ok(told.length > steps(platform).length);
    for (const line of told) assert.match(line, /^\w+ step [A-Z][a-z ]+$/);
  });

  it('makes three repositories, to the byte as outside of Backstage, and one pull request', () => assertMade('shop'));

  it('asks GitHub nothing that the test GitHub does not answer', () => assert.deepEqual(github.unhandled, []));

  it('brings a system, two components, an API and a database into the catalog, of the team', async () => {
    for (const ref of [
      'system:default/shop',
      'component:default/shop-frontend',
      'component:default/shop-backend',
      'api:default/shop-api',
      'resource:default/shop-db',
    ]) {
      const entity = await eventually(ref, async () => {
        const found = await backstage.entity<{
          readonly relations?: readonly { readonly type: string; readonly targetRef: string }[];
        }>(ref);
        return found.relations?.length ? found : undefined;
      });
      const owners = entity.relations?.filter(({ type }) => type === 'ownedBy').map(({ targetRef }) => targetRef);
      assert.deepEqual(owners, ['group:default/shop-team'], ref);
    }
  });

  const taken = {
    'by the same team': ['shop-team', 'create-frontend', alreadyThere('shop')],
    'by another': ['other-team', 'taken', /^Entity with a free name \(shop is taken, choose another\) not found$/],
  } as const;
  for (const [whom, [team, step, message]] of Object.entries(taken)) {
    it(`is refused for a name that is taken ${whom}, before anything is made`, async () => {
      github.requests.length = 0;
      const again = await backstage.run(TEMPLATE, { ...answers('shop'), team: `group:default/${team}` });
      assert.equal(again.status, 'failed');
      assert.match(again.error ?? '', message);
      assert.equal(again.steps[step], 'failed');
      const made = github.requests.filter(({ method, status = 0 }) => method !== 'GET' && status < 400);
      assert.deepEqual(made, []);
      await assertMade('shop');
    });
  }

  it('can be retried, and changes nothing', async () => {
    const main = () => Promise.all(KINDS.map((kind) => github.repository(`shop-${kind}`).git.head('main')));
    const before = await main();
    assert.equal((await backstage.retry(task)).status, 'completed');
    assert.deepEqual(await main(), before);
    await assertMade('shop');
  });
});

describe('the catalog', () => {
  it('finds apps whose repositories were made elsewhere, and what is no app’s it leaves alone', async () => {
    const app = { ...registrationOf('found'), repositories: 'pulumi' } as const;
    for (const kind of KINDS) {
      const repository = await github.addRepository(repositoriesOf('found')[kind], { topics: topicsOf('found', kind) });
      await commitTree(repository, renderSkeleton(SKELETONS[kind], skeletonValues(platform, app)));
    }
    const untagged = await github.addRepository('lost-deploy');
    const lost = skeletonValues(platform, registrationOf('lost'));
    await commitTree(untagged, renderSkeleton(SKELETONS.deploy, lost));
    for (const provider of ['components', 'systems']) await refresh(provider);
    for (const ref of ['system:default/found', 'component:default/found-frontend', 'api:default/found-api']) {
      await backstage.entity(ref);
    }
    const { status } = await backstage.ask('GET', 'catalog/entities/by-name/system/default/lost');
    assert.equal(status, 404);
  });

  const elsewhere = {
    'an app’s repository': 'evil-backend/blob/main/template.yaml',
    'another repository that is called as one of templates': 'template-evil/blob/main/template.yaml',
    'an app’s repository by way of the template’s':
      'template-node-development/%2e%2e/evil-backend/blob/main/template.yaml',
  };
  for (const [what, path] of Object.entries(elsewhere)) {
    it(`takes no template from ${what}`, async () => {
      const template = String(TEMPLATE_FILES.find(({ path }) => path === 'template.yaml')?.content);
      const name = path.includes('template-evil') ? 'template-evil' : 'evil-backend';
      const repository = github.repositories.find((one) => one.name === name) ?? (await github.addRepository(name));
      await repository.git.commitFiles(
        'main',
        { 'template.yaml': template.replace('name: node-development', 'name: evil') },
        'x',
      );
      const location = { type: 'url', target: `https://github.com/${ORGANIZATION}/${path}` };
      const { status, body } = await backstage.ask('POST', 'catalog/locations?dryRun=true', location);
      assert.equal(status, 400);
      assert.match(JSON.stringify(body), /template:default\/evil .* is not of an allowed kind for that location/);
    });
  }
});

describe('a run that fails', () => {
  const faults: Readonly<Record<string, readonly [step: string, Parameters<TestGitHub['fail']>[0]]>> = {
    'at the first skeleton': ['fetch-frontend', { path: /\/template-node-development\/tarball\//, status: 403 }],
    'at the first repository': ['create-frontend', { method: 'POST', path: NEW_REPOSITORY, status: 403 }],
    'at the first push': ['push-frontend', { path: /-frontend\.git\/info\/refs/, status: 403 }],
    'at the second push': ['push-backend', { path: /-backend\.git\/info\/refs/, status: 403 }],
    'at the last push': ['push-deploy', { path: /-deploy\.git\/info\/refs/, status: 403 }],
    'at the commit of the registration': ['register', { method: 'POST', path: /\/git\/trees$/, status: 422 }],
    'at the branch of the registration': ['register', { method: 'POST', path: /\/git\/refs$/, status: 422 }],
    'at its pull request': ['register', { method: 'POST', path: /\/pulls$/, status: 422 }],
  };
  it('and is started anew stops at what exists, changes nothing, and can still be retried', async () => {
    github.fail({ method: 'POST', path: /\/pulls$/, status: 422 });
    const failed = await backstage.run(TEMPLATE, answers('anew'));
    assert.equal(failed.steps.register, 'failed');
    const anew = await backstage.run(TEMPLATE, { ...answers('anew'), apiPort: 9090 });
    assert.equal(anew.steps['create-frontend'], 'failed');
    assert.match(anew.error ?? '', /name already exists on this account/);
    assert.equal((await backstage.retry(failed)).status, 'completed');
    await assertMade('anew');
  });

  it('can be retried although the catalog has found by then what it had made', async () => {
    github.fail({ method: 'POST', path: /\/pulls$/, status: 422 });
    const failed = await backstage.run(TEMPLATE, answers('known'));
    assert.equal(failed.steps.register, 'failed');
    for (const provider of ['components', 'systems']) await refresh(provider);
    for (const ref of ['system:default/known', 'component:default/known-frontend', 'component:default/known-backend']) {
      await backstage.entity(ref);
    }
    const retried = await backstage.retry(failed);
    assert.equal(retried.status, 'completed', retried.error);
    await assertMade('known');
  });

  let number = 0;
  for (const [what, [step, fault]] of Object.entries(faults)) {
    it(`${what} makes what is left when it is retried`, async () => {
      const name = `fails-${number++}`;
      github.fail(fault);
      const failed = await backstage.run(TEMPLATE, answers(name));
      assert.equal(failed.status, 'failed');
      assert.equal(failed.steps[step], 'failed', JSON.stringify(failed.steps));
      assert.equal(github.faultsLeft, 0, 'the fault came');
      const retried = await backstage.retry(failed);
      assert.equal(retried.status, 'completed', retried.error);
      await assertMade(name);
    });
  }

  it('where a repository was created and nobody heard of it can be retried once that is deleted', async () => {
    github.fail({ method: 'POST', path: NEW_REPOSITORY, status: 403, when: 'after' });
    const failed = await backstage.run(TEMPLATE, answers('unheard'));
    assert.equal(failed.steps['create-frontend'], 'failed');
    const again = await backstage.retry(failed);
    assert.match(again.error ?? '', alreadyThere('unheard'));
    await remove('unheard-frontend');
    assert.equal((await backstage.retry(failed)).status, 'completed');
    await assertMade('unheard');
  });
});

describe('a run whose Backstage is killed', () => {
  const moments: Readonly<Record<string, RegExp>> = {
    'while the files of an app are written': /\/template-node-development\/tarball\//,
    'before the second push': /-backend\.git\/info\/refs/,
    'before the registration is committed': /\/git\/trees$/,
  };
  let number = 0;
  for (const [when, path] of Object.entries(moments)) {
    it(`${when} fails some time after, and makes what is left when it is retried`, async () => {
      const name = `killed-${number++}`;
      const id = await killedAt(path, name);
      const failed = await backstage.result(id);
      assert.equal(failed.status, 'failed');
      assert.match(failed.log.at(-1) ?? '', /marked as stale/);
      const retried = await backstage.retry(failed);
      assert.equal(retried.status, 'completed', retried.error);
      await assertMade(name);
    });
  }

  it('after GitHub took a push that Backstage had no answer of is begun anew, once the repositories are deleted', async () => {
    const failed = await backstage.result(await killedAt(/-frontend\.git\/git-receive-pack/, 'unknown', 'after'));
    const retried = await backstage.retry(failed);
    assert.equal(retried.steps['push-frontend'], 'failed');
    assert.match(retried.error ?? '', /not a simple fast-forward|failed to push/i);
    await remove('unknown-frontend');
    assert.equal((await backstage.run(TEMPLATE, answers('unknown'))).status, 'completed');
    await assertMade('unknown');
  });
});

describe('a run that cannot add to the catalog', () => {
  it('completes, and the catalog finds the app by itself', async () => {
    const times = 3;
    github.fail({ path: /\/uncatalogued-[a-z]+\/contents\/catalog-info\.yaml$/, status: 403, times });
    const task = await backstage.run(TEMPLATE, answers('uncatalogued'));
    assert.equal(task.status, 'completed', task.error);
    assert.equal(github.faultsLeft, 0);
    await assertMade('uncatalogued');
    for (const provider of ['components', 'systems']) await refresh(provider);
    await backstage.entity('system:default/uncatalogued');
    await backstage.entity('component:default/uncatalogued-frontend');
  });
});

describe('an answer of the form is taken by the scaffolder as by the registration', () => {
  let template: { readonly spec: object };
  before(async () => {
    template = await backstage.entity(TEMPLATE);
  });
  for (const trial of TRIALS) {
    it(describeTrial(trial), async () => {
      const { status, body } = await backstage.ask<{ readonly errors?: readonly unknown[] }>(
        'POST',
        'scaffolder/v2/dry-run',
        {
          template: { ...template, spec: { ...template.spec, steps: [], output: {} } },
          values: formAnswers(trial),
          secrets: {},
          directoryContents: [],
        },
      );
      assert.equal(status, isRegistration(trial) ? 200 : 400, JSON.stringify(body));
    });
  }
});

describe('a run whose topic could not be set', () => {
  it('completes, and the check of its registration says so', async () => {
    for (const pull of github.repository(platform.repository).pulls) pull.state = 'closed';
    github.fail({ method: 'PUT', path: /-deploy\/topics$/, status: 403 });
    const task = await backstage.run(TEMPLATE, answers('untagged'));
    assert.equal(task.status, 'completed', task.error);
    assert.equal(github.faultsLeft, 0);
    const apps = mkdtempSync(join(tmpdir(), 'apps-'));
    const client = await clientFor(github, github.owner.token);
    const repository = await PlatformRepository.find(client, platform);
    const main = (await repository.head('main'))!;
    const removed = join(apps, 'removed.yaml');
    const props = { client, repository, reviewer: repository, settings: platform, apps, dist: apps, removed, main };
    const outcomes = await new RegistrationPulls(props).lookAfter();
    rmSync(apps, { recursive: true });
    assert.deepEqual(
      outcomes.map(({ outcome }) => outcome),
      ['refused: untagged-deploy: topics: given no topic; allowed: untagged, deploy, flux-managed among them'],
    );
  });
});

/** What a dry run makes of answers: contents by path, without executable bits. */
async function dryRun(values: object): Promise<Record<string, string>> {
  const template = await backstage.entity<object>(TEMPLATE);
  const { status, body } = await backstage.ask<{
    readonly directoryContents: readonly { readonly path: string; readonly base64Content: string }[];
  }>('POST', 'scaffolder/v2/dry-run', {
    template,
    values,
    secrets: {},
    directoryContents: TEMPLATE_FILES.map(({ path, content }: SkeletonFile) => ({
      path,
      base64Content: Buffer.from(content as string).toString('base64'),
    })),
  });
  assert.equal(status, 200, JSON.stringify(body));
  return Object.fromEntries(body.directoryContents.map(({ path, base64Content }) => [path, base64Content]));
}

describe('what Backstage renders', () => {
  const registrations: readonly Registration[] = [
    registrationOf('dry'),
    { ...registrationOf('on'), team: '123', database: 'off', apiPort: 1024, monitoring: true },
    { ...registrationOf('e7'), team: '1e5', database: 'y', apiPort: 65_535 },
    { ...registrationOf('a'.repeat(30)), team: '2026-11-24', database: 'd'.repeat(63) },
    { ...registrationOf('words'), description: '"quoted": #1, it\'s <b>ü</b> & ${{ values.name }} {% if %}' },
  ];
  for (const registration of registrations) {
    it(`is to the byte what is rendered outside of it: ${registration.name.slice(0, 10)} of ${registration.team}`, async () => {
      const { repositories: _, openTo: __, ...given } = registration;
      const made = await dryRun({ ...given, team: `group:default/${registration.team}` });
      const values = skeletonValues(platform, registration);
      const expected = Object.entries(SKELETONS).flatMap(([name, files]) =>
        renderSkeleton(files, values).map(({ path, content }) => [
          `${name}/${path}`,
          Buffer.from(content as string).toString('base64'),
        ]),
      );
      assert.deepEqual(made, Object.fromEntries(expected.sort(([a], [b]) => ((a as string) < (b as string) ? -1 : 1))));
    });
  }

  it('has the defaults where port and monitoring are not given', async () => {
    const made = await dryRun({ name: 'dry', team: 'group:default/shop-team', database: 'orders' });
    const text = Buffer.from(made['registration/apps/dry.yaml'] ?? '', 'base64').toString();
    assert.match(text, /^apiPort: 3001\nmonitoring: true$/m);
  });
});

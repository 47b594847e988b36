import assert from 'node:assert/strict';
import { describe, mock, test } from 'node:test';
import * as pulumi from '@pulumi/pulumi';
import type { Registration } from '../../constructs/registration/schema';
import { ENVIRONMENTS, type RepositorySettings } from '../../constructs/settings/settings';
import { platform } from '../settings';
import type { Answer } from './mocks';
import { mockEngine } from './mocks';
import { problemsOf, providerRecord } from './provider-schema';

const SHOP: Registration = {
  name: 'shop',
  team: 'shop-team',
  database: 'shop',
  apiPort: 3001,
  monitoring: true,
  repositories: 'pulumi',
  openTo: 'prod',
};
const OLD: Registration = { ...SHOP, name: 'old', repositories: 'backstage' };

const TEAMS: Readonly<Record<string, string>> = {
  'platform-team': '1',
  'release-team': '2',
  developers: '3',
  'shop-team': '4',
};

/** A GitHub with the teams, and with these repositories. */
function github(...repositories: string[]): Answer {
  return (token, args) => {
    if (token === 'github:index/getTeam:getTeam') {
      const id = TEAMS[args.slug as string];
      return id === undefined ? undefined : { id };
    }
    if (token !== 'github:index/getRepository:getRepository') return undefined;
    const { fullName } = args as { readonly fullName: string };
    return repositories.includes(fullName.replace('acme/', '')) ? { repoId: 5, fullName } : { id: '' };
  };
}

/** Runs the stack to its end with mocks. */
async function run(
  apps: readonly Registration[],
  answer: Answer,
  options: {
    preview?: boolean;
    state?: readonly string[];
    environment?: Record<string, string>;
    repositories?: Partial<RepositorySettings>;
  } = {},
) {
  const engine = await mockEngine('github', options.preview ?? false, answer);
  const { githubStack } = await import('../../stacks/github/stack.js');
  const { StackState } = await import('../../stacks/state.js');
  const source = {
    stack: 'github',
    config: () => undefined,
    isSecret: () => false,
    environment: { GITHUB_TOKEN: 't', ...options.environment },
  };
  const settings = { ...platform, repositories: { ...platform.repositories, ...options.repositories } };
  const outputs = await githubStack(settings, apps, source, new StackState(options.state ?? []));
  await engine.settled();
  const of = (type: string) => engine.declared.filter((one) => one.type.endsWith(`:${type}`));
  return { ...engine, outputs, of };
}

describe('stack github', () => {
  test('takes names in any case, and says how GitHub writes them', async () => {
    const { githubStack } = await import('../../stacks/github/stack.js');
    const { StackState } = await import('../../stacks/state.js');
    const otherwise = { ...platform, organization: 'Acme', repository: 'Platform' };
    const engine = await mockEngine('github', false, (token, args) => {
      if (token.endsWith(':getTeam')) return { id: TEAMS[args.slug as string] };
      return { repoId: 5, fullName: (args.fullName as string).toLowerCase() };
    });
    const warnings = mock.method(pulumi.log, 'warn', async () => {});
    const environment = { GITHUB_TOKEN: 't', GITHUB_OWNER: 'ACME' };
    const source = { stack: 'github', config: () => undefined, isSecret: () => false, environment };
    await githubStack(otherwise, [OLD], source, new StackState([]));
    await engine.settled();
    warnings.mock.restore();
    assert.deepEqual(engine.problems, []);
    assert.equal(
      warnings.mock.calls[0]?.arguments[0],
      'platform.ts: given Acme/Platform; GitHub calls it acme/platform: both must write it the same',
    );
    const rulesets = engine.declared.filter(({ type }) => type.endsWith(':RepositoryRuleset'));
    assert.ok(
      rulesets.some(({ name }) => name === 'platform-main'),
      'the name in the state does not depend on the case',
    );
  });

  for (const preview of [true, false]) {
    test(`declares only what the provider takes, ${preview ? 'in a preview' : 'in an update'}`, async () => {
      const { problems, declared, of } = await run(
        [SHOP, OLD],
        github('platform', 'old-frontend', 'old-backend', 'old-deploy'),
        { preview },
      );
      assert.deepEqual(problems, []);
      assert.ok(declared.length > 90, String(declared.length));
      assert.equal(of('RepositoryRuleset').length, 3 * 8);
    });
  }

  const REVIEWED = Object.values(platform.environments).filter(({ reviewers }) => reviewers !== undefined).length;
  const plans: readonly [Partial<RepositorySettings>, rules: number, environments: number, reviewers: number][] = [
    [{ plan: 'free', secretProtection: false }, 0, 0, 0],
    [{ plan: 'team', secretProtection: false }, 3 * 5, ENVIRONMENTS.length, 0],
    [{ plan: 'enterprise' }, 3 * 5, ENVIRONMENTS.length, REVIEWED],
    [{ plan: 'free', secretProtection: false, visibility: 'public' }, 3 * 5, ENVIRONMENTS.length, REVIEWED],
  ];
  for (const [repositories, rules, environments, reviewers] of plans) {
    const what = `${repositories.visibility ?? 'private'} repositories on plan ${repositories.plan}`;
    test(`asks for what ${what} have, writes their first files, and warns of the rest`, async () => {
      const warnings = mock.method(pulumi.log, 'warn', async () => {});
      const { of, problems } = await run([SHOP], github('platform'), { repositories });
      warnings.mock.restore();
      assert.deepEqual(problems, []);
      assert.equal(of('RepositoryRuleset').length, rules);
      assert.equal(of('RepositoryEnvironment').length, environments);
      assert.equal(of('RepositoryEnvironmentDeploymentPolicy').length, environments);
      assert.equal(of('RepositoryEnvironment').filter(({ inputs }) => inputs.reviewers).length, reviewers);
      const patterns = of('ActionsRepositoryPermissions').filter(({ inputs }) => inputs.allowedActionsConfig);
      assert.equal(patterns.length, reviewers > 0 ? 4 : 0);
      for (const { inputs } of of('ActionsRepositoryPermissions')) assert.equal(inputs.shaPinningRequired, true);
      for (const { inputs } of of('Repository')) {
        assert.equal(inputs.allowAutoMerge, rules > 0);
        assert.equal(inputs.securityAndAnalysis !== undefined, reviewers > 0);
      }
      const seeding = [...of('RepositoryRuleset'), ...of('ActionsRepositoryPermissions')].filter(
        ({ options }) => options.beforeCreate > 0,
      );
      assert.deepEqual(seeding.map(({ inputs }) => inputs.repository).sort(), [
        'shop-backend',
        'shop-deploy',
        'shop-frontend',
      ]);
      const told = warnings.mock.calls.map(({ arguments: [message] }) => String(message));
      assert.equal(told.filter((line) => line.includes('repositories on plan')).length > 0, reviewers === 0);
    });
  }

  test('gives each resource to the repository that it is about, and nothing to the default provider', async () => {
    const { declared } = await run([SHOP], github('platform'));
    for (const { type, name, options } of declared) {
      if (!type.startsWith('github:')) continue;
      const repository = options.parent.replace('platform:github:GovernedRepository ', '');
      assert.ok(name === repository || name.startsWith(`${repository}-`), `${name} of ${repository}`);
    }
  });

  test('owns the repositories that Pulumi makes, and those alone', async () => {
    const { of } = await run([SHOP, OLD], github('platform', 'old-frontend', 'old-backend', 'old-deploy'));
    assert.deepEqual(
      of('Repository')
        .map(({ name }) => name)
        .sort(),
      ['shop-backend', 'shop-deploy', 'shop-frontend', 'template-node-development'],
    );
    assert.equal(of('RepositoryRuleset').filter(({ inputs }) => inputs.repository.startsWith('old-')).length, 9);
  });

  test('sets what holds for a repository on each but the platform’s own, which has rules only', async () => {
    const { of } = await run([SHOP, OLD], github('platform', 'old-frontend', 'old-backend', 'old-deploy'));
    const apps = ['shop', 'old'].flatMap((app) => ['backend', 'deploy', 'frontend'].map((kind) => `${app}-${kind}`));
    const all = [...apps, 'template-node-development'].sort();
    const on = (type: string) =>
      of(type)
        .map(({ inputs }) => inputs.repository)
        .sort();
    for (const type of ['ActionsRepositoryPermissions', 'WorkflowRepositoryPermissions', 'RepositoryTopics']) {
      assert.deepEqual(on(type), all, type);
    }
    assert.deepEqual(on('RepositoryVulnerabilityAlerts'), all);
    for (const { inputs } of of('RepositoryVulnerabilityAlerts')) assert.equal(inputs.enabled, true);
    assert.deepEqual([...new Set(on('TeamRepository'))], all);
    for (const type of ['RepositoryEnvironment', 'RepositoryEnvironmentDeploymentPolicy']) {
      const environments = of(type).map(({ inputs }) => `${inputs.repository} ${inputs.environment}`);
      const expected = ['old', 'shop'].flatMap((app) =>
        [...ENVIRONMENTS].sort().map((name) => `${app}-deploy ${name}`),
      );
      assert.deepEqual(environments.sort(), expected, type);
    }
  });

  test('archives and never deletes, and leaves on GitHub what holds for a repository that goes', async () => {
    const { of, declared } = await run([SHOP], github('platform'));
    for (const { inputs } of of('Repository')) assert.equal(inputs.archiveOnDestroy, true);
    for (const { type, name, options } of declared) {
      if (!type.startsWith('github:') || /:(Repository|RepositoryTopics)$/.test(type)) continue;
      assert.equal(options.deletedWith, options.parent, `${type} ${name}`);
    }
    assert.deepEqual(
      declared.filter(({ options }) => options.protect).map(({ type }) => type),
      ['pulumi:providers:github'],
    );
  });

  test('writes the first commit before main is protected', async () => {
    const { of } = await run([SHOP, OLD], github('platform', 'old-frontend', 'old-backend', 'old-deploy'));
    const begun = of('RepositoryRuleset').filter(({ options }) => options.beforeCreate > 0);
    assert.deepEqual(begun.map(({ name }) => name).sort(), [
      'shop-backend-main',
      'shop-deploy-main',
      'shop-frontend-main',
    ]);
  });

  test('tells the addresses of the repositories', async () => {
    const { outputs } = await run([SHOP], github('platform'));
    assert.equal(outputs.repositories['shop-deploy'], 'https://github.com/acme/shop-deploy');
  });

  test('passes over a repository that someone else has yet to make', async () => {
    const { of } = await run([OLD], github('platform', 'old-frontend'));
    assert.deepEqual([...new Set(of('RepositoryRuleset').map(({ inputs }) => inputs.repository))].sort(), [
      'old-frontend',
      'platform',
      'template-node-development',
    ]);
  });

  test('does not ask again for a repository that is governed', async () => {
    const state = ['platform', 'old-frontend', 'old-backend', 'old-deploy'].map(
      (name) => `urn:pulumi:github::developer-platform::platform:github:GovernedRepository::${name}`,
    );
    const { of, calls } = await run([OLD], github(), { state });
    assert.deepEqual(
      calls.filter(([token]) => token.includes('getRepository')),
      [],
    );
    assert.equal(of('RepositoryRuleset').length, 3 * 5);
  });

  test('refuses teams that there are not, all at once, and declares nothing', async () => {
    const apps = [
      { ...SHOP, team: 'shopteam' },
      { ...OLD, team: 'nobody' },
    ];
    await assert.rejects(run(apps, github('platform')), {
      name: 'UserError',
      message:
        'apps/old.yaml: team: given "nobody"; allowed: the slug of a team of acme\n' +
        'apps/shop.yaml: team: given "shopteam"; allowed: the slug of a team of acme',
    });
  });

  test('refuses another organization in the environment, which the provider would follow', async () => {
    await assert.rejects(run([], github('platform'), { environment: { GITHUB_OWNER: 'other' } }), {
      name: 'UserError',
      message: 'GITHUB_OWNER: given "other"; allowed: nothing, or "acme" as platform.ts has it',
    });
  });
});

describe('the record of the provider', () => {
  test('is of the SDK’s version', () => {
    assert.equal(providerRecord().version, require('@pulumi/github/package.json').version);
  });

  test('lets nonsense fail', () => {
    const ruleset = 'github:index/repositoryRuleset:RepositoryRuleset';
    const good = { repository: 'r', target: 'branch', enforcement: 'active', rules: { deletion: true } };
    assert.deepEqual(problemsOf(ruleset, good), []);
    const wrong: Readonly<Record<string, object>> = {
      'enforcement: "on" is none of': { ...good, enforcement: 'on' },
      'target: required field is missing': { repository: 'r', enforcement: 'active', rules: {} },
      'rules.deletions: unknown field': { ...good, rules: { deletions: true } },
      'rules.deletion: takes boolean': { ...good, rules: { deletion: 'yes' } },
      'bypassActors[0].actorType: "Group" is none of': {
        ...good,
        bypassActors: [{ actorType: 'Group', bypassMode: 'always' }],
      },
      'allowedMergeMethods[0]: "fast" is none of': {
        ...good,
        rules: { pullRequest: { allowedMergeMethods: ['fast'] } },
      },
    };
    for (const [problem, inputs] of Object.entries(wrong)) {
      const problems = problemsOf(ruleset, inputs);
      assert.ok(
        problems.some((one) => one.includes(problem)),
        `${problem} is none of ${problems}`,
      );
    }
  });
});

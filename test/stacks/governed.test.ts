import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { parse } from 'yaml';
import type { Registration } from '../../constructs/registration/schema';
import { offerOf } from '../../constructs/settings/github-plan';
import { ROOT } from '../../constructs/synthesize';
import { accessOf } from '../../stacks/github/access';
import { actionsOf, WORKFLOW_PERMISSIONS } from '../../stacks/github/actions';
import { type DeployEnvironment, deployEnvironment } from '../../stacks/github/environments';
import { CHECKS, governedRepositories } from '../../stacks/github/governed';
import { farewells, refuseDisowned } from '../../stacks/github/lifecycle';
import { repositorySettings } from '../../stacks/github/repository-settings';
import { rulesOf } from '../../stacks/github/rules';
import { webAddress } from '../../stacks/github/web';
import { StackState } from '../../stacks/state';
import { platform } from '../settings';

const SHOP: Registration = {
  name: 'shop',
  team: 'shop-team',
  database: 'shop',
  apiPort: 3001,
  monitoring: true,
  repositories: 'pulumi',
  openTo: 'prod',
};
const TEAMS = { platform: 'platform-team', release: 'release-team', readers: 'developers' };
/** What a plan offers that lacks nothing. */
const EVERYTHING = offerOf({ visibility: 'private', plan: 'enterprise', secretProtection: true });

describe('the governed repositories', () => {
  const repositories = new Map(
    governedRepositories(platform, [SHOP, { ...SHOP, name: 'old', repositories: 'backstage' }]).map((one) => [
      one.name,
      one,
    ]),
  );

  test('are the platform’s two and three of each app', () => {
    assert.deepEqual(
      [...repositories.keys()],
      [
        'platform',
        'template-node-development',
        'shop-frontend',
        'shop-backend',
        'shop-deploy',
        'old-frontend',
        'old-backend',
        'old-deploy',
      ],
    );
  });

  test('are made by Pulumi where the registration says so, and by nobody else then', () => {
    for (const { name, maker } of repositories.values()) {
      assert.equal(maker, /^(shop|template)-/.test(name) ? 'pulumi' : 'someone else', name);
    }
  });

  test('carry topics that the catalog finds them by, and the deploy repository the one by which Flux may', () => {
    assert.deepEqual(repositories.get('shop-frontend')?.settings?.topics, ['shop', 'frontend']);
    assert.deepEqual(repositories.get('shop-deploy')?.settings?.topics, ['shop', 'deploy', 'flux-managed']);
    // GitHub's own rule for topics.
    for (const { settings } of repositories.values()) {
      for (const topic of settings?.topics ?? []) assert.match(topic, /^[a-z0-9][a-z0-9-]{0,49}$/);
    }
  });

  test('have rules and nothing else where they are the platform repository', () => {
    const { settings, deploys, follows } = repositories.get('platform') ?? {};
    assert.deepEqual({ settings, deploys, follows }, { settings: undefined, deploys: false, follows: false });
  });

  test('deploy where they are deploy repositories', () => {
    assert.deepEqual(
      [...repositories.values()].filter(({ deploys }) => deploys).map(({ name }) => name),
      ['shop-deploy', 'old-deploy'],
    );
  });

  const WORKFLOWS = {
    platform: '.github/workflows',
    frontend: 'templates/frontend/.github/workflows',
    backend: 'templates/backend/.github/workflows',
    deploy: 'templates/deploy/.github/workflows',
  } as const;
  for (const [kind, folder] of Object.entries(WORKFLOWS)) {
    const files = readdirSync(join(ROOT, folder)).map((file) => readFileSync(join(ROOT, folder, file), 'utf8'));

    test(`require checks that are jobs of their workflows for pull requests: ${kind}`, () => {
      // What Backstage would fill in stands in braces of its own, which YAML takes for a mapping.
      // Of its alternatives, both are there.
      const workflows = files.map((file) =>
        parse(file.replaceAll(/\{% .*? %\}/g, '').replaceAll('${{', '$ {'), { uniqueKeys: false }),
      );
      const jobs = workflows.flatMap(({ on, jobs }) => ('pull_request' in on ? Object.keys(jobs) : []));
      for (const check of CHECKS[kind as keyof typeof WORKFLOWS]) {
        assert.ok(jobs.includes(check), `${check} is none of ${jobs.join(', ')}`);
      }
    });

    test(`may run the actions that their workflows use, each pinned to a commit: ${kind}`, () => {
      const { patternsAlloweds, githubOwnedAllowed } = actionsOf(platform.repositories.actions, EVERYTHING)
        .allowedActionsConfig!;
      const allowed = [...patternsAlloweds, ...(githubOwnedAllowed ? ['actions/*', 'github/*'] : [])];
      for (const [, action] of files.flatMap((file) => [...file.matchAll(/uses: ([^.\s]\S*)/g)])) {
        assert.match(action as string, /@[0-9a-f]{40}$/);
        assert.ok(
          allowed.some((pattern) => (action as string).startsWith(pattern.replace(/\*$/, ''))),
          `${action} is none of ${allowed.join(', ')}`,
        );
      }
    });
  }
});

describe('a repository that Pulumi makes', () => {
  const [governed] = governedRepositories(platform, [SHOP]).filter(({ name }) => name === 'shop-deploy');
  const settings = repositorySettings(governed!, platform.repositories);

  test('is empty, described, and as visible as platform.ts says', () => {
    const { name, description, visibility, autoInit } = settings;
    assert.deepEqual(
      { name, description, visibility, autoInit },
      {
        name: 'shop-deploy',
        description: 'A web app: a frontend, a backend and a PostgreSQL database.',
        visibility: 'private',
        autoInit: false,
      },
    );
  });

  test('takes pull requests squashed to one commit, and their branches go', () => {
    const { allowSquashMerge, allowMergeCommit, allowRebaseMerge, deleteBranchOnMerge } = settings;
    assert.deepEqual(
      { allowSquashMerge, allowMergeCommit, allowRebaseMerge, deleteBranchOnMerge },
      { allowSquashMerge: true, allowMergeCommit: false, allowRebaseMerge: false, deleteBranchOnMerge: true },
    );
  });

  test('has secrets looked for, at rest and as they are pushed', () => {
    assert.deepEqual(settings.securityAndAnalysis, {
      secretScanning: { status: 'enabled' },
      secretScanningPushProtection: { status: 'enabled' },
    });
  });
});

describe('the workflows of a repository', () => {
  test('use chosen actions only, pinned, and read unless they ask for more', () => {
    const { allowedActions, allowedActionsConfig, shaPinningRequired } = actionsOf(
      ['docker/login-action@*'],
      EVERYTHING,
    );
    assert.equal(allowedActions, 'selected');
    assert.equal(shaPinningRequired, true);
    assert.deepEqual(allowedActionsConfig?.patternsAlloweds, ['docker/login-action@*']);
    assert.equal(allowedActionsConfig?.verifiedAllowed, false);
    assert.deepEqual(WORKFLOW_PERMISSIONS, {
      defaultWorkflowPermissions: 'read',
      canApprovePullRequestReviews: false,
    });
  });
});

describe('access', () => {
  test('is read, write and maintain, by team', () => {
    assert.deepEqual(accessOf(TEAMS, 'shop-team'), {
      developers: 'pull',
      'shop-team': 'push',
      'release-team': 'push',
      'platform-team': 'maintain',
    });
  });

  test('is the most that any of a team’s roles gives', () => {
    assert.deepEqual(accessOf(TEAMS, 'platform-team')['platform-team'], 'maintain');
    assert.deepEqual(accessOf(TEAMS, 'developers').developers, 'push');
  });
});

describe('rules', () => {
  const rules = rulesOf({ checks: ['ci', 'lint'], releaseTeam: 7, written: false });
  const { main, ...tags } = rules;

  test('let main be changed by reviewed pull requests only, squashed, in one line, never moved back', () => {
    assert.deepEqual(main?.conditions, { refName: { includes: ['refs/heads/main'], excludes: [] } });
    const { pullRequest, requiredStatusChecks, ...switches } = Object(main?.rules) as Record<string, never>;
    assert.deepEqual(switches, { deletion: true, nonFastForward: true, requiredLinearHistory: true });
    assert.deepEqual(pullRequest, {
      allowedMergeMethods: ['squash'],
      requiredApprovingReviewCount: 1,
      dismissStaleReviewsOnPush: true,
      requireCodeOwnerReview: true,
      requireLastPushApproval: true,
      requiredReviewThreadResolution: true,
    });
    assert.deepEqual(requiredStatusChecks, {
      requiredChecks: [
        { context: 'ci', integrationId: 15368 },
        { context: 'lint', integrationId: 15368 },
      ],
      strictRequiredStatusChecksPolicy: true,
    });
  });

  test('are enforced, and bypassed by nobody but the release team, which makes tags', () => {
    for (const [name, { enforcement, bypassActors }] of Object.entries(rules)) {
      assert.equal(enforcement, 'active');
      const bypass = name === 'release-tags-are-made-by-the-release-team';
      assert.deepEqual(bypassActors, bypass ? [{ actorType: 'Team', actorId: 7, bypassMode: 'always' }] : undefined);
    }
  });

  test('let nobody move or delete a tag, whatever its name, not those who make them either', () => {
    for (const { target, conditions } of Object.values(tags)) {
      assert.deepEqual(
        { target, conditions },
        { target: 'tag', conditions: { refName: { includes: ['~ALL'], excludes: [] } } },
      );
    }
    assert.deepEqual(tags['release-tags-stay']?.rules, { update: true, deletion: true, nonFastForward: true });
    assert.deepEqual(tags['release-tags-are-made-by-the-release-team']?.rules, { creation: true });
  });

  test('ask for no check where there is none', () => {
    const { main } = rulesOf({ checks: [], releaseTeam: 7, written: true });
    assert.deepEqual(Object.keys(main?.rules ?? {}), [
      'deletion',
      'nonFastForward',
      'requiredLinearHistory',
      'pullRequest',
    ]);
  });

  test('let the owners write what follows dist/', () => {
    const { main } = rulesOf({ checks: [], releaseTeam: 7, written: true });
    assert.deepEqual(main?.bypassActors, [{ actorType: 'OrganizationAdmin', actorId: 1, bypassMode: 'always' }]);
  });
});

describe('environments', () => {
  const [dev, qa, prod] = (['dev', 'qa', 'prod'] as const).map((name) => {
    const { reviewers } = platform.environments[name];
    return deployEnvironment(platform.environments[name], reviewers && 7, EVERYTHING);
  }) as [DeployEnvironment, DeployEnvironment, DeployEnvironment];

  test('take what is deployed to them from main, and prod from release tags', () => {
    assert.deepEqual(
      [dev.deploys, qa.deploys, prod.deploys],
      [{ branchPattern: 'main' }, { branchPattern: 'main' }, { tagPattern: 'v*' }],
    );
    for (const { settings } of [dev, qa, prod]) {
      assert.deepEqual(settings.deploymentBranchPolicy, { protectedBranches: false, customBranchPolicies: true });
      assert.equal(settings.canAdminsBypass, false);
    }
  });

  test('are reviewed by the release team in qa and prod, each change by someone else than its author', () => {
    assert.equal(dev.settings.reviewers, undefined);
    for (const { settings } of [qa, prod]) {
      assert.deepEqual(settings.reviewers, [{ teams: [7] }]);
      assert.equal(settings.preventSelfReview, true);
    }
  });
});

describe('what is no longer in the program', () => {
  const urn = (type: string, name: string) => `urn:pulumi:github::developer-platform::${type}::${name}`;
  const governed = 'platform:github:GovernedRepository';
  const state = new StackState([
    urn('pulumi:pulumi:Stack', 'developer-platform-github'),
    urn(governed, 'shop-deploy'),
    urn(`${governed}$github:index/repository:Repository`, 'shop-deploy'),
    urn(governed, 'old-deploy'),
  ]);

  test('is archived where Pulumi made it, and left where it did not', () => {
    const [shop, old, ...others] = farewells(state, []);
    assert.match(shop as string, /^shop-deploy is archived, not deleted/);
    assert.match(old as string, /^old-deploy is left as it is/);
    assert.deepEqual(others, []);
  });

  test('is not said of what still is', () => {
    assert.deepEqual(farewells(state, governedRepositories(platform, [SHOP, { ...SHOP, name: 'old' }])), []);
  });

  test('is refused where Pulumi made it and the registration says that Backstage does', () => {
    const message = 'apps/shop.yaml: repositories: given "backstage"; allowed: "pulumi", which made them';
    assert.throws(
      () => refuseDisowned(state, governedRepositories(platform, [{ ...SHOP, repositories: 'backstage' }])),
      { message },
    );
    refuseDisowned(state, governedRepositories(platform, [SHOP]));
  });
});

test('people and git find repositories where the API is, but for its host of its own', () => {
  const addresses = {
    'https://api.github.com/': 'https://github.com',
    'https://api.acme.ghe.com/': 'https://acme.ghe.com',
    'https://github.example.com/api/v3/': 'https://github.example.com',
    'http://127.0.0.1:8080/': 'http://127.0.0.1:8080',
  };
  for (const [api, web] of Object.entries(addresses)) assert.equal(webAddress(api), web);
});

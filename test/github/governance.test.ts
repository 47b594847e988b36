import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Octokit } from '@octokit/rest';
import sodium from 'libsodium-wrappers';
import { TestGitHub } from '.';
import { octokit, refused } from './support';

let github: TestGitHub;
let owner: Octokit;
before(async () => {
  github = await TestGitHub.start();
  owner = octokit(github, github.owner.token);
  await github.addRepository('shop', { files: { 'README.md': '' } });
});
after(() => github.stop());

const shop = { owner: 'acme', repo: 'shop' };

describe('a ruleset', () => {
  const main = {
    ...shop,
    name: 'main',
    target: 'branch' as const,
    enforcement: 'active' as const,
    conditions: { ref_name: { include: ['~DEFAULT_BRANCH'], exclude: [] } },
    rules: [{ type: 'non_fast_forward' as const }, { type: 'required_linear_history' as const }],
  };

  it('is created, listed, changed and deleted', async () => {
    const { data } = await owner.repos.createRepoRuleset(main);
    const { data: all } = await owner.repos.getRepoRulesets(shop);
    assert.deepEqual(
      all.map(({ id, name, rules }) => [id, name, rules]),
      [[data.id, 'main', undefined]],
    );
    const { data: rules } = await owner.repos.getBranchRules({ ...shop, branch: 'main' });
    assert.deepEqual(
      rules.map(({ type }) => type),
      ['non_fast_forward', 'required_linear_history'],
    );
    const changed = { ...main, ruleset_id: data.id, enforcement: 'disabled' as const };
    await owner.repos.updateRepoRuleset(changed);
    assert.equal(github.repository('shop').rulesets[0]?.enforcement, 'disabled');
    assert.deepEqual((await owner.repos.getBranchRules({ ...shop, branch: 'main' })).data, []);
    await owner.repos.deleteRepoRuleset({ ...shop, ruleset_id: data.id });
    await refused(owner.repos.getRepoRuleset({ ...shop, ruleset_id: data.id }), 404, /Not Found/);
  });

  it('is refused where it is none', async () => {
    const wrong = (given: object) => owner.repos.createRepoRuleset({ ...main, ...given });
    await refused(wrong({ enforcement: 'on' }), 422, /"enforcement" must be one of active, disabled, evaluate/);
    await refused(wrong({ rules: [{ type: 'no_fridays' }] }), 422, /no_fridays/);
    await refused(wrong({ rules: [{ type: 'pull_request' }] }), 422, /required_approving_review_count/);
    const include = (pattern: string) => ({ conditions: { ref_name: { include: [pattern], exclude: [] } } });
    await refused(wrong(include('main')), 422, /Invalid target patterns: 'main'/);
    const bypass_actors = [{ actor_id: 1, actor_type: 'Team', bypass_mode: 'always' }];
    await refused(wrong({ bypass_actors }), 422, /Actor Team must be part of/);
    await owner.repos.createRepoRuleset(main);
    await refused(wrong({}), 422, /Name must be unique/);
    const member = octokit(github, github.addUser('member').token);
    await refused(member.repos.createRepoRuleset({ ...main, name: 'other' }), 403, /admin rights/);
  });
});

describe('an environment', () => {
  const prod = { ...shop, environment_name: 'prod' };

  it('has reviewers and the refs that may be deployed', async () => {
    const team = github.addTeam('release-team');
    const { data } = await owner.repos.createOrUpdateEnvironment({
      ...prod,
      wait_timer: 5,
      prevent_self_review: true,
      reviewers: [{ type: 'Team', id: team.id }],
      deployment_branch_policy: { protected_branches: false, custom_branch_policies: true },
    });
    assert.deepEqual(
      data.protection_rules?.map(({ type }) => type),
      ['wait_timer', 'required_reviewers', 'branch_policy'],
    );
    const policy = { ...prod, name: 'v*', type: 'tag' as const };
    const { data: made } = await owner.repos.createDeploymentBranchPolicy(policy);
    assert.deepEqual(github.repository('shop').environments.get('prod')?.policies, [
      { id: made.id, name: 'v*', type: 'tag' },
    ]);
    await owner.repos.deleteDeploymentBranchPolicy({ ...prod, branch_policy_id: made.id! });
  });

  it('is refused with settings that contradict each other, or with reviewers who are none', async () => {
    const wrong = (given: object) => owner.repos.createOrUpdateEnvironment({ ...prod, ...given });
    const deployment_branch_policy = { protected_branches: true, custom_branch_policies: true };
    await refused(wrong({ deployment_branch_policy }), 422, /cannot have the same value/);
    await refused(wrong({ reviewers: [{ type: 'Team', id: 1 }] }), 422, /No Team with the id 1/);
    await refused(wrong({ wait_timer: 50_000 }), 422, /between 0 and 43200/);
  });

  it('is reset by what is not named, and has a name of any characters', async () => {
    await owner.repos.createOrUpdateEnvironment({ ...prod, wait_timer: 5 });
    await owner.repos.createOrUpdateEnvironment(prod);
    assert.equal(github.repository('shop').environments.get('prod')?.waitTimer, 0);
    const policy = { ...prod, name: 'v*' };
    await refused(owner.repos.createDeploymentBranchPolicy(policy), 404, /Not Found/);
    await owner.repos.createOrUpdateEnvironment({ ...shop, environment_name: 'stage/eu' });
    assert.equal((await owner.repos.getEnvironment({ ...shop, environment_name: 'stage/eu' })).data.name, 'stage/eu');
    assert.equal((await owner.repos.getAllEnvironments(shop)).data.total_count, 2);
  });
});

describe('GitHub Actions', () => {
  it('may do what its permissions say', async () => {
    await owner.actions.setGithubActionsPermissionsRepository({ ...shop, enabled: true, allowed_actions: 'all' });
    const selected = { ...shop, github_owned_allowed: true, verified_allowed: false, patterns_allowed: ['acme/*'] };
    await refused(owner.actions.setAllowedActionsRepository(selected), 409, /not limited/);
    await owner.actions.setGithubActionsPermissionsRepository({ ...shop, enabled: true, allowed_actions: 'selected' });
    await owner.actions.setAllowedActionsRepository(selected);
    assert.deepEqual((await owner.actions.getAllowedActionsRepository(shop)).data.patterns_allowed, ['acme/*']);
    const workflow = { default_workflow_permissions: 'write', can_approve_pull_request_reviews: true } as const;
    await owner.actions.setGithubActionsDefaultWorkflowPermissionsRepository({ ...shop, ...workflow });
    const { data } = await owner.actions.getGithubActionsDefaultWorkflowPermissionsRepository(shop);
    assert.deepEqual(data, workflow);
    await owner.actions.setWorkflowAccessToRepository({ ...shop, access_level: 'organization' });
    assert.equal((await owner.actions.getWorkflowAccessToRepository(shop)).data.access_level, 'organization');
  });

  it('gets variables', async () => {
    await owner.actions.createRepoVariable({ ...shop, name: 'region', value: 'eu' });
    await refused(owner.actions.createRepoVariable({ ...shop, name: 'REGION', value: 'us' }), 409, /already exists/i);
    await refused(owner.actions.createRepoVariable({ ...shop, name: 'GITHUB_X', value: '' }), 422, /Name is invalid/);
    await owner.actions.updateRepoVariable({ ...shop, name: 'REGION', value: 'us' });
    assert.equal((await owner.actions.getRepoVariable({ ...shop, name: 'REGION' })).data.value, 'us');
    await owner.actions.deleteRepoVariable({ ...shop, name: 'REGION' });
    await refused(owner.actions.getRepoVariable({ ...shop, name: 'REGION' }), 404, /Not Found/);
  });

  it('gets secrets, sealed for the key of the repository', async () => {
    const { data: key } = await owner.actions.getRepoPublicKey(shop);
    const seal = (text: string) =>
      Buffer.from(sodium.crypto_box_seal(text, Buffer.from(key.key, 'base64'))).toString('base64');
    const secret = { ...shop, secret_name: 'PASSWORD', key_id: key.key_id };
    const made = await owner.actions.createOrUpdateRepoSecret({ ...secret, encrypted_value: seal('correct horse') });
    assert.equal(made.status, 201 as number);
    assert.equal(github.repository('shop').secrets.get('PASSWORD')?.value, 'correct horse');
    const { data } = await owner.actions.getRepoSecret(secret);
    assert.deepEqual(Object.keys(data), ['name', 'created_at', 'updated_at']);
    const plain = { ...secret, encrypted_value: Buffer.from('correct horse'.repeat(9)).toString('base64') };
    await refused(owner.actions.createOrUpdateRepoSecret(plain), 422, /not sealed/);
    const other = { ...secret, key_id: '1', encrypted_value: seal('x') };
    await refused(owner.actions.createOrUpdateRepoSecret(other), 422, /key_id/);
    const changed = await owner.actions.createOrUpdateRepoSecret({ ...secret, encrypted_value: seal('battery') });
    assert.equal(changed.status, 204);
    assert.equal(github.repository('shop').secrets.get('PASSWORD')?.value, 'battery');
  });
});

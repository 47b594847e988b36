import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import sodium from 'libsodium-wrappers';
import { type Repository, type Team, TestGitHub } from '.';

/**
 * The requests of Pulumi's GitHub provider 6.15.0, in their order, as they were recorded from it: each resource's
 * creation, its refresh, an update and its deletion.
 */
let github: TestGitHub;
let repository: Repository;
let team: Team;
before(async () => {
  github = await TestGitHub.start();
  team = github.addTeam('shop-team');
  github.addUser('developer', { teams: ['shop-team'] });
  repository = await github.addRepository('shop', { files: { 'README.md': '' } });
});
after(() => github.stop());

/** Sends a request as the provider does. @returns what was answered, after its status was compared */
async function ask(request: string, status: number, body?: object, etag?: string) {
  const [method, path] = request.split(' ') as [string, string];
  const answer = await fetch(`${github.url}/api/v3${path}`, {
    method,
    headers: {
      authorization: `Bearer ${github.owner.token}`,
      accept: 'application/vnd.github.v3.repository+json, application/vnd.github.stone-crop-preview+json',
      'x-github-api-version': '2022-11-28',
      ...(etag && { 'if-none-match': etag }),
    },
    ...(body && { body: JSON.stringify(body) }),
  });
  const text = await answer.text();
  assert.equal(answer.status, status, `${request}: ${text}`);
  // biome-ignore lint/suspicious/noExplicitAny: what is answered is looked at field by field.
  return { etag: answer.headers.get('etag') ?? '', data: text === '' ? undefined : (JSON.parse(text) as any) };
}

async function graphql(query: string, variables: object) {
  const answer = await fetch(`${github.url}/api/graphql`, {
    method: 'POST',
    headers: { authorization: `Bearer ${github.owner.token}` },
    body: JSON.stringify({ query, variables }),
  });
  assert.equal(answer.status, 200);
  // biome-ignore lint/suspicious/noExplicitAny: what is answered is looked at field by field.
  return (await answer.json()) as { data: any; errors?: { message: string }[] };
}

/** Asks again for what has not changed. */
async function unchanged(path: string): Promise<void> {
  const { etag } = await ask(`GET ${path}`, 200);
  await ask(`GET ${path}`, 304, undefined, etag);
}

describe('the provider', () => {
  it('learns whether its owner is an organization', async () => {
    assert.equal((await ask('GET /orgs/acme', 200)).data.id, github.organization.id);
    await ask('GET /orgs/owner', 404);
    assert.equal((await ask('GET /user', 200)).data.login, 'owner');
  });

  it('creates, refreshes, changes and deletes a Repository', async () => {
    const settings = { name: 'made', description: 'first', has_issues: false, has_downloads: false, archived: false };
    const merges = { allow_squash_merge: true, allow_merge_commit: false, allow_rebase_merge: false };
    await ask('POST /orgs/acme/repos', 201, { ...settings, ...merges, visibility: 'private', auto_init: true });
    await ask('PUT /repos/acme/made/topics', 200, { names: ['flux-managed'] });
    await ask('PATCH /repos/acme/made', 200, { ...settings, ...merges, topics: ['flux-managed'], auto_init: true });
    await ask('PUT /repos/acme/made/topics', 200, { names: ['flux-managed'] });
    await ask('PUT /repos/acme/made/vulnerability-alerts', 204);
    await ask('PATCH /repos/acme/made', 200, { ...settings, ...merges, visibility: 'private' });
    const { data } = await ask('GET /repos/acme/made', 200);
    assert.deepEqual(
      [data.description, data.has_issues, data.has_downloads, data.allow_merge_commit, data.topics, data.visibility],
      ['first', false, false, false, ['flux-managed'], 'private'],
    );
    for (const field of [
      'id',
      'node_id',
      'full_name',
      'html_url',
      'ssh_url',
      'clone_url',
      'git_url',
      'svn_url',
      'fork',
    ]) {
      assert.ok(field in data, field);
    }
    await unchanged('/repos/acme/made');
    await ask('GET /repos/acme/made/vulnerability-alerts', 204);
    await ask('PATCH /repos/acme/made', 200, { ...settings, description: 'second' });
    await ask('PATCH /repos/acme/made', 200, { archived: true });
    await ask('DELETE /repos/acme/made', 204);
    await ask('GET /repos/acme/made', 404);
  });

  it('creates a Repository of a user, and one from a template', async () => {
    await ask('POST /user/repos', 201, { name: 'own' });
    await ask('PATCH /repos/owner/own', 200, { name: 'own' });
    assert.equal((await ask('GET /repos/owner/own', 200)).data.owner.login, 'owner');
    const { errors } = (await ask('POST /user/repos', 422, { name: 'own' })).data;
    assert.equal(errors[0].message, 'name already exists on this account');
    await github.addRepository('template', { is_template: true, files: { 'a.txt': '' } });
    await ask('POST /repos/acme/template/generate', 201, { name: 'generated', owner: 'acme', private: true });
    await ask('PATCH /repos/acme/generated', 200, { name: 'generated', visibility: 'private' });
    assert.equal((await ask('GET /repos/acme/generated', 200)).data.template_repository.name, 'template');
  });

  it('has a RepositoryRuleset', async () => {
    await ask('GET /repos/acme/shop', 200);
    const ruleset = {
      name: 'main',
      target: 'branch',
      source_type: 'Repository',
      source: 'shop',
      enforcement: 'disabled',
      bypass_actors: [{ actor_id: team.id, actor_type: 'Team', bypass_mode: 'always' }],
      conditions: { ref_name: { include: ['~DEFAULT_BRANCH'], exclude: [] } },
      rules: [{ type: 'deletion' }, { type: 'pull_request', parameters: { required_approving_review_count: 1 } }],
    };
    const { id } = (await ask('POST /repos/acme/shop/rulesets', 201, ruleset)).data;
    const { data } = await ask(`GET /repos/acme/shop/rulesets/${id}?includes_parents=false`, 200);
    const { source, ...kept } = ruleset;
    for (const [field, value] of Object.entries(kept)) assert.deepEqual(data[field], value, field);
    await ask(`PUT /repos/acme/shop/rulesets/${id}`, 200, { ...ruleset, name: 'default' });
    assert.equal(repository.rulesets[0]?.name, 'default');
    await ask(`DELETE /repos/acme/shop/rulesets/${id}`, 204);
    await ask(`GET /repos/acme/shop/rulesets/${id}?includes_parents=false`, 404);
  });

  it('has a BranchProtection, by the repository’s id or by its name', async () => {
    const node = 'query($id:ID!){node(id:$id){id}}';
    assert.equal((await graphql(node, { id: repository.nodeId })).data.node.id, repository.nodeId);
    const { errors } = await graphql(node, { id: 'shop' });
    assert.equal(errors?.[0]?.message, "Could not resolve to a node with the global id of 'shop'");
    const named = 'query($name:String!$owner:String!){repository(owner:$owner, name:$name){id}}';
    assert.equal((await graphql(named, { owner: 'acme', name: 'shop' })).data.repository.id, repository.nodeId);

    const create =
      'mutation($input:CreateBranchProtectionRuleInput!){createBranchProtectionRule(input: $input){branchProtectionRule{id}}}';
    const input = {
      repositoryId: repository.nodeId,
      pattern: 'release/*',
      requiresApprovingReviews: true,
      requiredApprovingReviewCount: 2,
      pushActorIds: [],
    };
    const created = await graphql(create, { input });
    const { id } = created.data.createBranchProtectionRule.branchProtectionRule;
    const actors = 'nodes{actor{... on App{id,name,slug},... on Team{id,name,slug},... on User{id,name,login}}}';
    const read = `query($id:ID!){node(id: $id){... on BranchProtectionRule{repository{id,name},pushAllowances(first: 100){${actors}},id,pattern,requiredApprovingReviewCount,isAdminEnforced}}}`;
    assert.deepEqual((await graphql(read, { id })).data.node, {
      repository: { id: repository.nodeId, name: 'shop' },
      pushAllowances: { nodes: [] },
      id,
      pattern: 'release/*',
      requiredApprovingReviewCount: 2,
      isAdminEnforced: false,
    });
    const update =
      'mutation($input:UpdateBranchProtectionRuleInput!){updateBranchProtectionRule(input: $input){branchProtectionRule{id}}}';
    await graphql(update, { input: { branchProtectionRuleId: id, isAdminEnforced: true } });
    const changed = (await graphql(read, { id })).data.node;
    assert.deepEqual([changed.isAdminEnforced, changed.requiredApprovingReviewCount], [true, 2]);
    const remove =
      'mutation($input:DeleteBranchProtectionRuleInput!){deleteBranchProtectionRule(input: $input){clientMutationId}}';
    assert.equal((await graphql(remove, { input: { branchProtectionRuleId: id } })).errors, undefined);
    assert.match((await graphql(read, { id })).errors?.[0]?.message ?? '', /Could not resolve to a node/);
  });

  it('has a BranchProtectionV3', async () => {
    await repository.git.commitFiles('feature/x', { 'x.txt': '' }, 'x');
    const path = '/repos/acme/shop/branches/feature%2Fx/protection';
    const required_pull_request_reviews = { dismissal_restrictions: {}, required_approving_review_count: 1 };
    const none = { required_status_checks: null, enforce_admins: true, restrictions: null };
    await ask(`PUT ${path}`, 200, { ...none, required_pull_request_reviews });
    await ask(`DELETE ${path}/required_signatures`, 204);
    await unchanged(path);
    assert.equal((await ask(`GET ${path}/required_signatures`, 200)).data.enabled, false);
    await ask(`PUT ${path}`, 422, { enforce_admins: true });
    await ask(`DELETE ${path}`, 204);
    assert.equal((await ask(`GET ${path}`, 404)).data.message, 'Branch not protected');
  });

  it('has a RepositoryFile, and a branch for it', async () => {
    const path = '/repos/acme/shop/contents/docs/a.md';
    await ask('GET /repos/acme/shop/branches/docs', 404);
    const { sha: main } = (await ask('GET /repos/acme/shop/git/ref/heads/main', 200)).data.object;
    await ask('POST /repos/acme/shop/git/refs', 201, { ref: 'refs/heads/docs', sha: main });
    await ask('GET /repos/acme/shop/branches/docs', 200);
    await ask(`GET ${path}?ref=docs`, 404);
    const file = { message: 'docs', content: 'b25lCg==', branch: 'docs' };
    const { content, commit } = (await ask(`PUT ${path}`, 201, file)).data;
    assert.match((await ask(`GET ${path}?ref=docs`, 200)).data.url, /\?ref=docs$/);
    assert.equal((await ask(`GET /repos/acme/shop/commits/${commit.sha}`, 200)).data.commit.message, 'docs');
    const changed = await ask(`PUT ${path}`, 200, { ...file, content: 'dHdvCg==', sha: content.sha });
    await ask(`DELETE ${path}`, 200, { message: 'gone', branch: 'docs', sha: changed.data.content.sha });
    await ask(`GET ${path}?ref=docs`, 404);
  });

  it('has a Branch, and a BranchDefault that renames', async () => {
    const { sha } = (await ask('GET /repos/acme/shop/git/ref/heads/main', 200)).data.object;
    await ask('POST /repos/acme/shop/git/refs', 201, { ref: 'refs/heads/pulumi/add', sha });
    await unchanged('/repos/acme/shop/git/ref/heads/pulumi/add');
    await ask('DELETE /repos/acme/shop/git/refs/heads/pulumi/add', 204);
    await ask('GET /repos/acme/shop', 200);
    await ask('POST /repos/acme/shop/branches/main/rename', 201, { new_name: 'trunk' });
    assert.equal((await ask('GET /repos/acme/shop', 200)).data.default_branch, 'trunk');
    await ask('POST /repos/acme/shop/branches/trunk/rename', 201, { new_name: 'main' });
  });

  it('has a RepositoryEnvironment, with a policy, a variable and a secret', async () => {
    const path = '/repos/acme/shop/environments/stage%2Feu';
    const settings = {
      wait_timer: 0,
      reviewers: [{ type: 'Team', id: team.id }],
      can_admins_bypass: true,
      deployment_branch_policy: { protected_branches: false, custom_branch_policies: true },
      prevent_self_review: true,
    };
    await ask(`PUT ${path}`, 200, settings);
    await ask('GET /repos/acme/shop', 200);
    const { data } = await ask(`GET ${path}`, 200);
    assert.equal(data.protection_rules[0].reviewers[0].reviewer.id, team.id);
    const { id } = (await ask(`POST ${path}/deployment-branch-policies`, 200, { name: 'v*', type: 'tag' })).data;
    assert.equal((await ask(`GET ${path}/deployment-branch-policies/${id}`, 200)).data.name, 'v*');
    await ask(`POST ${path}/variables`, 201, { name: 'REGION', value: 'eu' });
    assert.equal((await ask(`GET ${path}/variables/REGION`, 200)).data.value, 'eu');
    const byId = `/repositories/${repository.id}/environments/stage%2Feu/secrets`;
    const { key, key_id } = (await ask(`GET ${byId}/public-key`, 200)).data;
    const sealed = Buffer.from(sodium.crypto_box_seal('hidden', Buffer.from(key, 'base64'))).toString('base64');
    await ask(`PUT ${byId}/TOKEN`, 201, { key_id, encrypted_value: sealed });
    await ask(`GET ${byId}/TOKEN`, 200);
    assert.equal(repository.environments.get('stage/eu')?.secrets.get('TOKEN')?.value, 'hidden');
    await ask(`DELETE ${byId}/TOKEN`, 204);
    await ask(`DELETE ${path}/variables/REGION`, 204);
    await ask(`DELETE ${path}/deployment-branch-policies/${id}`, 204);
    await ask(`DELETE ${path}`, 204);
    await ask(`GET ${path}`, 404);
  });

  it('has keys, labels and topics', async () => {
    const key = { key: `ssh-ed25519 ${'A'.repeat(68)}`, title: 'flux', read_only: true };
    const { id } = (await ask('POST /repos/acme/shop/keys', 201, key)).data;
    await unchanged(`/repos/acme/shop/keys/${id}`);
    await ask('POST /repos/acme/shop/keys', 422, key);
    await ask(`DELETE /repos/acme/shop/keys/${id}`, 204);

    await ask('POST /repos/acme/shop/labels', 201, { name: 'bug report', color: 'ff0000', description: '' });
    await ask('GET /repos/acme/shop/labels?per_page=100', 200);
    await ask('PATCH /repos/acme/shop/labels/bug%20report', 200, { name: 'bug report', color: '00ff00' });
    assert.equal((await ask('GET /repos/acme/shop/labels/bug%20report', 200)).data.color, '00ff00');
    await ask('DELETE /repos/acme/shop/labels/bug%20report', 204);

    await ask('PUT /repos/acme/shop/topics', 200, { names: ['x'] });
    assert.deepEqual((await ask('GET /repos/acme/shop/topics?per_page=100', 200)).data.names, ['x']);
  });

  it('has teams and collaborators', async () => {
    const access = `/organizations/${github.organization.id}/team/${team.id}/repos/acme/shop`;
    await ask('GET /orgs/acme/teams/shop-team', 200);
    await ask(`PUT ${access}`, 204, { permission: 'maintain' });
    assert.equal((await ask(`GET ${access}`, 200)).data.role_name, 'maintain');
    await unchanged(access);
    await ask(`DELETE ${access}`, 204);
    await ask(`GET ${access}`, 404);

    const teamId = (await ask('POST /orgs/acme/teams', 201, { name: 'release-team', privacy: 'closed' })).data.id;
    const path = `/organizations/${github.organization.id}/team/${teamId}`;
    await ask(`PUT ${path}/memberships/developer`, 200, { role: 'member' });
    await ask(`GET ${path}/memberships/developer`, 200);
    await ask(`PATCH ${path}`, 200, { name: 'release-team', description: 'releases' });
    await ask(`DELETE ${path}`, 204);

    for (const affiliation of ['direct', 'outside']) {
      const list = await ask(`GET /repos/acme/shop/collaborators?affiliation=${affiliation}&per_page=100`, 200);
      assert.deepEqual(list.data, []);
    }
    await ask('GET /repos/acme/shop/invitations?per_page=100', 200);
    await ask('PUT /repos/acme/shop/collaborators/developer', 204, { permission: 'push' });
    await ask('GET /repos/acme/shop/teams?per_page=100', 200);
    const { data } = await ask('GET /repos/acme/shop/collaborators?affiliation=direct&per_page=100', 200);
    assert.deepEqual([data[0].login, data[0].permissions.push, data[0].permissions.admin], ['developer', true, false]);
    await ask('DELETE /repos/acme/shop/collaborators/developer', 204);
  });

  it('has what Actions may do and get', async () => {
    const path = '/repos/acme/shop/actions';
    await ask(`PUT ${path}/permissions`, 204, { enabled: true, allowed_actions: 'selected' });
    await ask(`PUT ${path}/permissions/selected-actions`, 204, { github_owned_allowed: true, patterns_allowed: [] });
    await ask(`GET ${path}/permissions`, 200);
    await ask(`GET ${path}/permissions/selected-actions`, 200);
    await ask(`PUT ${path}/permissions/access`, 204, { access_level: 'organization' });
    await ask(`GET ${path}/permissions/access`, 200);
    await ask(`PUT ${path}/permissions/workflow`, 204, { default_workflow_permissions: 'read' });
    await ask(`GET ${path}/permissions/workflow`, 200);
    await ask(`POST ${path}/variables`, 201, { name: 'REGION', value: 'eu' });
    await ask(`PATCH ${path}/variables/REGION`, 204, { name: 'REGION', value: 'us' });
    assert.equal((await ask(`GET ${path}/variables/REGION`, 200)).data.value, 'us');
    await ask(`DELETE ${path}/variables/REGION`, 204);
    await ask(`GET ${path}/variables/REGION`, 404);
  });

  it('has a RepositoryWebhook, whose secret is not shown', async () => {
    const config = { content_type: 'json', insecure_ssl: '0', url: 'http://127.0.0.1:9/hook', secret: 'hidden' };
    const { data } = await ask('POST /repos/acme/shop/hooks', 201, { name: 'web', config, events: ['push'] });
    assert.equal(data.config.secret, '********');
    assert.match(data.url, new RegExp(`/api/v3/repos/acme/shop/hooks/${data.id}$`));
    await ask(`PATCH /repos/acme/shop/hooks/${data.id}`, 200, { config, events: ['push', 'pull_request'] });
    assert.deepEqual((await ask(`GET /repos/acme/shop/hooks/${data.id}`, 200)).data.events, ['push', 'pull_request']);
    await ask(`DELETE /repos/acme/shop/hooks/${data.id}`, 204);
  });

  it('was answered in all of that', () => {
    assert.deepEqual(github.unhandled, []);
  });
});

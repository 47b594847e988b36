import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Octokit } from '@octokit/rest';
import { type Caller, TestGitHub } from '.';
import { octokit, refused } from './support';

let github: TestGitHub;
let owner: Octokit;
let developer: Caller;
before(async () => {
  github = await TestGitHub.start();
  owner = octokit(github, github.owner.token);
  developer = github.addUser('developer', { teams: ['shop-team'] });
});
after(() => github.stop());

const at = (repo: string) => ({ owner: 'acme', repo });

describe('a repository', () => {
  it('is created with its settings, and read back with them', async () => {
    const { data } = await owner.repos.createInOrg({
      org: 'acme',
      name: 'shop',
      description: 'A shop',
      visibility: 'private',
      allow_merge_commit: false,
      delete_branch_on_merge: true,
    });
    assert.equal(data.full_name, 'acme/shop');
    assert.equal(data.default_branch, 'main');
    const { data: read } = await owner.repos.get(at('shop'));
    assert.deepEqual(
      [read.description, read.private, read.allow_merge_commit, read.allow_squash_merge, read.delete_branch_on_merge],
      ['A shop', true, false, true, true],
    );
    assert.equal(read.clone_url, `${github.url}/acme/shop.git`);
    assert.deepEqual(read.permissions, { admin: true, maintain: true, push: true, triage: true, pull: true });
  });

  it('is not created twice, nor with a name that is none', async () => {
    await refused(owner.repos.createInOrg({ org: 'acme', name: 'shop' }), 422, /name already exists on this account/);
    await refused(owner.repos.createInOrg({ org: 'acme', name: 'a b' }), 422, /Repository creation failed/);
    await refused(owner.repos.createInOrg({ org: 'acme', name: '' }), 422, /missing_field/);
    await refused(owner.repos.createInOrg({ org: 'nobody', name: 'shop' }), 404, /Not Found/);
  });

  it('takes no setting of a wrong type', async () => {
    const wrong = { ...at('shop'), has_wiki: 'no' as unknown as boolean };
    await refused(owner.repos.update(wrong), 422, /"no" is not a boolean/);
    const none = { allow_squash_merge: false, allow_merge_commit: false, allow_rebase_merge: false };
    await refused(owner.repos.update({ ...at('shop'), ...none }), 422, /At least one merge method/);
    await refused(owner.repos.update({ ...at('shop'), default_branch: 'trunk' }), 422, /trunk was not found/);
    await refused(owner.repos.update({ ...at('shop'), visibility: 'private' }), 422, /Visibility is already private/);
    assert.equal(github.repository('shop').settings.allow_squash_merge, true);
  });

  it('is hidden from those who may not see it, and not changed by those who may only read it', async () => {
    const outsider = octokit(github, github.addUser('outsider', { outsider: true }).token);
    await refused(octokit(github).repos.get(at('shop')), 404, /Not Found/);
    await refused(outsider.repos.get(at('shop')), 404, /Not Found/);
    const member = octokit(github, developer.token);
    assert.equal((await member.repos.get(at('shop'))).data.permissions?.push, false);
    await refused(member.repos.update({ ...at('shop'), has_wiki: false }), 403, /Must have admin rights/);
    await refused(octokit(github, 'ghp_wrong').repos.get(at('shop')), 401, /Bad credentials/);
  });

  it('gives a team what it was given', async () => {
    github.addTeam('shop-team');
    const { data: team } = await owner.teams.getByName({ org: 'acme', team_slug: 'shop-team' });
    const access = { org: 'acme', team_slug: 'shop-team', ...at('shop') };
    await owner.teams.addOrUpdateRepoPermissionsInOrg({ ...access, permission: 'maintain' });
    const byId = `/organizations/${github.organization.id}/team/${team.id}/repos/acme/shop`;
    const { data } = await owner.request(`GET ${byId}`, {
      headers: { accept: 'application/vnd.github.v3.repository+json' },
    });
    assert.equal(data.role_name, 'maintain');
    assert.equal((await octokit(github, developer.token).repos.get(at('shop'))).data.permissions?.push, true);
    await owner.teams.removeRepoInOrg(access);
    await refused(owner.teams.checkPermissionsForRepoInOrg(access), 404, /Not Found/);
  });

  it('has topics, all of which are replaced', async () => {
    const { data } = await owner.repos.replaceAllTopics({ ...at('shop'), names: ['flux-managed', 'node'] });
    assert.deepEqual(data.names, ['flux-managed', 'node']);
    assert.deepEqual(github.repository('shop').topics, ['flux-managed', 'node']);
    await refused(owner.repos.replaceAllTopics({ ...at('shop'), names: ['Node_App'] }), 422, /Topics must start with/);
    assert.deepEqual((await owner.repos.getAllTopics(at('shop'))).data.names, ['flux-managed', 'node']);
  });

  it('is found by topic, as far as the caller sees it', async () => {
    const find = async (client: Octokit, q: string) =>
      (await client.search.repos({ q })).data.items.map(({ full_name }) => full_name);
    assert.deepEqual(await find(owner, 'topic:flux-managed org:acme'), ['acme/shop']);
    assert.deepEqual(await find(owner, 'topic:flux-managed org:other'), []);
    assert.deepEqual(await find(octokit(github), 'topic:flux-managed org:acme'), []);
    await refused(owner.search.repos({ q: 'colour:red' }), 422, /Validation Failed/);
  });

  it('has alerts, and fixes only with them', async () => {
    await refused(owner.repos.checkVulnerabilityAlerts(at('shop')), 404, /Not Found/);
    await refused(owner.repos.enableAutomatedSecurityFixes(at('shop')), 422, /alerts must be enabled/);
    await owner.repos.enableVulnerabilityAlerts(at('shop'));
    await owner.repos.enableAutomatedSecurityFixes(at('shop'));
    assert.equal((await owner.repos.checkVulnerabilityAlerts(at('shop'))).status, 204);
    assert.equal((await owner.repos.checkAutomatedSecurityFixes(at('shop'))).data.enabled, true);
    const security_and_analysis = { secret_scanning: { status: 'enabled' } };
    const { data } = await owner.repos.update({ ...at('shop'), security_and_analysis });
    assert.equal(data.security_and_analysis?.secret_scanning?.status, 'enabled');
    assert.equal(data.security_and_analysis?.secret_scanning_push_protection?.status, 'disabled');
  });

  it('answers under its earlier name with where it is', async () => {
    await github.addRepository('old');
    await owner.repos.update({ ...at('old'), name: 'new' });
    const answer = await fetch(`${github.url}/repos/acme/old/topics`, {
      headers: { authorization: `Bearer ${github.owner.token}` },
      redirect: 'manual',
    });
    assert.equal(answer.status, 301);
    assert.equal((await owner.repos.get(at('old'))).data.name, 'new');
    await github.addRepository('old');
    assert.equal((await owner.repos.get(at('old'))).data.name, 'old');
  });

  it('is read-only while it is archived', async () => {
    await github.addRepository('history', { files: { 'README.md': '' } });
    await owner.repos.update({ ...at('history'), archived: true });
    await refused(owner.repos.update({ ...at('history'), has_wiki: false }), 403, /archived so is read-only/);
    await refused(owner.repos.replaceAllTopics({ ...at('history'), names: [] }), 403, /archived/);
    const file = { ...at('history'), path: 'a', message: 'a', content: '' };
    await refused(owner.repos.createOrUpdateFileContents(file), 403, /archived/);
    await owner.repos.update({ ...at('history'), archived: false });
    await owner.repos.createOrUpdateFileContents(file);
    await owner.repos.delete(at('history'));
    await refused(owner.repos.get(at('history')), 404, /Not Found/);
  });

  it('is made from a template in one commit of its own', async () => {
    const template = await github.addRepository('template', { is_template: true, files: { 'a/b.txt': 'b\n' } });
    await template.git.commitFiles('main', { 'c.txt': 'c\n' }, 'more');
    const made = { template_owner: 'acme', template_repo: 'template', owner: 'acme', name: 'made' };
    await owner.repos.createUsingTemplate(made);
    const { git } = github.repository('made');
    assert.deepEqual(await git.files('main'), { 'a/b.txt': 'b\n', 'c.txt': 'c\n' });
    assert.equal((await git.log('main')).length, 1);
    await refused(owner.repos.createUsingTemplate({ ...made, template_repo: 'shop' }), 404, /Not Found/);
  });
});

describe('lists', () => {
  it('come in pages, which a client follows by their links', async () => {
    for (let i = 0; i < 5; i++) await github.addRepository(`page-${i}`, { topics: ['page'] });
    const names = await owner.paginate(owner.repos.listForOrg, { org: 'acme', per_page: 2 }, ({ data }) =>
      data.map(({ name }) => name),
    );
    assert.equal(new Set(names).size, github.repositories.length);
    const found = await owner.paginate('GET /search/repositories', { q: 'topic:page', per_page: 2 });
    assert.equal(found.length, 5);
    const { headers } = await owner.repos.listForOrg({ org: 'acme', per_page: 2, page: 2 });
    assert.match(headers.link ?? '', /page=1>; rel="prev".*rel="first".*page=3>; rel="next".*rel="last"/);
  });
});

describe('an answer', () => {
  it('has an ETag, and costs nothing while that is the same', async () => {
    const used = async () => Number((await owner.repos.get(at('shop'))).headers['x-ratelimit-used']);
    const { headers } = await owner.repos.get(at('shop'));
    const before = await used();
    const again = owner.repos.get({ ...at('shop'), headers: { 'if-none-match': headers.etag! } });
    await assert.rejects(again, (error: { status: number }) => error.status === 304);
    assert.equal(await used(), before + 1);
    await owner.repos.update({ ...at('shop'), description: 'Another shop' });
    const changed = await owner.repos.get({ ...at('shop'), headers: { 'if-none-match': headers.etag! } });
    assert.equal(changed.status, 200);
  });

  it('is the same at the root and below /api/v3', async () => {
    const root = octokit(github, github.owner.token);
    for (const baseUrl of [github.url, `${github.url}/api/v3`]) {
      const { data } = await root.request('GET /repos/{owner}/{repo}', { ...at('shop'), baseUrl });
      assert.equal(data.url, `${baseUrl}/repos/acme/shop`);
    }
  });

  it('says that what is not answered is not, and keeps that in mind', async () => {
    await refused(owner.request('GET /repos/acme/shop/traffic/views'), 501, /does not answer GET/);
    assert.deepEqual(
      github.unhandled.map(({ path }) => path),
      ['/repos/acme/shop/traffic/views'],
    );
  });
});

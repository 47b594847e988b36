import assert from 'node:assert/strict';
import { after, afterEach, before, describe, it } from 'node:test';
import { type Caller, TestGitHub } from '.';
import { WorkingCopy } from './support';

let github: TestGitHub;
let developer: Caller;
let reader: Caller;
before(async () => {
  github = await TestGitHub.start();
  developer = github.addUser('developer', { teams: ['shop-team'] });
  reader = github.addUser('reader');
});
after(() => github.stop());

const copies: WorkingCopy[] = [];
async function clone(repository: string, token?: string): Promise<WorkingCopy> {
  const copy = await WorkingCopy.clone(github, repository, token);
  copies.push(copy);
  return copy;
}
afterEach(() => {
  for (const copy of copies.splice(0)) copy.remove();
});

const add = (name: string, given = {}) =>
  github.addRepository(name, { files: { 'README.md': 'hello\n' }, teams: { 'shop-team': 'write' }, ...given });

describe('git', () => {
  it('clones and pushes, and gives its credentials only once it was asked for them', async () => {
    const repository = await add('shop');
    github.requests.length = 0;
    const copy = await clone('shop', developer.token);
    const sha = await copy.commit('feat: sell');
    await copy.git('push', '--quiet', 'origin', 'main');
    assert.equal(await repository.git.head('main'), sha);
    const seen = github.requests.map(({ method, path, who, status }) => `${method} ${path} ${who} ${status}`);
    assert.deepEqual(seen, [
      'GET /acme/shop.git/info/refs anonymous 401',
      'GET /acme/shop.git/info/refs developer 200',
      'POST /acme/shop.git/git-upload-pack developer 200',
      'POST /acme/shop.git/git-upload-pack developer 200',
      'GET /acme/shop.git/info/refs anonymous 401',
      'GET /acme/shop.git/info/refs developer 200',
      'POST /acme/shop.git/git-receive-pack developer 200',
    ]);
    assert.ok(!JSON.stringify(github.requests).includes(developer.token));
    assert.equal(github.requests[1]?.headers.authorization, 'Basic [redacted]');
  });

  it('makes the first branch that is pushed to an empty repository the default branch', async () => {
    const repository = await github.addRepository('empty', { teams: { 'shop-team': 'write' } });
    const copy = await clone('empty', developer.token);
    await copy.git('checkout', '--quiet', '-b', 'trunk');
    await copy.commit('first');
    await copy.git('push', '--quiet', 'origin', 'trunk');
    assert.equal(repository.settings.default_branch, 'trunk');
    const other = await clone('empty', developer.token);
    assert.equal(await other.git('branch', '--show-current'), 'trunk');
  });

  it('reads a public repository without a token, and writes it with none', async () => {
    await add('public', { visibility: 'public' });
    const copy = await clone('public');
    await copy.commit('nobody');
    const { code, error } = await copy.try('push', 'origin', 'main');
    assert.notEqual(code, 0);
    assert.match(error, /could not read Username|Authentication failed/);
  });

  it('shows a private repository to nobody but those who may see it', async () => {
    await add('secret');
    const outsider = github.addUser('outsider', { outsider: true });
    const copy = await clone('shop', developer.token);
    const { error } = await copy.try('ls-remote', copy.address('secret', outsider.token));
    assert.match(error, /repository '.*secret.git\/' not found/);
  });

  it('lets readers read, and refuses what they push', async () => {
    const copy = await clone('shop', reader.token);
    await copy.commit('reader');
    const { error } = await copy.try('push', 'origin', 'main');
    assert.match(error, /The requested URL returned error: 403|denied to reader/);
  });

  it('refuses a push to an archived repository', async () => {
    const repository = await add('archived');
    repository.settings.archived = true;
    const copy = await clone('archived', developer.token);
    await copy.commit('late');
    const { error } = await copy.try('push', 'origin', 'main');
    assert.match(error, /archived so it is read-only|403/);
  });

  it('finds a repository by its earlier name', async () => {
    await add('before');
    const copy = await clone('before', developer.token);
    const answer = await fetch(`${github.url}/api/v3/repos/acme/before`, {
      method: 'PATCH',
      headers: { authorization: `Bearer ${github.owner.token}` },
      body: JSON.stringify({ name: 'behind' }),
    });
    assert.equal(answer.status, 200);
    const sha = await copy.commit('after the rename');
    await copy.git('push', '--quiet', 'origin', 'main');
    assert.equal(await github.repository('behind').git.head('main'), sha);
  });
});

describe('rules on a push', () => {
  const rule = (target: 'branch' | 'tag', include: string, ...types: readonly string[]) => ({
    id: 1,
    name: 'rules',
    target,
    enforcement: 'active' as const,
    bypass_actors: [],
    conditions: { ref_name: { include: [include], exclude: [] } },
    rules: types.map((type) => ({ type, parameters: {} })),
    created_at: '',
    updated_at: '',
  });

  it('refuses a change of the default branch without a pull request, and takes other branches', async () => {
    const repository = await add('ruled');
    repository.rulesets.push(rule('branch', '~DEFAULT_BRANCH', 'pull_request', 'non_fast_forward'));
    const copy = await clone('ruled', developer.token);
    const before = await repository.git.head('main');
    const sha = await copy.commit('directly');
    const { code, error } = await copy.try('push', 'origin', 'main', 'main:topic');
    assert.notEqual(code, 0);
    assert.match(error, /GH013: Repository rule violations found for refs\/heads\/main/);
    assert.match(error, /Changes must be made through a pull request/);
    assert.equal(await repository.git.head('main'), before);
    assert.equal(await repository.git.head('topic'), sha);
  });

  it('never lets a release tag be moved or deleted', async () => {
    const repository = await add('tagged');
    repository.rulesets.push(rule('tag', 'refs/tags/v*', 'update', 'deletion'));
    const copy = await clone('tagged', github.owner.token);
    await copy.git('tag', 'v1.0.0');
    await copy.git('push', '--quiet', 'origin', 'v1.0.0');
    const released = await repository.git.resolve('refs/tags/v1.0.0');
    await copy.commit('next');
    await copy.git('tag', '--force', 'v1.0.0');
    assert.match((await copy.try('push', '--force', 'origin', 'v1.0.0')).error, /Cannot update this protected ref/);
    assert.match((await copy.try('push', 'origin', ':v1.0.0')).error, /Cannot delete this protected ref/);
    assert.equal(await repository.git.resolve('refs/tags/v1.0.0'), released);
    await copy.git('push', '--quiet', 'origin', 'HEAD:refs/tags/nightly');
  });

  it('lets those through whom a ruleset exempts', async () => {
    const repository = await add('exempt');
    const { id } = github.addTeam('release-team');
    const releaser = github.addUser('releaser', { teams: ['release-team'] });
    repository.teams.set('release-team', 'write');
    const bypass_actors = [{ actor_id: id, actor_type: 'Team' as const, bypass_mode: 'always' as const }];
    repository.rulesets.push({ ...rule('tag', 'refs/tags/v*', 'creation'), bypass_actors });
    const copy = await clone('exempt', developer.token);
    await copy.git('tag', 'v1.0.0');
    assert.match(
      (await copy.try('push', 'origin', 'v1.0.0')).error,
      /Cannot create ref due to creations being restricted/,
    );
    await copy.git('push', '--quiet', copy.address('exempt', releaser.token), 'v1.0.0');
  });

  it('refuses to rewrite a branch that is classically protected', async () => {
    await add('classic');
    const answer = await fetch(`${github.url}/api/v3/repos/acme/classic/branches/main/protection`, {
      method: 'PUT',
      headers: { authorization: `Bearer ${github.owner.token}` },
      body: JSON.stringify({
        required_status_checks: null,
        enforce_admins: true,
        required_pull_request_reviews: null,
        restrictions: null,
        required_linear_history: true,
      }),
    });
    assert.equal(answer.status, 200);
    const copy = await clone('classic', developer.token);
    await copy.commit('forward');
    await copy.git('push', '--quiet', 'origin', 'main');
    await copy.git('commit', '--amend', '--quiet', '--allow-empty', '--message', 'rewritten');
    assert.match((await copy.try('push', '--force', 'origin', 'main')).error, /Cannot force-push to this branch/);
    await copy.git('reset', '--quiet', '--hard', 'origin/main');
    await copy.git('checkout', '--quiet', '-b', 'side', 'HEAD~1');
    await copy.commit('side');
    await copy.git('checkout', '--quiet', 'main');
    await copy.git('merge', '--quiet', '--no-ff', '--message', 'merge', 'side');
    assert.match((await copy.try('push', 'origin', 'main')).error, /must not contain merge commits/);
  });
});

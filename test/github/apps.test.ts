import assert from 'node:assert/strict';
import { generateKeyPairSync } from 'node:crypto';
import { after, before, describe, it } from 'node:test';
import { type App, TestGitHub } from '.';
import { octokit, refused, WorkingCopy } from './support';

let github: TestGitHub;
before(async () => {
  github = await TestGitHub.start();
  await github.addRepository('shop-deploy', { files: { 'README.md': 'hello\n' }, topics: ['flux-managed'] });
  await github.addRepository('other', { files: { 'README.md': '' } });
});
after(() => github.stop());

/** A token of an app's installation. */
async function tokenOf(app: App, narrowed: object = {}): Promise<string> {
  const { data } = await octokit(github, app).apps.createInstallationAccessToken({
    installation_id: app.installationId,
    ...narrowed,
  });
  return data.token;
}

describe('a GitHub App', () => {
  it('gets a token by its key, and does with it what it was permitted', async () => {
    const app = github.addApp('Flux dev', { contents: 'read' });
    const client = octokit(github, app);
    assert.equal((await client.apps.getAuthenticated()).data?.slug, 'flux-dev');
    const { data } = await client.repos.getContent({ owner: 'acme', repo: 'shop-deploy', path: 'README.md' });
    assert.ok('content' in data);
    const file = { owner: 'acme', repo: 'shop-deploy', path: 'x', message: 'x', content: '' };
    await refused(client.repos.createOrUpdateFileContents(file), 403, /Resource not accessible by integration/);
    assert.equal(github.requests.at(-1)?.who, 'flux-dev[bot]');
    const { data: found } = await client.search.repos({ q: 'topic:flux-managed org:acme' });
    assert.deepEqual(
      found.items.map(({ name }) => name),
      ['shop-deploy'],
    );
  });

  it('clones with its token, and pushes nothing without the permission', async () => {
    const reader = await tokenOf(github.addApp('reader', { contents: 'read' }));
    const copy = await WorkingCopy.clone(github, 'shop-deploy', reader);
    await copy.commit('by a bot');
    assert.match((await copy.try('push', 'origin', 'main')).error, /403/);
    const writer = await tokenOf(github.addApp('writer', { contents: 'write' }));
    await copy.git('push', '--quiet', copy.address('shop-deploy', writer), 'main');
    copy.remove();
  });

  it('changes workflows only with a permission of its own', async () => {
    const app = github.addApp('author', { contents: 'write' });
    const copy = await WorkingCopy.clone(github, 'other', await tokenOf(app));
    const content = Buffer.from('on: push\n').toString('base64');
    const file = { owner: 'acme', repo: 'other', path: '.github/workflows/ci.yaml', message: 'ci', content };
    await refused(octokit(github, app).repos.createOrUpdateFileContents(file), 403, /not accessible by integration/);
    await octokit(github, github.owner.token).repos.createOrUpdateFileContents({ ...file, branch: 'main' });
    await copy.git('fetch', '--quiet', 'origin');
    await copy.git('rm', '--quiet', '-r', '--cached', '.');
    await copy.git('reset', '--quiet', '--hard', 'origin/main');
    await copy.git('mv', '.github/workflows/ci.yaml', '.github/workflows/cd.yaml');
    await copy.commit('rename');
    assert.match((await copy.try('push', 'origin', 'main')).error, /without `workflows` permission/);
    app.permissions = { contents: 'write', workflows: 'write' };
    await copy.git('push', '--quiet', copy.address('other', await tokenOf(app)), 'main');
    copy.remove();
  });

  it('reaches the repositories that it is installed on, and its token those that it was narrowed to', async () => {
    const app = github.addApp('selected', { contents: 'read', metadata: 'read' }, ['other']);
    const selected = octokit(github, await tokenOf(app));
    await refused(selected.repos.get({ owner: 'acme', repo: 'shop-deploy' }), 404, /Not Found/);
    const all = github.addApp('all', { contents: 'write', issues: 'read' });
    const narrow = octokit(github, await tokenOf(all, { repositories: ['other'], permissions: { issues: 'read' } }));
    await refused(narrow.repos.getContent({ owner: 'acme', repo: 'other', path: 'README.md' }), 403, /not accessible/);
    const { data } = await narrow.apps.listReposAccessibleToInstallation();
    assert.deepEqual(
      data.repositories.map(({ name }) => name),
      ['other'],
    );
    await refused(tokenOf(app, { repositories: ['shop-deploy'] }), 422, /not accessible to the parent installation/);
    await refused(tokenOf(app, { permissions: { contents: 'write' } }), 422, /not granted to this installation/);
  });

  it('gets no token by another key, or of another installation', async () => {
    const app = github.addApp('impostor', { contents: 'read' });
    const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
    const other = octokit(github, {
      ...app,
      privateKey: privateKey.export({ type: 'pkcs1', format: 'pem' }).toString(),
    });
    await refused(other.apps.getAuthenticated(), 401, /Bad credentials/);
    const theirs = { installation_id: github.addApp('victim', {}).installationId };
    await refused(octokit(github, app).apps.createInstallationAccessToken(theirs), 404, /Not Found/);
    assert.ok(!JSON.stringify(github.requests).includes('PRIVATE KEY'));
  });
});

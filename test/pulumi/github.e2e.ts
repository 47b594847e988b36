import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe } from 'node:test';
import type { Registration } from '../../constructs/registration/schema';
import { governedRepositories } from '../../stacks/github/governed';
import { seedOf } from '../../stacks/github/seeds';
import { type RecordedRequest, TestGitHub } from '../github';
import { platform } from '../settings';
import { testsUnless } from '../tests-unless';
import { missing } from './machine';
import { PulumiProject } from './project';

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
/** The first app, once another team has it. */
const SOLD: Registration = { ...SHOP, team: 'other-team', description: 'Sells things.' };
const CART: Registration = { ...SHOP, name: 'cart' };
const PARTS = ['frontend', 'backend', 'deploy'] as const;
const TEMPLATE = 'template-node-development';

/** Nothing but what GitHub has no word for in the plan. */
const UNCHANGED = /^Resources:\n {4}\d+ unchanged$/m;

const { test, before, after } = testsUnless(missing('github'));

describe('stack github, by the real engine and provider', () => {
  let github: TestGitHub;
  let project: PulumiProject;

  before(async () => {
    github = await TestGitHub.start();
    for (const team of ['platform-team', 'release-team', 'developers', 'shop-team', 'other-team']) github.addTeam(team);
    await github.addRepository('platform', { files: { 'README.md': 'The platform\n' } });
    for (const part of PARTS) {
      await github.addRepository(`old-${part}`, {
        files: { 'README.md': 'Made by Backstage\n' },
        topics: ['old', part],
      });
    }
    project = new PulumiProject('github', {
      GITHUB_TOKEN: github.owner.token,
      GITHUB_BASE_URL: `${github.url}/api/v3/`,
    });
    project.register([SHOP, OLD]);
    assert.equal((await project.init()).status, 0);
    assert.equal((await project.run('config set', 'github:writeDelayMs', '0')).status, 0);
  });
  after(async () => {
    project.remove();
    await github.stop();
  });

  /** Runs a command, and gives what it printed and what GitHub was asked meanwhile. */
  async function run(command: string, expected: 'success' | 'failure' = 'success') {
    const before = github.requests.length;
    const { status, text } = await project.run(command);
    assert.equal(status === 0, expected === 'success', text);
    return { text, requests: github.requests.slice(before) };
  }

  const writes = (requests: readonly RecordedRequest[]) =>
    requests.filter(({ method }) => !['GET', 'HEAD'].includes(method)).map(({ method, path }) => `${method} ${path}`);
  const rulesetsOf = (name: string) =>
    github
      .repository(name)
      .rulesets.map((ruleset) => ruleset.name)
      .sort();
  const RULESETS = ['main', 'release-tags-are-made-by-the-release-team', 'release-tags-stay'];

  test('a preview changes nothing, and says which repositories get their first commit', async () => {
    const { text, requests } = await run('preview');
    assert.deepEqual(writes(requests), []);
    assert.match(text, /shop-deploy: one commit of \d+ files, if it is empty/);
    assert.match(text, /template-node-development: one commit of \d+ files, where they differ/);
    assert.match(text, /^Resources:\n {4}\+ \d+ to create$/m);
  });

  test('up makes the repositories, each with one commit of what Backstage would have rendered', async () => {
    await run('up --yes --skip-preview');
    for (const governed of governedRepositories(platform, [SHOP]).filter(({ maker }) => maker === 'pulumi')) {
      const { git, settings, owner } = github.repository(governed.name);
      assert.equal(owner.login, 'acme');
      assert.equal((await git.log('main')).length, 1, governed.name);
      const files = seedOf(governed, platform);
      const expected = files.map(({ path, content, executable }) => [
        path,
        executable ? '100755' : '100644',
        String(content),
      ]);
      const texts = await git.files('main');
      const tree = await git.tree('main', { recursive: true });
      const found = tree.filter(({ type }) => type === 'blob').map(({ path, mode }) => [path, mode, texts[path]]);
      assert.deepEqual(found.sort(), expected.sort(), governed.name);
      const { visibility, allow_squash_merge, allow_merge_commit, allow_rebase_merge, delete_branch_on_merge } =
        settings;
      assert.deepEqual(
        { visibility, allow_squash_merge, allow_merge_commit, allow_rebase_merge, delete_branch_on_merge },
        {
          visibility: 'private',
          allow_squash_merge: true,
          allow_merge_commit: false,
          allow_rebase_merge: false,
          delete_branch_on_merge: true,
        },
      );
    }
  });

  test('up governs them, and those that Backstage made, in the same way', async () => {
    for (const app of ['shop', 'old']) {
      for (const part of PARTS) {
        const repository = github.repository(`${app}-${part}`);
        assert.deepEqual(rulesetsOf(repository.name), RULESETS);
        assert.deepEqual(Object.fromEntries(repository.teams), {
          developers: 'read',
          'platform-team': 'maintain',
          'release-team': 'write',
          'shop-team': 'write',
        });
        assert.deepEqual(
          [...repository.topics].sort(),
          [app, part, ...(part === 'deploy' ? ['flux-managed'] : [])].sort(),
        );
        assert.deepEqual([...repository.environments.keys()].sort(), part === 'deploy' ? ['dev', 'prod', 'qa'] : []);
        const { permissions, selected, workflow } = repository.actions;
        assert.deepEqual(permissions, { enabled: true, allowed_actions: 'selected', sha_pinning_required: true });
        assert.deepEqual(selected.patterns_allowed.toSorted(), platform.repositories.actions.toSorted());
        assert.deepEqual(workflow, { default_workflow_permissions: 'read', can_approve_pull_request_reviews: false });
        assert.equal(repository.vulnerabilityAlerts, true);
      }
    }
    assert.deepEqual(rulesetsOf('platform'), RULESETS);
    assert.deepEqual([...github.repository('platform').teams], []);
  });

  test('up has secrets looked for in what it makes, and qa and prod deployed to with the release team’s consent', () => {
    for (const part of PARTS) {
      const { secret_scanning, secret_scanning_push_protection } = github.repository(
        `shop-${part}`,
      ).securityAndAnalysis;
      assert.deepEqual([secret_scanning.status, secret_scanning_push_protection.status], ['enabled', 'enabled']);
    }
    const release = [{ type: 'Team', id: github.addTeam('release-team').id }];
    for (const app of ['shop', 'old']) {
      const environments = [...github.repository(`${app}-deploy`).environments.values()];
      const rules = environments.map(({ name, reviewers, canAdminsBypass, policies }) => [
        name,
        { reviewers, canAdminsBypass, policies: policies.map(({ type, name }) => `${type} ${name}`) },
      ]);
      assert.deepEqual(Object.fromEntries(rules), {
        dev: { reviewers: [], canAdminsBypass: false, policies: ['branch main'] },
        qa: { reviewers: release, canAdminsBypass: false, policies: ['branch main'] },
        prod: { reviewers: release, canAdminsBypass: false, policies: ['tag v*'] },
      });
    }
  });

  test('the outputs are the addresses of the repositories', async () => {
    const { text } = await run('stack output --json');
    const { repositories } = JSON.parse(text.slice(text.indexOf('{'))) as { repositories: Record<string, string> };
    assert.deepEqual(
      Object.keys(repositories).sort(),
      governedRepositories(platform, [SHOP, OLD])
        .map(({ name }) => name)
        .sort(),
    );
    assert.equal(repositories['shop-deploy'], `${github.url}/acme/shop-deploy`);
  });

  test('up leaves what is in repositories that Backstage made', async () => {
    for (const part of PARTS) {
      assert.deepEqual(await github.repository(`old-${part}`).git.files('main'), {
        'README.md': 'Made by Backstage\n',
      });
    }
  });

  test('nobody pushes to main then, and the release team alone makes tags that stay', async () => {
    const { url } = github;
    const push = (token: string, ...refs: string[]) => {
      const remote = url.replace('//', `//x:${token}@`);
      const script = `rm -rf "$D" && git clone -q ${remote}/acme/shop-deploy.git "$D" && cd "$D" &&
        git -c user.name=x -c user.email=x@example.com commit -q --allow-empty -m x && git push -q origin ${refs.join(' ')}`;
      return new Promise<number>((resolve) => {
        const env = { ...process.env, D: join(project.folder, 'clone'), GIT_TERMINAL_PROMPT: '0' };
        spawn('sh', ['-c', script], { env, stdio: 'ignore' }).on('close', (code) => resolve(code ?? -1));
      });
    };
    const developer = github.addUser('developer', { teams: ['shop-team'] });
    const releaser = github.addUser('releaser', { teams: ['release-team'] });
    assert.notEqual(await push(github.owner.token, 'HEAD:main'), 0, 'an owner cannot push to main');
    for (const tag of ['v1.0.0', '1.0.0', 'nightly']) {
      assert.notEqual(
        await push(developer.token, `HEAD:refs/tags/${tag}`),
        0,
        `a developer cannot make the tag ${tag}`,
      );
    }
    assert.equal(await push(releaser.token, 'HEAD:refs/tags/v1.0.0'), 0, 'the release team can');
    assert.notEqual(await push(releaser.token, '+HEAD^:refs/tags/v1.0.0'), 0, 'the release team cannot move it');
    assert.notEqual(await push(releaser.token, ':refs/tags/v1.0.0'), 0, 'the release team cannot delete it');
  });

  test('a second up finds nothing to do, and asks GitHub for the teams only', async () => {
    const { text, requests } = await run('up --yes --skip-preview');
    assert.match(text, UNCHANGED);
    assert.deepEqual(writes(requests), []);
    assert.ok(
      requests.every(({ path }) => /^\/orgs\/acme(\/teams\/[a-z-]+)?$/.test(path)),
      JSON.stringify(requests.map(({ path }) => path)),
    );
  });

  test('what someone edits by hand is found by refresh, and put back by up', async () => {
    const deploy = github.repository('shop-deploy');
    const [main] = deploy.rulesets.filter(({ name }) => name === 'main');
    assert.ok(main);
    main.enforcement = 'disabled';
    main.rules = main.rules.filter(({ type }) => type !== 'pull_request');
    deploy.topics = ['shop', 'deploy'];
    github.repository('old-backend').teams.delete('developers');
    const { text } = await run('refresh --yes');
    assert.match(text, /RepositoryRuleset shop-deploy-main updated.*enforcement/);
    assert.match(text, /RepositoryTopics shop-deploy updated.*topics/);
    assert.match(text, /TeamRepository old-backend-developers deleted/);
    await run('up --yes --skip-preview');
    assert.equal(main.enforcement, 'active');
    assert.ok(main.rules.some(({ type }) => type === 'pull_request'));
    assert.ok(deploy.topics.includes('flux-managed'));
    assert.equal(github.repository('old-backend').teams.get('developers'), 'read');
    assert.match((await run('up --yes --skip-preview')).text, UNCHANGED);
  });

  test('an app that changes hands is taken from one team and given to the other', async () => {
    project.register([SOLD, OLD]);
    await run('up --yes --skip-preview');
    const { teams, settings } = github.repository('shop-frontend');
    assert.equal(teams.get('shop-team'), undefined);
    assert.equal(teams.get('other-team'), 'write');
    assert.equal(settings.description, 'Sells things.');
  });

  test('an up that fails in the middle is ended by the next one, without a commit or a rule twice', async () => {
    project.register([SOLD, OLD, CART]);
    github.fail({ path: /cart-frontend\.git\/git-receive-pack$/, status: 503 });
    const push = await run('up --yes --skip-preview', 'failure');
    assert.match(push.text, /cart-frontend\.git: git push: /);
    assert.doesNotMatch(push.text, /\n\s+at .*\.js:\d+/, 'no stack trace');
    assert.equal(await github.repository('cart-frontend').git.isEmpty(), true);
    assert.deepEqual(rulesetsOf('cart-frontend').includes('main'), false);
    github.fail({ method: 'POST', path: /\/repos\/acme\/cart-[a-z]+\/rulesets$/, status: 403 });
    const rule = await run('up --yes --skip-preview', 'failure');
    assert.match(rule.text, /rulesets: 403 Forbidden/);
    assert.equal(github.faultsLeft, 0);
    await run('up --yes --skip-preview');
    for (const part of PARTS) {
      assert.deepEqual(rulesetsOf(`cart-${part}`), RULESETS);
      assert.equal((await github.repository(`cart-${part}`).git.log('main')).length, 1);
    }
    assert.match((await run('up --yes --skip-preview')).text, UNCHANGED);
  });

  test('a repository that is there already is never written over', async () => {
    await github.addRepository('fresh-backend', { files: { 'work.txt': 'of weeks\n' } });
    project.register([
      { ...SHOP, team: 'other-team', description: 'Sells things.' },
      OLD,
      CART,
      { ...SHOP, name: 'fresh' },
    ]);
    const { text } = await run('up --yes --skip-preview', 'failure');
    assert.match(text, /name already exists on this account/);
    assert.deepEqual(await github.repository('fresh-backend').git.files('main'), { 'work.txt': 'of weeks\n' });
  });

  test('repositories that Backstage has yet to make are passed over, and governed once they are there', async () => {
    const late: Registration = { ...OLD, name: 'late' };
    project.register([SOLD, OLD, CART, late]);
    const { text } = await run('up --yes --skip-preview');
    assert.match(text, /acme\/late-deploy does not exist yet.*apps\/late\.yaml/);
    for (const part of PARTS) await github.addRepository(`late-${part}`, { files: { 'README.md': 'x\n' } });
    await run('up --yes --skip-preview');
    assert.deepEqual(rulesetsOf('late-deploy'), RULESETS);
  });

  test('a registration that is renamed archives the old repositories, and its preview says so', async () => {
    const before = github.requests.length;
    const main = await github.repository('cart-deploy').git.resolve('main');
    project.register([
      { ...SHOP, team: 'other-team', description: 'Sells things.' },
      { ...CART, name: 'basket' },
    ]);
    const { text, requests } = await run('preview');
    assert.match(text, /acme\/cart-deploy is archived, not deleted/);
    assert.match(text, /acme\/old-deploy is left as it is but for its topics/);
    assert.deepEqual(writes(requests), []);
    await run('up --yes --skip-preview');
    for (const part of PARTS) {
      const cart = github.repository(`cart-${part}`);
      assert.equal(cart.settings.archived, true);
      assert.deepEqual(rulesetsOf(cart.name), RULESETS);
      assert.equal(cart.teams.get('shop-team'), 'write');
      assert.equal(github.repository(`old-${part}`).settings.archived, false);
      assert.deepEqual(rulesetsOf(`old-${part}`), RULESETS);
      assert.deepEqual(github.repository(`old-${part}`).topics, []);
      assert.equal(github.repository(`basket-${part}`).settings.archived, false);
    }
    assert.equal(await github.repository('cart-deploy').git.resolve('main'), main);
    assert.deepEqual(deletedRepositories(github.requests.slice(before)), []);
    assert.match((await run('up --yes --skip-preview')).text, UNCHANGED);
  });

  test('a registration that gives away what Pulumi made is refused', async () => {
    project.register([{ ...SHOP, repositories: 'backstage' }]);
    const { text, requests } = await run('preview', 'failure');
    assert.match(text, /error: apps\/shop\.yaml: repositories: given "backstage"; allowed: "pulumi", which made them/);
    assert.doesNotMatch(text, /\n\s+at .*\.js:\d+/, 'no stack trace');
    assert.deepEqual(writes(requests), []);
  });

  test('the token is in no state, log, request or repository, but in the state encrypted', async () => {
    const [provider] = (await project.resources()).filter(({ type }) => type === 'pulumi:providers:github');
    assert.ok(provider?.inputs.token.ciphertext);
    const { token } = github.owner;
    const forms = [
      token,
      Buffer.from(token).toString('base64'),
      Buffer.from(`x-access-token:${token}`).toString('base64'),
    ];
    const texts: Record<string, string> = { log: project.log, requests: JSON.stringify(github.requests) };
    for (const file of readdirSync(project.folder, { recursive: true, encoding: 'utf8', withFileTypes: true })) {
      if (!file.isFile() || file.parentPath.includes('node_modules') || file.parentPath.includes('/build')) continue;
      texts[join(file.parentPath, file.name)] = readFileSync(join(file.parentPath, file.name), 'latin1');
    }
    for (const { name, git } of github.repositories) {
      if (!(await git.isEmpty())) texts[name] = JSON.stringify(await git.files('main'));
    }
    assert.ok(Object.keys(texts).length > 30);
    for (const [where, text] of Object.entries(texts)) {
      for (const form of forms) assert.ok(!text.includes(form), `${where} holds the token`);
    }
  });
  test('destroy is refused; once it is allowed it archives, and deletes no repository', async () => {
    project.register([
      { ...SHOP, team: 'other-team', description: 'Sells things.' },
      { ...CART, name: 'basket' },
    ]);
    const refused = await run('destroy --yes', 'failure');
    assert.match(refused.text, /protect/);
    assert.deepEqual(writes(refused.requests), []);
    await run('state unprotect --all --yes');
    const { requests } = await run('destroy --yes');
    assert.deepEqual(deletedRepositories(requests), []);
    for (const name of [TEMPLATE, 'shop-deploy', 'basket-backend']) {
      assert.equal(github.repository(name).settings.archived, true, name);
      assert.equal(await github.repository(name).git.isEmpty(), false, name);
    }
    assert.equal(github.repository('platform').settings.archived, false);
    assert.deepEqual(await project.resources(), []);
  });

  test('nothing was asked that GitHub does not know', () => {
    assert.deepEqual(
      github.unhandled.map(({ method, path }) => `${method} ${path}`),
      [],
    );
  });
});

function deletedRepositories(requests: readonly RecordedRequest[]): string[] {
  return requests
    .filter(({ method, path }) => method === 'DELETE' && /^\/repos\/[^/]+\/[^/]+$/.test(path))
    .map(({ path }) => path);
}

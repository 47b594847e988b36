import assert from 'node:assert/strict';
import { cpSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe } from 'node:test';
import { ENVIRONMENTS } from '../../constructs/settings/settings';
import { ROOT } from '../../constructs/synthesize';
import { TestGitHub } from '../github';
import { testsUnless } from '../tests-unless';
import { missing } from './machine';
import { PulumiProject, pulumi } from './project';

const { test, before, after } = testsUnless(missing());

describe('a stack that is not set up, as it is run in this repository', () => {
  let folder: string;
  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'pulumi-'));
    for (const file of ['Pulumi.yaml', 'Pulumi.github.yaml', ...ENVIRONMENTS.map((name) => `Pulumi.${name}.yaml`)]) {
      cpSync(join(ROOT, file), join(folder, file));
    }
    for (const part of ['stacks', 'package.json', 'node_modules']) symlinkSync(join(ROOT, part), join(folder, part));
  });
  after(() => rmSync(folder, { recursive: true }));

  async function preview(stack: string): Promise<string> {
    await pulumi(folder, ['stack', 'init', stack]);
    const { status, text } = await pulumi(folder, ['preview', '--stack', stack]);
    assert.notEqual(status, 0);
    assert.doesNotMatch(text, /\n\s+at .*\.js:\d+/, 'no stack trace for a user’s mistake');
    return text;
  }

  test('github asks for its token', async () => {
    assert.match(
      await preview('github'),
      /error: stack github has 1 wrong setting:\s+github:token is not set: .*\n\s+Set it with: pulumi config set --secret github:token/,
    );
  });

  test('a cluster asks for all that it lacks at once', async () => {
    const text = await preview('qa');
    assert.match(text, /error: stack qa has 3 wrong settings:/);
    for (const name of ['githubAppId', 'githubAppInstallationId', 'githubAppPrivateKey']) {
      assert.match(
        text,
        new RegExp(`developer-platform:${name} is not set: .*\\n\\s+Set it with: pulumi config set .*--stack qa`),
      );
    }
  });

  test('a secret that is readable is refused', async () => {
    await pulumi(folder, ['stack', 'init', 'prod']);
    const key = '-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n';
    writeFileSync(join(folder, 'key.pem'), key);
    await pulumi(folder, ['config', 'set', '--plaintext', 'githubAppPrivateKey', '--stack', 'prod', '--', key]);
    assert.match(await preview('prod'), /githubAppPrivateKey is readable in Pulumi\.prod\.yaml; allowed: a secret/);
  });

  test('a stack of another name is refused with the names that there are', async () => {
    assert.match(
      await preview('nowhere'),
      new RegExp(`error: stack: given "nowhere"; allowed: github, ${ENVIRONMENTS.join(', ')}`),
    );
  });
});

describe('a stack github that cannot be brought up', () => {
  const onGitHub = testsUnless(missing('github'));
  let github: TestGitHub;
  const projects: PulumiProject[] = [];
  onGitHub.before(async () => {
    github = await TestGitHub.start();
    for (const team of ['platform-team', 'developers']) github.addTeam(team);
  });
  onGitHub.after(async () => {
    for (const project of projects) project.remove();
    await github.stop();
  });

  async function preview(token: string): Promise<string> {
    const project = new PulumiProject('github', { GITHUB_TOKEN: token, GITHUB_BASE_URL: `${github.url}/api/v3/` });
    projects.push(project);
    const answers = {
      database: 'shop',
      apiPort: 3001,
      monitoring: true,
      repositories: 'pulumi',
      openTo: 'prod',
    } as const;
    project.register([{ name: 'shop', team: 'shop-team', ...answers }]);
    await project.init();
    const { status, text } = await project.run('preview');
    assert.notEqual(status, 0);
    assert.doesNotMatch(text, /\n\s+at .*\.js:\d+/, 'no stack trace for a user’s mistake');
    return text;
  }

  onGitHub.test('tells all teams that there are not, and who asks for them', async () => {
    const text = await preview(github.owner.token);
    assert.match(text, /apps\/shop\.yaml: team: given "shop-team"; allowed: the slug of a team of acme/);
    assert.match(
      text,
      /platform\.ts: repositories\.teams\.release: given "release-team"; allowed: the slug of a team of acme/,
    );
  });

  onGitHub.test('tells that GitHub does not take the token, without repeating it', async () => {
    const text = await preview('not-a-token');
    assert.match(text, /401/);
    assert.doesNotMatch(text, /not-a-token/);
  });
});

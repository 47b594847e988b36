import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { toYaml } from '../../constructs/output/yaml';
import { ROOT } from '../../constructs/synthesize';
import { platform } from '../../platform';
import { TestGitHub } from '../github';
import { Backstage } from './backstage';

const APP_CONFIG = join(ROOT, 'dist', 'backstage', 'app-config.platform.yaml');
const folder = mkdtempSync(join(tmpdir(), 'app-config-'));
after(() => rmSync(folder, { recursive: true }));

/** What the plugins find wrong with a config, besides that of an organization which asks the least. */
function problems(text: string): string {
  const organization = join(folder, 'organization.yaml');
  const baseUrl = 'http://127.0.0.1:7007';
  const backend = { baseUrl, listen: ':7007', database: { client: 'pg', connection: 'postgres://127.0.0.1' } };
  writeFileSync(organization, toYaml({ app: { baseUrl }, backend }));
  const config = join(folder, 'platform.yaml');
  writeFileSync(config, text);
  const cwd = join(ROOT, 'test', 'backstage');
  const { stdout, stderr } = spawnSync(process.execPath, ['check-config.mjs', organization, config], {
    cwd,
    encoding: 'utf8',
  });
  assert.equal(stderr, '');
  return stdout;
}

describe('the app-config of the platform', () => {
  const { cluster } = platform.environments.dev;
  const text = readFileSync(APP_CONFIG, 'utf8');

  it('is what the plugins say that they take', () => assert.equal(problems(text), ''));

  for (const [setting, wrong] of [
    ['skipTLSVerify: false', 'skipTLSVerify: "no"'],
    ['builder: local', 'builder: 1'],
    ['enabled: true', 'enabled: "yes"'],
    [`name: ${cluster}`, `label: ${cluster}`],
  ] as const) {
    it(`would be refused with ${wrong}`, () => {
      assert.ok(text.includes(setting), setting);
      assert.notEqual(problems(text.replace(setting, wrong)), '');
    });
  }
});

describe('a backend in production', () => {
  it('does not come to be ready where tasks are to be kept by what is for development only', async () => {
    const github = await TestGitHub.start({ webUrl: 'https://github.com' });
    const own = { scaffolder: { taskRecovery: { enabled: true, workspaceProvider: 'database' } } };
    try {
      await assert.rejects(
        Backstage.start(github, [], {}, own).then((backstage) => backstage.stop()),
        /Backstage ended with status 1[\s\S]*Workspace provider 'database' is configured but not available/,
      );
    } finally {
      await github.stop();
    }
  });
});

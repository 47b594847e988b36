import assert from 'node:assert/strict';
import { cpSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe } from 'node:test';
import { ENVIRONMENTS } from '../../constructs/settings/settings';
import { ROOT } from '../../constructs/synthesize';
import { missing, testsUnless } from './machine';
import { pulumi } from './project';

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
      /error: stack github has 1 wrong settings:\s+github:token is not set: .*\n\s+Set it with: pulumi config set --secret github:token/,
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
    assert.match(await preview('staging'), /error: stack: given "staging"; allowed: github, dev, qa, prod/);
  });
});

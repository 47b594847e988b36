import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { UserError } from '../../constructs/settings/user-error';
import { FLUX_SETTINGS } from '../../stacks/flux/settings';
import { GITHUB_SETTINGS } from '../../stacks/github/settings';
import { readSettings, type Setting } from '../../stacks/settings';

const KEY = '-----BEGIN RSA PRIVATE KEY-----\nAAAA\n-----END RSA PRIVATE KEY-----\n';

function read<const Settings extends Readonly<Record<string, Setting>>>(
  settings: Settings,
  config: Readonly<Record<string, string>>,
  environment: Readonly<Record<string, string>> = {},
  secrets: readonly string[] = Object.keys(config),
) {
  const source = { stack: 'dev', config: (key: string) => config[key], environment };
  return readSettings(settings, { ...source, isSecret: (key) => secrets.includes(key) });
}

function messageOf(action: () => unknown): string {
  try {
    action();
  } catch (error) {
    assert.ok(error instanceof UserError);
    return error.message;
  }
  return assert.fail('nothing was refused');
}

const GIVEN = {
  'kubernetes:context': 'acme-dev',
  'developer-platform:githubAppId': '12',
  'developer-platform:githubAppInstallationId': '34',
  'developer-platform:githubAppPrivateKey': KEY,
};

describe('settings of a stack', () => {
  test('are read by their keys, and what may be left out is missing', () => {
    assert.deepEqual(read(FLUX_SETTINGS, GIVEN), {
      context: 'acme-dev',
      appId: '12',
      installationId: '34',
      privateKey: KEY,
      operatorChart: undefined,
    });
  });

  test('may come from the environment, and what Pulumi.<stack>.yaml says goes before', () => {
    const environment = { GITHUB_TOKEN: 'of the environment' };
    assert.equal(read(GITHUB_SETTINGS, {}, environment).token, 'of the environment');
    assert.equal(read(GITHUB_SETTINGS, { 'github:token': 'of the file' }, environment).token, 'of the file');
  });

  test('that are missing are told all at once, each with its purpose and the way to set it', () => {
    const message = messageOf(() => read(FLUX_SETTINGS, {}));
    assert.match(message, /^stack dev has 3 wrong settings:$/m);
    for (const { key, purpose } of Object.values(FLUX_SETTINGS).filter((setting) => !('optional' in setting))) {
      assert.ok(message.includes(`  ${key} is not set: ${purpose}.\n    Set it with: pulumi config set `), key);
    }
    assert.match(message, /pulumi config set developer-platform:githubAppId 123456 --stack dev/m);
    assert.match(
      message,
      /set --secret developer-platform:githubAppPrivateKey --stack dev < .*GITHUB_APP_PRIVATE_KEY$/m,
    );
  });

  test('that are wrong are told with what is allowed, and with those that are missing', () => {
    const message = messageOf(() =>
      read(FLUX_SETTINGS, {
        ...GIVEN,
        'developer-platform:githubAppId': 'x',
        'developer-platform:githubAppInstallationId': '',
      }),
    );
    assert.match(message, /has 2 wrong settings/);
    assert.match(message, /developer-platform:githubAppId: given "x"; allowed: a whole number\./);
    assert.match(message, /developer-platform:githubAppInstallationId is not set/);
  });

  test('that are secrets are never repeated', () => {
    const message = messageOf(() =>
      read(FLUX_SETTINGS, { ...GIVEN, 'developer-platform:githubAppPrivateKey': 'hunter2' }),
    );
    assert.match(message, /githubAppPrivateKey: given something else; allowed: a PEM file/);
    assert.doesNotMatch(message, /hunter2/);
  });

  test('that are secrets may not stand readable in Pulumi.<stack>.yaml', () => {
    const message = messageOf(() => read(FLUX_SETTINGS, GIVEN, {}, []));
    assert.match(message, /has 1 wrong setting/);
    assert.match(message, /githubAppPrivateKey is readable in Pulumi\.dev\.yaml; allowed: a secret\./);
  });

  test('give addresses of the API that end with a slash', () => {
    for (const baseUrl of ['https://github.example.com/api/v3/', 'http://127.0.0.1:8080/']) {
      assert.equal(read(GITHUB_SETTINGS, { 'github:token': 't', 'github:baseUrl': baseUrl }).baseUrl, baseUrl);
    }
    for (const baseUrl of ['https://github.example.com/api/v3', 'github.example.com/', 'ftp://x/']) {
      assert.throws(
        () => read(GITHUB_SETTINGS, { 'github:token': 't', 'github:baseUrl': baseUrl }),
        UserError,
        baseUrl,
      );
    }
  });
});

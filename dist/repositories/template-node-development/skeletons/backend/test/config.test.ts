import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { ConfigurationError, readConfig, Variables } from '../src/config.ts';

const VALID = {
  PORT: '3001',
  PGHOST: 'db',
  PGDATABASE: 'app',
  PGUSER: 'app',
  PGPASSWORD: 'secret',
  OIDC_ISSUER: 'https://issuer.example.com/realms/main',
  OIDC_AUDIENCE: 'urn:app',
  OIDC_CLIENT_ID: 'browser',
};

describe('the configuration', () => {
  it('has defaults for what need not be set', () => {
    const config = readConfig(VALID);
    assert.equal(config.PORT, 3001);
    assert.equal(config.PGPORT, 5432);
    assert.equal(config.PGSSLMODE, 'verify-full');
    assert.equal(config.LOG_LEVEL, 'info');
  });

  it('names every variable that is missing, and an empty one is missing', () => {
    assert.throws(
      () => readConfig({ PORT: '' }),
      (error) => {
        assert.ok(error instanceof ConfigurationError);
        for (const name of Object.keys(VALID))
          assert.match(error.message, new RegExp(`^  ${name} is missing; it must be `, 'm'));
        return true;
      },
    );
  });

  const wrong: readonly (readonly [name: string, value: string])[] = [
    ['PORT', '0'],
    ['PORT', '65536'],
    ['PORT', 'http'],
    ['PGPORT', '5432.5'],
    ['PGSSLMODE', 'require'],
    ['PGSSLMODE', 'prefer'],
    ['OIDC_ISSUER', 'issuer'],
    ['OIDC_ISSUER', 'http://issuer.example.com'],
    ['OIDC_ISSUER', 'ftp://issuer.example.com'],
    ['LOG_LEVEL', 'verbose'],
    ['RATE_LIMIT', '-1'],
    ['TRUSTED_PROXIES', 'true'],
  ];
  for (const [name, value] of wrong) {
    it(`does not take ${value} for ${name}`, () => {
      assert.throws(
        () => readConfig({ ...VALID, [name]: value }),
        (error) => {
          assert.ok(error instanceof ConfigurationError);
          assert.match(error.message, new RegExp(`^  ${name} is "${value}"; it must be `, 'm'));
          assert.equal(error.message.split('\n').length, 2);
          return true;
        },
      );
    });
  }

  it('may name an issuer without TLS on this machine', () => {
    assert.equal(readConfig({ ...VALID, OIDC_ISSUER: 'http://127.0.0.1:3002' }).OIDC_ISSUER, 'http://127.0.0.1:3002');
  });

  it('is described in docs/configuration.md, variable by variable', () => {
    const page = readFileSync(new URL('../docs/configuration.md', import.meta.url), 'utf8');
    const described = [...page.matchAll(/^\| `([A-Z_]+)` \|/gm)].map(([, name]) => name);
    assert.deepEqual(described, Object.keys(Variables.shape));
  });

  it('ends the process with one clear message where it is wrong', () => {
    const main = new URL('../src/main.ts', import.meta.url).pathname;
    const { OIDC_ISSUER: _, ...env } = VALID;
    const result = spawnSync(process.execPath, [main], { env: { ...env, NODE_ENV: 'production' }, encoding: 'utf8' });
    assert.equal(result.status, 1);
    assert.equal(result.stdout, '');
    assert.equal(
      result.stderr,
      'The environment variables are not as they must be:\n' +
        '  OIDC_ISSUER is missing; it must be the https URL of the OpenID Connect issuer\n',
    );
  });
});

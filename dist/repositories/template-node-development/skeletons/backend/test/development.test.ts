import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { describe, it } from 'node:test';

describe('npm start', () => {
  it('refuses to bring its own database and issuer into production', () => {
    const start = new URL('../dev/start.ts', import.meta.url).pathname;
    const result = spawnSync(process.execPath, [start], {
      env: { ...process.env, NODE_ENV: 'production' },
      encoding: 'utf8',
    });
    assert.equal(result.status, 1);
    assert.match(result.stderr, /^This starts a database and an issuer without secrets; in production, run /);
  });
});

describe('a command with a PostgreSQL of its own', () => {
  it('ends as the command does', () => {
    const program = new URL('../dev/with-postgres.ts', import.meta.url).pathname;
    const { PGHOST: _, ...env } = process.env;
    const script = 'console.log(process.env.PGHOST); process.exit(3)';
    const { status, stdout } = spawnSync(process.execPath, [program, process.execPath, '-e', script], {
      env,
      encoding: 'utf8',
    });
    assert.equal(stdout, '127.0.0.1\n');
    assert.equal(status, 3);
  });
});

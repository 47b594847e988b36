import assert from 'node:assert/strict';
import { chmod, chown, mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { pino } from 'pino';
import { generate } from 'selfsigned';
import { DevelopmentPostgres } from '../dev/postgres.ts';
import { type Config, readConfig } from '../src/config.ts';
import { Database, DatabaseUnavailable } from '../src/database/database.ts';

const HOST = 'localhost';
const silent = pino({ level: 'silent' });

let folder: string;
let postgres: DevelopmentPostgres;
let authority: Authority;
const data = () => join(folder, 'data');
const trusted = () => join(folder, 'ca.crt');

before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'backend-'));
  await chmod(folder, 0o755);
  postgres = await DevelopmentPostgres.start({ directory: data(), database: 'app', persistent: true });
  await postgres.stop();
  authority = await createAuthority();
  await install(authority);
  await writeFile(join(data(), 'postgresql.auto.conf'), 'ssl = on\n');
  // Refuses connections without TLS.
  await writeFile(join(data(), 'pg_hba.conf'), 'hostssl all all all scram-sha-256\n');
  await postgres.startAgain();
});
after(async () => {
  await postgres.stop();
  await rm(folder, { recursive: true });
});

interface Authority {
  readonly key: string;
  readonly cert: string;
}

/** A certificate authority as an operator of PostgreSQL has one. */
async function createAuthority(): Promise<Authority> {
  const { private: key, cert } = await generate([{ name: 'commonName', value: 'Authority' }], {
    algorithm: 'sha256',
    extensions: [
      { name: 'basicConstraints', cA: true, critical: true },
      { name: 'keyUsage', keyCertSign: true, critical: true },
    ],
  });
  return { key, cert };
}

/** Gives the server a certificate for its host name. */
async function install(ca: Authority): Promise<void> {
  const { private: key, cert } = await generate([{ name: 'commonName', value: 'server' }], {
    algorithm: 'sha256',
    ca,
    extensions: [{ name: 'subjectAltName', altNames: [{ type: 2, value: HOST }] }],
  });
  const { uid, gid } = await stat(data());
  for (const [name, text] of Object.entries({ 'server.key': key, 'server.crt': cert })) {
    await writeFile(join(data(), name), text, { mode: 0o600 });
    await chown(join(data(), name), uid, gid);
  }
}

/** Asks the server something on a new connection. */
async function connect(settings: Partial<Config> = {}): Promise<Record<string, unknown>[]> {
  const database = open(settings);
  try {
    return await database.query('SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()');
  } finally {
    await database.close();
  }
}

function open(settings: Partial<Config>): Database {
  const oidc = { OIDC_ISSUER: 'https://issuer.example.com', OIDC_AUDIENCE: 'urn:app', OIDC_CLIENT_ID: 'browser' };
  const env = { ...postgres.env, ...oidc, PORT: '1', PGHOST: HOST, PGSSLMODE: 'verify-full', PGSSLROOTCERT: trusted() };
  return new Database({ ...readConfig(env), ...settings }, silent);
}

const refused = (message: RegExp) => (error: unknown) => {
  assert.ok(error instanceof DatabaseUnavailable);
  assert.match(String(error.cause), message);
  return true;
};

describe('PGSSLMODE=verify-full', () => {
  it('encrypts, to a server whose certificate the authority signed for that host', async () => {
    await writeFile(trusted(), authority.cert);
    assert.deepEqual(await connect(), [{ ssl: true }]);
  });

  it('refuses a certificate for another host', async () => {
    await writeFile(trusted(), authority.cert);
    await assert.rejects(connect({ PGHOST: '127.0.0.1' }), refused(/altnames/));
  });

  it('refuses a certificate of another authority', async () => {
    await writeFile(trusted(), (await createAuthority()).cert);
    await assert.rejects(connect(), refused(/certificate/));
  });

  it('refuses a certificate of no authority that Node.js knows, where no other is given', async () => {
    await assert.rejects(connect({ PGSSLROOTCERT: undefined }), refused(/certificate/));
  });

  it('goes on where authority and certificate are renewed', async () => {
    await writeFile(trusted(), authority.cert);
    const database = open({});
    try {
      await database.query('SELECT 1');
      await postgres.stop();
      const renewed = await createAuthority();
      await install(renewed);
      await postgres.startAgain();
      await assert.rejects(database.query('SELECT 1'), DatabaseUnavailable);
      await writeFile(trusted(), renewed.cert);
      assert.equal((await database.query('SELECT 1')).length, 1);
    } finally {
      await database.close();
    }
  });
});

import assert from 'node:assert/strict';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { pino } from 'pino';
import { DevelopmentPostgres } from '../dev/postgres.ts';
import { readConfig } from '../src/config.ts';
import { Database, DatabaseUnavailable } from '../src/database/database.ts';
import { migrate } from '../src/database/migrate.ts';
import { startService } from '../src/service.ts';
import { createDatabase } from './support/database.ts';
import { eventually } from './support/eventually.ts';
import { TestIssuer } from './support/issuer.ts';
import { envOf } from './support/service.ts';

const silent = pino({ level: 'silent' });
let issuer: TestIssuer;
let folder: string;
before(async () => {
  issuer = await TestIssuer.start();
  folder = await mkdtemp(join(tmpdir(), 'backend-'));
  await chmod(folder, 0o755);
});
after(async () => {
  await issuer.stop();
  await rm(folder, { recursive: true });
});

describe('migrations', () => {
  it('run once, however many replicas start together', async () => {
    const database = await createDatabase();
    try {
      const config = readConfig(envOf(database, issuer));
      await Promise.all(Array.from({ length: 8 }, () => migrate(config, silent)));
      const applied = await database.query<{ name: string }>('SELECT name FROM migrations');
      assert.deepEqual(applied, [{ name: '0001_metrics' }]);
      await migrate(config, silent);
      assert.equal((await database.query('SELECT 1 FROM metrics')).length, 5);
    } finally {
      await database.drop();
    }
  });

  it('of a newer version are no hindrance to an older one that starts again', async () => {
    const database = await createDatabase();
    try {
      const config = readConfig(envOf(database, issuer));
      await migrate(config, silent);
      await database.query(`INSERT INTO migrations (name, run_on) VALUES ('0002_of_tomorrow', now())`);
      await migrate(config, silent);
    } finally {
      await database.drop();
    }
  });

  it('that are wrong end the start, and leave nothing behind', async () => {
    const database = await createDatabase();
    try {
      await database.query('CREATE TABLE samples ()');
      const service = await startService({ ...readConfig(envOf(database, issuer)), PORT: 0 }, silent);
      await assert.rejects(service.ready, /relation "samples" already exists/);
      assert.deepEqual(await database.query(`SELECT 1 FROM pg_tables WHERE tablename = 'metrics'`), []);
      await service.stop({ atOnce: true });
    } finally {
      await database.drop();
    }
  });
});

describe('a database that is away', () => {
  it('is waited for at the start, and survived later', async () => {
    const postgres = await DevelopmentPostgres.start({
      directory: join(folder, 'away'),
      database: 'app',
      persistent: true,
    });
    await postgres.stop();
    const env = { ...envOf({ env: { PGDATABASE: 'app' } } as never, issuer), ...postgres.env };
    const service = await startService({ ...readConfig(env), PORT: 0 }, silent);
    const authorization = `Bearer ${await issuer.token({ claims: { roles: ['viewer'] } })}`;
    const get = async (path: string) => {
      const response = await fetch(`http://127.0.0.1:${service.port}${path}`, { headers: { authorization } });
      return { status: response.status, body: JSON.parse(await response.text()) };
    };
    try {
      assert.deepEqual(await get('/readyz'), { status: 503, body: { status: 'starting' } });
      assert.equal((await get('/healthz')).status, 200);
      assert.equal((await get('/api/v1/metrics')).status, 503);

      await postgres.startAgain();
      await service.ready;
      assert.deepEqual(await get('/readyz'), { status: 200, body: { status: 'ok' } });
      assert.equal((await get('/api/v1/metrics')).status, 200);

      await postgres.stop();
      await eventually(async () => (await get('/readyz')).status === 503);
      assert.deepEqual((await get('/readyz')).body, { status: 'no database' });
      assert.equal((await get('/healthz')).status, 200);
      const { status, body } = await get('/api/v1/metrics');
      assert.equal(status, 503);
      assert.equal(body.detail, 'the database is not available; try again later');

      await postgres.startAgain();
      await eventually(async () => (await get('/readyz')).status === 200);
      assert.equal((await get('/api/v1/metrics')).status, 200);
    } finally {
      await service.stop({ atOnce: true });
      await postgres.stop();
    }
  });

  it('is not waited for by every request', async () => {
    const database = await createDatabase();
    const config = { ...readConfig(envOf(database, issuer)), DATABASE_POOL_SIZE: 1 };
    const busy = new Database(config, silent);
    try {
      const sleeping = busy.query('SELECT pg_sleep(4)');
      await assert.rejects(busy.query('SELECT 1'), DatabaseUnavailable);
      await sleeping;
      await assert.rejects(busy.query('SELECT pg_sleep(11)'), DatabaseUnavailable);
      assert.equal((await busy.query('SELECT 1')).length, 1);
    } finally {
      await busy.close();
      await database.drop();
    }
  });
});

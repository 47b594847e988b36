import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { Agent, request } from 'node:http';
import { after, before, describe, it } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { freePort } from '../dev/postgres.ts';
import { createDatabase, type TestDatabase } from './support/database.ts';
import { eventually } from './support/eventually.ts';
import { TestIssuer } from './support/issuer.ts';
import { envOf } from './support/service.ts';

let database: TestDatabase;
let issuer: TestIssuer;
const started: ChildProcess[] = [];
before(async () => {
  [database, issuer] = await Promise.all([createDatabase(), TestIssuer.start()]);
});
after(async () => {
  // What a failed test has left running would keep this file from its end.
  for (const child of started) child.kill('SIGKILL');
  await Promise.all([database.drop(), issuer.stop()]);
});

interface Running {
  readonly process: ChildProcess;
  readonly port: number;
  /** What the process has written. */
  log(): string;
}

/** Starts the service as a process of its own, and waits until it is ready. */
async function start(): Promise<Running> {
  const port = await freePort();
  const child = spawn(process.execPath, [fileURLToPath(new URL('../src/main.ts', import.meta.url))], {
    env: { ...envOf(database, issuer), PORT: `${port}`, RATE_LIMIT: '1000000' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  started.push(child);
  let log = '';
  child.stdout.on('data', (chunk) => {
    log += chunk;
  });
  await eventually(() => log.includes('"msg":"ready"'));
  return { process: child, port, log: () => log };
}

/** Asks once, over a connection of the agent; rejects where no whole answer comes. */
function ask(agent: Agent, port: number, path: string): Promise<{ status: number; connection: string | undefined }> {
  return new Promise((resolve, reject) => {
    const asked = request({ agent, host: '127.0.0.1', port, path }, (response) => {
      response.resume();
      response.once('error', reject);
      response.once('end', () =>
        resolve({ status: response.statusCode ?? 0, connection: response.headers.connection }),
      );
    });
    asked.once('error', reject);
    asked.end();
  });
}

describe('SIGTERM', () => {
  it('loses no request of clients that keep their connections', { timeout: 120_000 }, async () => {
    const service = await start();
    const answers: { status: number; connection: string | undefined }[] = [];
    const failures: NodeJS.ErrnoException[] = [];
    let stopping = false;
    const client = async (pause: number) => {
      const agent = new Agent({ keepAlive: true, maxSockets: 1 });
      for (;;) {
        try {
          const answer = await ask(agent, service.port, '/api/v1/config');
          answers.push(answer);
          // Told to end its connection, it goes to another replica: here, there is none.
          if (stopping && answer.connection === 'close') break;
        } catch (error) {
          failures.push(error as NodeJS.ErrnoException);
          break;
        }
        await sleep(pause);
      }
      agent.destroy();
    };
    const clients = [0, 1, 3, 10, 50, 200, 700, 2000, 4000].map(client);
    await sleep(3_000);
    stopping = true;
    service.process.kill('SIGTERM');
    await Promise.all(clients);
    const [code] = await once(service.process, 'exit');

    assert.deepEqual(failures, []);
    assert.ok(answers.length > 100, `${answers.length} answers`);
    assert.ok(answers.every(({ status }) => status === 200));
    assert.equal(code, 0);
    assert.match(service.log(), /"msg":"stopped"\}\n$/);
  });

  it('lets a request that is being answered end, and answers no probe with ready', { timeout: 120_000 }, async () => {
    const service = await start();
    // A lock keeps the request waiting in PostgreSQL, until it is cancelled.
    const locked = assert.rejects(
      database.query('LOCK metrics IN ACCESS EXCLUSIVE MODE; SELECT pg_sleep(60)'),
      /canceling statement/,
    );
    const authorization = `Bearer ${await issuer.token({ claims: { roles: ['viewer'] } })}`;
    const url = `http://127.0.0.1:${service.port}`;
    await eventually(
      async () => (await database.query(`SELECT 1 FROM pg_locks WHERE mode = 'AccessExclusiveLock'`)).length > 0,
    );
    const answer = fetch(`${url}/api/v1/metrics`, { headers: { authorization } });
    await eventually(async () => (await database.query('SELECT 1 FROM pg_locks WHERE NOT granted')).length > 0);
    service.process.kill('SIGTERM');
    await eventually(async () => (await fetch(`${url}/readyz`)).status === 503);
    await database.query(
      `SELECT pg_cancel_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND query LIKE 'LOCK %'`,
    );
    const response = await answer;
    assert.equal(response.status, 200);
    assert.equal(((await response.json()) as { metrics: unknown[] }).metrics.length, 5);
    await locked;
    const [code] = await once(service.process, 'exit');
    assert.equal(code, 0);
  });

  it('ends within the time that the platform gives, with connections that nobody closes', {
    timeout: 120_000,
  }, async () => {
    const service = await start();
    const agent = new Agent({ keepAlive: true, timeout: 0 });
    await ask(agent, service.port, '/api/v1/config');
    const before = Date.now();
    service.process.kill('SIGTERM');
    const [code] = await once(service.process, 'exit');
    agent.destroy();
    assert.equal(code, 0);
    assert.ok(Date.now() - before < 30_000);
  });
});

describe('SIGINT', () => {
  it('ends at once where nothing is being answered', async () => {
    const service = await start();
    const agent = new Agent({ keepAlive: true });
    await ask(agent, service.port, '/api/v1/config');
    const before = Date.now();
    service.process.kill('SIGINT');
    const [code] = await once(service.process, 'exit');
    agent.destroy();
    assert.equal(code, 0);
    assert.ok(Date.now() - before < 8_000, `${Date.now() - before} ms`);
  });
});

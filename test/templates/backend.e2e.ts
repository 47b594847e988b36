import assert from 'node:assert/strict';
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { Application, answers, freePort, newFolder, type Running } from './application';
import { load, Switch } from './load';

let backend: Application;
before(() => {
  backend = new Application('backend');
});
after(() => backend.remove());

describe('a new backend', () => {
  test('holds the answers of the form, and no placeholder', () => {
    backend.assertRendered();
    assert.match(backend.text('development.env'), /^PORT=3001\nPGDATABASE=metrics$/m);
  });

  test('is installed', () => void backend.succeeds('npm ci'));
  test('is without fault for compiler, linter and formatter', () => void backend.succeeds('npm run lint'));
  test('is built', () => void backend.succeeds('npm run build'));
  test('passes its own tests', () => {
    const output = backend.succeeds('npm test');
    assert.match(output, /^ℹ fail 0$/m);
    assert.ok(Number(/^ℹ pass (\d+)$/m.exec(output)?.[1]) > 100, output);
  });
});

describe('npm start', () => {
  let running: Running;
  let url: string;
  before(async () => {
    const port = await freePort();
    url = `http://127.0.0.1:${port}`;
    running = backend.start('npm start', { PORT: `${port}`, SAMPLE_SECONDS: '1' });
  });

  test('serves the API, with a database of its own', async () => {
    assert.deepEqual(await (await answers(`${url}/readyz`)).json(), { status: 'ok' });
    const problem = await answers(`${url}/api/v1/metrics`, 401);
    assert.equal(problem.headers.get('content-type'), 'application/problem+json; charset=utf-8');
    assert.match(await (await answers(`${url}/metrics`)).text(), /^http_request_duration_seconds_count/m);
  });

  test('serves a sign-in', async () => {
    const { oidc } = (await (await answers(`${url}/api/v1/config`)).json()) as { oidc: { issuer: string } };
    const metadata = await answers(`${oidc.issuer}/.well-known/openid-configuration`);
    assert.equal(((await metadata.json()) as { issuer: string }).issuer, oidc.issuer);
  });

  test('ends, and all that it started with it', async () => {
    await running.stop('SIGINT');
    await assert.rejects(fetch(`${url}/healthz`), running.output());
  });
});

describe('what the image holds', () => {
  let folder: string;
  let data: string;
  let postgres: Development;
  let issuer: Development;
  let token: string;
  before(async () => {
    folder = newFolder();
    data = newFolder();
    const brought = (path: string) => import(pathToFileURL(join(backend.folder, path)).href);
    const { DevelopmentPostgres } = await brought('dev/postgres.ts');
    postgres = await DevelopmentPostgres.start({ directory: join(data, 'postgres'), database: 'metrics' });
    const { TestIssuer, AUDIENCE } = await brought('test/support/issuer.ts');
    const started = await TestIssuer.start();
    issuer = {
      env: { OIDC_ISSUER: started.url, OIDC_AUDIENCE: AUDIENCE, OIDC_CLIENT_ID: 'dashboard-frontend' },
      stop: () => started.stop(),
    };
    token = await started.token({ claims: { roles: ['viewer'] } });
  });
  after(async () => {
    await Promise.all([postgres.stop(), issuer.stop()]);
    for (const made of [folder, data]) rmSync(made, { recursive: true });
  });

  /** Starts it as Kubernetes does: nothing may be written, and every setting comes from the environment. */
  async function start(): Promise<Running & { readonly port: number; readonly url: string }> {
    const port = await freePort();
    const service = backend.start(
      `${process.execPath} --permission --allow-fs-read=* dist/main.js`,
      {
        ...postgres.env,
        ...issuer.env,
        NODE_ENV: 'production',
        PORT: `${port}`,
        LOG_LEVEL: 'warn',
        RATE_LIMIT: '1000000',
      },
      folder,
    );
    const url = `http://127.0.0.1:${port}`;
    await answers(`${url}/readyz`);
    return { ...service, port, url };
  }

  test('is made by the commands of the Dockerfile, of the files that it sees', () => {
    const seen = [...backend.text('.dockerignore').matchAll(/^!(.+)$/gm)].map(([, path]) => path as string);
    backend.copyTo(folder, (path) => seen.some((name) => path === name || path.startsWith(`${name}/`)));
    const commands = [...backend.text('Dockerfile').matchAll(/^RUN (.+)$/gm)].map(([, command]) => command as string);
    assert.equal(commands.length, 2);
    for (const command of commands) backend.succeeds(command, folder);
  });

  test('says which setting is missing, and ends', () => {
    const { status, output } = backend.run(`NODE_ENV=production ${process.execPath} dist/main.js`, folder);
    assert.equal(status, 1);
    assert.match(output, /^ {2}OIDC_ISSUER is missing; it must be the https URL of the OpenID Connect issuer$/m);
    assert.doesNotMatch(output, /^\s+at /m);
  });

  test('runs with nothing that it may write to, and ends well', async () => {
    const service = await start();
    const config = await answers(`${service.url}/api/v1/config`);
    assert.deepEqual(await config.json(), {
      oidc: { issuer: issuer.env.OIDC_ISSUER, clientId: 'dashboard-frontend', scope: 'openid profile' },
    });
    const description = (await (await answers(`${service.url}/openapi.json`)).json()) as { paths: object };
    assert.ok(Object.keys(description.paths).includes('/api/v1/metrics/{name}/samples'));
    assert.equal(await service.stop(), 0, service.output());
    assert.equal(service.output(), '');
  });

  test('loses no request when one replica takes the place of another under load', async (context) => {
    const headers = { authorization: `Bearer ${token}` };
    let replica = await start();
    const entry = new Switch(replica.port);
    const url = `http://127.0.0.1:${await entry.listen()}/api/v1/metrics`;
    const end = new AbortController();
    const loaded = load(url, end.signal, { headers });
    for (let round = 0; round < 2; round++) {
      const next = await start();
      await sleep(1_000);
      entry.target = next.port;
      assert.equal(await replica.stop(), 0, replica.output());
      replica = next;
    }
    await sleep(1_000);
    end.abort();
    const { answers: asked, failures } = await loaded;
    entry.close();
    assert.equal(await replica.stop(), 0, replica.output());
    context.diagnostic(`${asked} requests, two replacements`);
    assert.deepEqual(failures, {});
    assert.ok(asked > 100, `${asked} requests`);
  });

  test('is not much slower than Express alone', async (context) => {
    const service = await start();
    const port = await freePort();
    const express = `require('express')().get('/', (_, response) => response.json({})).listen(${port}, '127.0.0.1')`;
    writeFileSync(join(folder, 'bare.cjs'), express);
    const bare = backend.start(`${process.execPath} bare.cjs`, { NODE_ENV: 'production' }, folder);
    await answers(`http://127.0.0.1:${port}/`);
    const headers = { authorization: `Bearer ${token}` };
    const measure = async (name: string, url: string) => {
      await load(url, AbortSignal.timeout(1_000), { headers });
      const result = await load(url, AbortSignal.timeout(5_000), { headers });
      assert.deepEqual(result.failures, {});
      const { perSecond, p50, p99 } = result;
      context.diagnostic(
        `${name}: ${perSecond.toFixed(0)} requests a second, p50 ${p50.toFixed(1)} ms, p99 ${p99.toFixed(1)} ms`,
      );
      return result;
    };
    const alone = await measure('Express alone', `http://127.0.0.1:${port}/`);
    const config = await measure('GET /api/v1/config', `${service.url}/api/v1/config`);
    const me = await measure('GET /api/v1/me, with a token', `${service.url}/api/v1/me`);
    const metrics = await measure('GET /api/v1/metrics, from PostgreSQL', `${service.url}/api/v1/metrics`);
    await Promise.all([service.stop(), bare.stop()]);
    // Wide enough for a machine that does other things too; a hundred times slower is a mistake.
    for (const { perSecond } of [config, me, metrics]) assert.ok(perSecond > alone.perSecond / 30);
  });
});

/** What an application brings for development. */
interface Development {
  readonly env: Record<string, string>;
  stop(): Promise<void>;
}

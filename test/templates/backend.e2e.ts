import assert from 'node:assert/strict';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { parseAllDocuments } from 'yaml';
import { Application, answers, freePort, newFolder, type Running } from './application';

let backend: Application;
before(() => {
  backend = new Application('backend');
});
after(() => backend.remove());

function succeeds(command: string, folder?: string): string {
  const { status, output } = backend.run(command, folder);
  assert.equal(status, 0, output);
  return output;
}

describe('a new backend', () => {
  test('holds the answers of the form, and no placeholder', () => {
    for (const { path, content } of backend.files) {
      assert.doesNotMatch(String(content), /\$\{\{\s*values|\{%/, path);
      if (!/\.ya?ml$/.test(path)) continue;
      for (const { errors } of parseAllDocuments(String(content))) assert.deepEqual(errors, [], path);
    }
    assert.match(backend.text('README.md'), /^# dashboard-backend$/m);
    assert.match(backend.text('development.env'), /^PORT=3001\nPGDATABASE=metrics$/m);
    assert.match(backend.text('.github/workflows/release.yaml'), /^ {2}IMAGE: ghcr\.io\/acme\/dashboard-backend$/m);
    assert.match(
      backend.text('.github/workflows/release.yaml'),
      /tags: \$\{\{ env\.IMAGE }}:\$\{\{ github\.ref_name }}$/m,
    );
  });

  test('uses actions by commit and images by digest', () => {
    for (const path of ['.github/workflows/ci.yaml', '.github/workflows/release.yaml']) {
      for (const [, action] of backend.text(path).matchAll(/uses: (?!\.\/)(\S+)/g))
        assert.match(action!, /@[0-9a-f]{40}$/);
    }
    for (const [, image] of backend.text('Dockerfile').matchAll(/^FROM (?:--\S+ )?(\S+)/gm)) {
      assert.match(image!, /@sha256:[0-9a-f]{64}$/);
    }
  });

  test('is installed', () => void succeeds('npm ci'));
  test('is without fault for compiler, linter and formatter', () => void succeeds('npm run lint'));
  test('is built', () => void succeeds('npm run build'));
  test('passes its own tests', () => {
    const output = succeeds('npm test');
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
  let postgres: { readonly env: Record<string, string>; stop(): Promise<void> };
  before(async () => {
    folder = newFolder();
    data = newFolder();
    const development = await import(pathToFileURL(join(backend.folder, 'dev/postgres.ts')).href);
    postgres = await development.DevelopmentPostgres.start({
      directory: join(data, 'postgres'),
      database: 'metrics',
    });
  });
  after(async () => {
    await postgres.stop();
    for (const made of [folder, data]) rmSync(made, { recursive: true });
  });

  test('is made by the commands of the Dockerfile, of the files that it sees', () => {
    const seen = [...backend.text('.dockerignore').matchAll(/^!(.+)$/gm)].map(([, path]) => path as string);
    backend.copyTo(folder, (path) => seen.some((name) => path === name || path.startsWith(`${name}/`)));
    const commands = [...backend.text('Dockerfile').matchAll(/^RUN (.+)$/gm)].map(([, command]) => command as string);
    assert.equal(commands.length, 2);
    for (const command of commands) succeeds(command, folder);
  });

  test('says which setting is missing, and ends', () => {
    const { status, output } = backend.run(`NODE_ENV=production ${process.execPath} dist/main.js`, folder);
    assert.equal(status, 1);
    assert.match(output, /^ {2}OIDC_ISSUER is missing; it must be the https URL of the OpenID Connect issuer$/m);
    assert.doesNotMatch(output, /^\s+at /m);
  });

  test('runs with nothing that it may write to, and ends well', async () => {
    const port = await freePort();
    const service = backend.start(
      `${process.execPath} --permission --allow-fs-read=* dist/main.js`,
      {
        ...postgres.env,
        NODE_ENV: 'production',
        PORT: `${port}`,
        OIDC_ISSUER: 'https://issuer.example.com',
        OIDC_AUDIENCE: 'urn:dashboard',
        OIDC_CLIENT_ID: 'dashboard',
      },
      folder,
    );
    const url = `http://127.0.0.1:${port}`;
    assert.deepEqual(await (await answers(`${url}/readyz`)).json(), { status: 'ok' });
    assert.deepEqual(await (await answers(`${url}/api/v1/config`)).json(), {
      oidc: { issuer: 'https://issuer.example.com', clientId: 'dashboard', scope: 'openid profile' },
    });
    const description = (await (await answers(`${url}/openapi.json`)).json()) as { paths: object };
    assert.ok(Object.keys(description.paths).includes('/api/v1/metrics/{name}/samples'));
    assert.equal(await service.stop(), 0, service.output());
    assert.match(service.output(), /"msg":"stopped"\}\n$/);
  });
});

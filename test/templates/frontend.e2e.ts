import assert from 'node:assert/strict';
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { Application, answers, freePort, newFolder } from './application';

const TEMPLATES = join(__dirname, '../../../templates');

let frontend: Application;
before(() => {
  frontend = new Application('frontend');
});
after(() => frontend.remove());

describe('a new frontend', () => {
  test('holds the answers of the form, and no placeholder', () => {
    frontend.assertRendered();
    assert.equal(JSON.parse(frontend.text('src/app.json')).name, 'dashboard');
  });

  test('has the description of the API that the backend has', () => {
    const descriptions = ['backend', 'frontend'].map((kind) =>
      readFileSync(join(TEMPLATES, kind, 'openapi.yaml'), 'utf8'),
    );
    assert.equal(descriptions[1], descriptions[0]);
  });

  test('uses actions by commit and images by digest', () => {
    for (const path of ['.github/workflows/ci.yaml', '.github/workflows/release.yaml']) {
      for (const [, action] of frontend.text(path).matchAll(/uses: (?!\.\/)(\S+)/g))
        assert.match(action!, /@[0-9a-f]{40}$/);
    }
    for (const [, image] of frontend.text('Dockerfile').matchAll(/^FROM (?:--\S+ )?(\S+)/gm)) {
      assert.match(image!, /@sha256:[0-9a-f]{64}$/);
    }
  });

  test('is installed', () => void frontend.succeeds('npm ci'));
  test('is without fault for compiler, linter and formatter', () => void frontend.succeeds('npm run lint'));
  test("has the types of the API's client that its description gives", () => {
    frontend.succeeds('npm run api');
    assert.equal(
      readFileSync(join(frontend.folder, 'src/api/schema.d.ts'), 'utf8'),
      frontend.text('src/api/schema.d.ts'),
    );
  });
  test('is built', () => void frontend.succeeds('npm run build'));
  test('passes its own tests', () => {
    const output = frontend.succeeds('npm test');
    assert.match(output, /^\s*Tests\s+\d{3,} passed \(\d+\)$/m);
  });
});

describe('npm start', () => {
  test('serves pages with mock data and a mock sign-in where no backend answers, and says so', async (t) => {
    if (await isListening('http://127.0.0.1:3001')) return t.skip('something listens on port 3001');
    const port = await freePort();
    const url = `http://localhost:${port}`;
    const running = frontend.start('npm start', { PORT: `${port}` });
    assert.match(await (await answers(url)).text(), /<title>dashboard<\/title>/);
    const { oidc } = (await (await answers(`${url}/api/v1/config`)).json()) as { oidc: { issuer: string } };
    assert.equal(oidc.issuer, `${url}/mock-issuer`);
    await answers(`${url}/api/v1/metrics`, 401);
    assert.match(running.output(), /No backend answers at http:\/\/127\.0\.0\.1:3001: data and sign-in are mocked\./);
    await running.stop('SIGINT');
    await assert.rejects(fetch(url));
  });

  test('says what is wrong with the address of the API', () => {
    const { status, output } = frontend.run('API_URL=backend:3001 npm start');
    assert.equal(status, 1);
    assert.match(output, /^API_URL is "backend:3001"; it must be the http or https URL of the API, without a path$/m);
    assert.doesNotMatch(output, /^\s+at /m);
  });
});

describe('what the image holds', () => {
  let folder: string;
  before(() => {
    folder = newFolder();
  });
  after(() => rmSync(folder, { recursive: true }));

  test('is made by the commands of the Dockerfile, of the files that it sees', () => {
    const seen = [...frontend.text('.dockerignore').matchAll(/^!(.+)$/gm)].map(([, path]) => path as string);
    frontend.copyTo(folder, (path) => seen.some((name) => path === name || path.startsWith(`${name}/`)));
    const commands = [...frontend.text('Dockerfile').matchAll(/^RUN (.+)$/gm)].map(([, command]) => command as string);
    assert.equal(commands.length, 2);
    for (const command of commands) frontend.succeeds(command, folder);
  });

  test('runs with nothing that it may write to, and ends well', async () => {
    const port = await freePort();
    const api = await freePort();
    const server = frontend.start(
      `${process.execPath} --permission --allow-fs-read=* server/main.ts`,
      { NODE_ENV: 'production', PORT: `${port}`, API_URL: `http://127.0.0.1:${api}` },
      folder,
    );
    const url = `http://127.0.0.1:${port}`;
    assert.deepEqual(await (await answers(`${url}/healthz`)).json(), { status: 'ok' });
    const page = await answers(url);
    assert.match(page.headers.get('content-security-policy') ?? '', /^default-src 'none';/);
    const script = /src="(\/assets\/[^"]+\.js)"/.exec(await page.text())?.[1] ?? '';
    const asset = await answers(`${url}${script}`);
    assert.equal(asset.headers.get('cache-control'), 'public,max-age=31536000,immutable');
    assert.equal(asset.headers.get('content-encoding'), 'gzip');
    assert.match(await asset.text(), /react/);
    assert.match(await (await answers(`${url}/metrics`)).text(), /^http_request_duration_seconds_count/m);
    await answers(`${url}/api/v1/config`, 502);
    assert.equal(await server.stop(), 0, server.output());
    assert.match(server.output(), /"msg":"stopped"\}\n$/);
  });

  test('has nothing of the mocks in its pages', () => {
    const found = frontend.run(`grep -rlE 'mock-issuer|Mock data' dist`, folder);
    assert.equal(found.output, '');
  });
});

/** Whether anything answers at an address, whatever it says. */
function isListening(url: string): Promise<boolean> {
  return fetch(url).then(
    () => true,
    () => false,
  );
}

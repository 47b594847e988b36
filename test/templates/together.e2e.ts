import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { describe } from 'node:test';
import { pathToFileURL } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import { barriersOf, browserIsMissing, openTab, startBrowser, type Tab } from '../browser';
import { testsUnless } from '../tests-unless';
import { Application, answers, freePort, type Running } from './application';

/** Where `SCREENSHOTS=1` puts pictures. */
const IMAGES = join(__dirname, '../../../docs/images');

/** A frontend and a backend as they run in a cluster, and a person at a browser. */
describe('frontend and backend together', () => {
  const { test, before, after } = testsUnless(browserIsMissing);
  let backend: Application;
  let frontend: Application;
  let issuer: { readonly env: Record<string, string>; stop(): Promise<void> };
  let apiPort: number;
  let api: Running;
  let server: Running;
  let url: string;
  let browser: Browser;
  let tab: Tab;
  let page: Page;

  /** The backend with its database, which the issuer outlives, as it does in a cluster. */
  const startApi = async (env: Record<string, string> = {}) => {
    api = backend.start('npm start', { ...issuer.env, PORT: `${apiPort}`, ...env });
    await answers(`http://127.0.0.1:${apiPort}/readyz`);
  };

  /** Runs a statement in the backend's PostgreSQL. */
  const query = async (text: string, values: unknown[] = []): Promise<unknown[]> => {
    const { Client } = createRequire(join(backend.folder, 'package.json'))('pg');
    const [, port, database] = /psql -h 127\.0\.0\.1 -p (\d+) -U postgres (\w+)/.exec(api.output()) ?? [];
    const client = new Client({ host: '127.0.0.1', port, user: 'postgres', password: 'postgres', database });
    await client.connect();
    try {
      return (await client.query(text, values)).rows;
    } finally {
      await client.end();
    }
  };

  /** An hour in which something happened. */
  const addHistory = () =>
    query(
      `INSERT INTO samples (metric, at, source, value)
       SELECT metric, at, 'history', greatest(0, base + swing * (sin(extract(epoch FROM at) / period) + 0.3 * random()))
       FROM (VALUES ('event_loop_delay', 11, 1.5, 260), ('http_request_duration', 38, 14, 610),
                    ('http_request_rate', 160, 45, 900), ('memory_usage', 212, 9, 500)) AS m (metric, base, swing, period),
            generate_series(now() - interval '61 minutes', now(), '10 seconds') AS at`,
    );

  const signIn = async (page: Page, account: string) => {
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByRole('button', { name: account }).click();
    await page.getByRole('list', { name: 'Metrics' }).waitFor();
  };

  before(async () => {
    backend = new Application('backend');
    frontend = new Application('frontend');
    for (const application of [backend, frontend]) {
      const { status, output } = application.run('npm ci');
      assert.equal(status, 0, output);
    }
    const built = frontend.run('npm run build');
    assert.equal(built.status, 0, built.output);

    const development = await import(pathToFileURL(join(backend.folder, 'dev/issuer.ts')).href);
    issuer = await development.DevelopmentIssuer.start(0);
    apiPort = await freePort();
    await startApi();
    await addHistory();
    const port = await freePort();
    url = `http://127.0.0.1:${port}`;
    server = frontend.start('npm run start:production', { API_URL: `http://127.0.0.1:${apiPort}`, PORT: `${port}` });
    await answers(`${url}/healthz`);
    browser = await startBrowser();
    tab = await openTab(browser);
    page = tab.page;
  });
  after(async () => {
    await browser?.close();
    await server?.stop();
    await api?.stop('SIGINT');
    await issuer?.stop();
    backend?.remove();
    frontend?.remove();
  });

  test('a person signs in at the issuer, and comes back to the page that they asked for', async () => {
    await page.goto(`${url}/metric/open_incidents?range=6h`);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.waitForURL(`${issuer.env.OIDC_ISSUER}/**`);
    await page.getByRole('button', { name: 'Editor' }).click();
    await page.getByRole('heading', { level: 1, name: 'Open incidents' }).waitFor();
    assert.equal(page.url(), `${url}/metric/open_incidents?range=6h`);
  });

  test('the dashboard shows what is in PostgreSQL', async () => {
    await query(`INSERT INTO samples (metric, at, source, value) VALUES ('open_incidents', now(), 'test', 4711)`);
    await page.getByRole('link', { name: 'Dashboard' }).first().click();
    const tile = page.getByRole('link', { name: /^Open incidents 4,711 incidents / });
    await tile.click();
    await page.getByRole('img', { name: /^Line of Open incidents, .* at last 4,711 incidents\.$/ }).waitFor();
    await page.getByText('Table').click();
    await page.getByRole('cell', { name: '4,711' }).waitFor();
    await page.getByText('Chart').click();
  });

  test('it follows new samples by itself', async () => {
    await query(`INSERT INTO samples (metric, at, source, value) VALUES ('open_incidents', now(), 'test', 4712)`);
    await page.getByRole('link', { name: /^Open incidents 4,712 incidents / }).waitFor();
  });

  test('an editor adds a sample, which is then in PostgreSQL', async () => {
    await page.getByRole('link', { name: 'Details' }).click();
    await page.getByRole('textbox', { name: 'Value in incidents' }).fill('4713.5');
    await page.getByRole('button', { name: 'Add sample' }).click();
    await page.getByText(/^4,714 incidents, /).waitFor();
    const added = await query(`SELECT source, value FROM samples WHERE metric = 'open_incidents' AND value = 4713.5`);
    assert.deepEqual(added, [{ source: 'editor', value: 4713.5 }]);
  });

  test('what the API refuses is said at the field', async () => {
    await page.getByRole('textbox', { name: 'Value in incidents' }).fill('1e16');
    await page.getByRole('button', { name: 'Add sample' }).click();
    await page.getByText(/must be <= 1e?\+?15|must be <= 1000000000000000/).waitFor();
  });

  test('all pages can be reached, by link and by address', async () => {
    await page.getByRole('link', { name: 'Account' }).click();
    for (const right of ['sees metrics', 'adds samples']) await page.getByText(right).waitFor();
    await page.goBack();
    await page.getByRole('heading', { level: 1, name: 'Open incidents' }).waitFor();
    await page.goto(`${url}/nothing/here`);
    await page.getByText('There is nothing at this address').waitFor();
    await page.getByRole('link', { name: 'To the dashboard' }).click();
    await page.getByRole('heading', { level: 1, name: 'Dashboard' }).waitFor();
  });

  test('the session lasts while the page is loaded again', async () => {
    await page.reload();
    await page.getByRole('list', { name: 'Metrics' }).waitFor();
    assert.deepEqual(
      tab.complaints.filter((complaint) => !/status of 400 \(Bad Request\)/.test(complaint)),
      [],
    );
  });

  for (const colorScheme of ['light', 'dark'] as const) {
    test(`nothing keeps people out of the ${colorScheme} pages, on a wide screen or a narrow one`, async () => {
      for (const width of [1280, 360]) {
        const { page } = await openTab(browser, { colorScheme, width });
        await page.goto(url);
        await page.getByRole('button', { name: 'Sign in' }).waitFor();
        assert.deepEqual(await barriersOf(page), []);
        await signIn(page, 'Viewer');
        for (const path of ['/', '/metric/memory_usage', '/account', '/nothing']) {
          await page.goto(`${url}${path}`);
          await page.getByRole('heading', { level: 1 }).waitFor();
          if (!/account|nothing/.test(path)) await page.getByRole('img').first().waitFor();
          assert.deepEqual(await barriersOf(page), [], path);
          const overflow = await page.evaluate('document.documentElement.scrollWidth - innerWidth');
          assert.ok(Number(overflow) <= 0, `${path} is ${overflow} pixels wider than ${width}`);
        }
        await page.context().close();
      }
    });
  }

  test('a viewer cannot add samples, and somebody without a role sees nothing', async () => {
    const viewer = await openTab(browser);
    await viewer.page.goto(url);
    await signIn(viewer.page, 'Viewer');
    await viewer.page.goto(`${url}/metric/open_incidents`);
    await viewer.page.getByText('Samples can be added by who has the role “editor”; you have not.').waitFor();
    const guest = await openTab(browser);
    await guest.page.goto(url);
    await guest.page.getByRole('button', { name: 'Sign in' }).click();
    await guest.page.getByRole('button', { name: 'Guest' }).click();
    await guest.page.getByText('You may not see this').waitFor();
    for (const { page } of [viewer, guest]) await page.context().close();
  });

  test('a restart of backend and database is survived: what was known stays, and the page goes on by itself', async () => {
    await page.goto(`${url}/?metric=open_incidents`);
    await page.getByRole('img', { name: /at last 4,714 incidents/ }).waitFor();
    await api.stop('SIGINT');
    await page.getByText('The connection is lost.').waitFor();
    assert.ok(await page.getByRole('link', { name: /^Open incidents 4,714 incidents/ }).isVisible());
    await startApi();
    await page.getByText('The connection is lost.').waitFor({ state: 'detached' });
    await query(`INSERT INTO samples (metric, at, source, value) VALUES ('open_incidents', now(), 'test', 4715)`);
    await page.getByRole('img', { name: /at last 4,715 incidents/ }).waitFor();
  });

  test('a page that is opened while the backend is away signs in as soon as it is back', async () => {
    await api.stop('SIGINT');
    const { page, complaints } = await openTab(browser);
    await page.goto(url);
    await page.getByRole('heading', { name: 'Waiting for the API' }).waitFor();
    await startApi();
    await signIn(page, 'Viewer');
    assert.deepEqual(
      complaints.filter((complaint) => !/502 \(Bad Gateway\)/.test(complaint)),
      [],
    );
    await page.context().close();
  });

  test('a page whose server does not know the issuer yet loads again and signs in', async () => {
    await api.stop('SIGINT');
    const port = await freePort();
    const late = frontend.start('npm run start:production', {
      API_URL: `http://127.0.0.1:${apiPort}`,
      PORT: `${port}`,
    });
    await answers(`http://127.0.0.1:${port}/healthz`);
    const { page } = await openTab(browser);
    await page.goto(`http://127.0.0.1:${port}`);
    await page.getByRole('heading', { name: 'Waiting for the API' }).waitFor();
    await startApi();
    // Its policy refuses the issuer, so it is loaded again, with one that does not.
    const loadedAgain = page.waitForEvent('load');
    await page.getByRole('button', { name: 'Sign in' }).click();
    await loadedAgain;
    await signIn(page, 'Viewer');
    await page.context().close();
    await late.stop();
  });

  test('the pages of development use the backend, too', async () => {
    const port = await freePort();
    const development = frontend.start('npm start', { API_URL: `http://127.0.0.1:${apiPort}`, PORT: `${port}` });
    await answers(`http://localhost:${port}`);
    const { page } = await openTab(browser);
    await page.goto(`http://localhost:${port}`);
    await signIn(page, 'Viewer');
    await page.getByRole('link', { name: /^Open incidents 4,715 incidents/ }).waitFor();
    assert.equal(await page.getByText('Mock data').count(), 0);
    await page.context().close();
    await development.stop('SIGINT');
  });

  test('a person signs out, here and at the issuer', async () => {
    await page.getByRole('link', { name: 'Account' }).click();
    await page.getByRole('button', { name: 'Sign out' }).click();
    await page.getByRole('button', { name: 'Sign out' }).click();
    await page.waitForURL(`${url}/**`);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByRole('button', { name: 'Viewer' }).waitFor();
  });

  if (process.env.SCREENSHOTS === undefined) return;
  test('the documentation gets pictures of it', async () => {
    // What the tests left, and the load of the machine that they run on, is nothing to show.
    await api.stop('SIGINT');
    await startApi({ SAMPLE_SECONDS: '600' });
    await query('DELETE FROM samples');
    await addHistory();
    await query(
      `INSERT INTO samples (metric, at, source, value)
       SELECT 'open_incidents', now() - ago * interval '1 minute', 'test', value
       FROM (VALUES (55, 1), (41, 3), (24, 2), (7, 1)) AS incidents (ago, value)`,
    );
    for (const colorScheme of ['light', 'dark'] as const) {
      const { page } = await openTab(browser, { colorScheme });
      await page.goto(`${url}/?metric=http_request_duration`);
      await signIn(page, 'Editor');
      await page.getByRole('img', { name: /HTTP request duration/ }).waitFor();
      await page.screenshot({ path: join(IMAGES, `dashboard-${colorScheme}.png`) });
      await page.context().close();
    }
  });
});

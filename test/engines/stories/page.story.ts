import assert from 'node:assert/strict';
import { after } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { barriersOf, browserIsMissing, openTab, startBrowser, type Tab } from '../../browser';
import { LocalServer } from '../local/server';
import type { State } from '../local/view';
import { MISSING_TAG } from '../plane/workloads';
import { story } from './story';

// An app that is not healthy in time is looked at again a minute later.
const ARRIVAL = { timeout: 180_000 };

story('a person fills in the form in a browser, pushes changes and watches them arrive', (step, fleet) => {
  let server: LocalServer;
  let browser: Browser;
  let tab: Tab;
  let page: Page;
  // Also where a step before them has failed, or nothing would end.
  after(async () => {
    await browser?.close();
    server?.stop();
  });
  /** A step that needs the browser. */
  const look = (name: string, act: () => Promise<void>) =>
    step(name, async (context) => (browserIsMissing ? context.skip(browserIsMissing) : act()));
  const books = () => page.getByRole('article', { name: 'books' });
  const environment = (name: string) => page.getByRole('region', { name: `books in ${name}` });
  /** Waits until the page says so of an environment. */
  const said = (name: string, state: State) => environment(name).getByText(state, { exact: true }).waitFor(ARRIVAL);
  const push = async (tag: string) => {
    await books().getByLabel('becomes tag').fill(tag);
    await books().getByRole('button', { name: 'Push', exact: true }).click();
  };

  look('the page shows the clusters, and the apps that are there', async () => {
    server = await LocalServer.start(fleet(), 0);
    browser = await startBrowser();
    tab = await openTab(browser);
    page = tab.page;
    await page.goto(server.url);
    await page.getByRole('article', { name: 'dashboard' }).waitFor();
    const clusters = page.getByRole('list', { name: 'The platform in each cluster' });
    await clusters.getByText('healthy').nth(2).waitFor(ARRIVAL);
  });

  look('a wrong answer is told beside its field, and nothing is made', async () => {
    const name = page.getByLabel('Project name');
    await name.fill('Not A Name');
    await page.getByRole('button', { name: 'Create' }).click();
    await page.getByText('Given: "Not A Name". Allowed: 1 to 30 lower-case letters').waitFor();
    assert.equal(await name.getAttribute('aria-invalid'), 'true');
    assert.ok(await name.evaluate((input) => input === input.ownerDocument.activeElement));
    assert.equal(await page.getByRole('article').count(), fleet().platform.apps.length);
  });

  look('right answers give three repositories, and the app comes to run in dev', async () => {
    await page.getByLabel('Project name').fill('books');
    await page.getByLabel('Team').fill('books-team');
    await page.getByLabel('Database name').fill('books');
    await page.getByRole('button', { name: 'Create' }).click();
    // The next one is typed while this one is made.
    await page.getByLabel('Project name').fill('films');
    await books().waitFor();
    await page.getByRole('button', { name: 'Create', disabled: false }).waitFor();
    assert.equal(await page.getByLabel('Project name').inputValue(), 'films');
    assert.equal(await page.getByLabel('Team').inputValue(), '');
    const repositories = page.getByRole('table', { name: 'Repositories of books' });
    for (const kind of ['frontend', 'backend', 'deploy']) {
      await repositories.getByRole('row', { name: `books-${kind}` }).waitFor();
    }
    await said('dev', 'healthy');
    await environment('dev').getByRole('row', { name: 'backend v0.1.0 1 of 1' }).waitFor(ARRIVAL);
    await said('qa', 'not there');
  });

  look('a change that is pushed arrives, and the page tells how long it took', async () => {
    await push('v0.2.0');
    await environment('dev').getByRole('row', { name: 'backend v0.2.0 1 of 1' }).waitFor(ARRIVAL);
    await said('dev', 'healthy');
    await page.getByRole('log').getByText('feat: backend v0.2.0 in dev').waitFor();
    const pushed = await fleet().github.repository('books-deploy').git.head('main');
    const told = new RegExp(`books in dev: healthy, main ${pushed?.slice(0, 7)}, after \\d+ s$`);
    await page.getByRole('log').getByText(told).first().waitFor();
  });

  look('a bad image is seen to fail, and a revert to mend it', async () => {
    await push(MISSING_TAG);
    await said('dev', 'failed');
    await environment('dev').getByText('XNodeApp/books-dev/books').waitFor();
    await books().getByRole('button', { name: 'Revert the last commit' }).click();
    await said('dev', 'healthy');
    await environment('dev').getByRole('row', { name: 'backend v0.2.0 1 of 1' }).waitFor(ARRIVAL);
  });

  look('opened to prod and released, it runs in all three', async () => {
    await environment('prod').getByRole('button', { name: 'Open to prod' }).click();
    await books().getByRole('button', { name: 'Release to prod' }).click();
    for (const name of ['qa', 'prod']) await said(name, 'healthy');
  });

  look('it can be used by everybody: in light and dark, on a wide and a narrow screen', async () => {
    for (const colorScheme of ['light', 'dark'] as const) {
      for (const width of [1280, 380]) {
        const other = await openTab(browser, { colorScheme, width });
        await other.page.goto(server.url);
        await other.page.getByRole('article', { name: 'books' }).waitFor();
        assert.deepEqual(await barriersOf(other.page), []);
        const overflow = await other.page.evaluate(() => {
          const { scrollWidth, clientWidth } = document.documentElement;
          return scrollWidth - clientWidth;
        });
        assert.equal(overflow, 0, `${colorScheme}, ${width} wide: nothing is cut off`);
        await other.page.context().close();
      }
    }
  });

  look('neither its scripts nor its policy have complained of anything but the refused answer', async () => {
    const refused = (complaint: string) => /status of 400 .*\/api\/apps\)$/.test(complaint);
    assert.deepEqual(
      tab.complaints.filter((complaint) => !refused(complaint)),
      [],
    );
  });
});

import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, describe, it } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { browserIsMissing, openTab, startBrowser } from '../../browser';
import type { Fleet } from '../fleet';
import { LocalServer } from './server';
import type { AppView, View } from './view';

/** What is asked here is answered by the tests. */
const NO_FLEET = { platform: { apps: [] } } as unknown as Fleet;

const APP: AppView = {
  name: 'books',
  team: 'books-team',
  repositories: [],
  environments: [
    { environment: 'dev', state: 'healthy', message: '', applied: '', open: true, url: '', components: [] },
    { environment: 'qa', state: 'not there', message: '', applied: '', open: false, url: '', components: [] },
  ],
};
const VIEW: View = { clusters: [], apps: [APP] };

describe('the page, while something is under way', { skip: browserIsMissing }, () => {
  let server: LocalServer;
  let browser: Browser;
  let page: Page;
  /** What was sent, and how each is answered. */
  let asked: { readonly path: string; readonly answer: (status: number, body: object) => void }[];

  before(async () => {
    server = await LocalServer.start(NO_FLEET, 0);
    browser = await startBrowser();
  });
  after(async () => {
    await browser?.close();
    server?.stop();
  });
  beforeEach(async () => {
    asked = [];
    ({ page } = await openTab(browser));
    await page.route('**/api/view', (route) => route.fulfill({ json: VIEW }));
    await page.route('**/api/apps**', (route) => {
      asked.push({
        path: new URL(route.request().url()).pathname,
        answer: (status, json) => void route.fulfill({ status, json }),
      });
    });
    await page.goto(server.url);
    await page.getByRole('article', { name: 'books' }).waitFor();
  });
  afterEach(() => page.context().close());

  const field = (label: string) => page.getByLabel(label);
  const create = () => page.getByRole('button', { name: 'Create' });
  const books = () => page.getByRole('article', { name: 'books' });
  /** Waits until a request is there to be answered. */
  const request = async () => {
    for (let tries = 0; asked.length === 0 && tries < 500; tries++) await page.waitForTimeout(10);
    return asked[0]!;
  };

  const fillIn = async () => {
    await field('Project name').fill('shop');
    await field('Team').fill('shop-team');
    await field('Database name').fill('shop');
    await field('API port').fill('8080');
    await field('Monitoring').uncheck();
  };

  it('is asked once, however often Create is pressed', async () => {
    await fillIn();
    await create().click();
    await request();
    assert.equal(await create().isDisabled(), true);
    await field('Project name').press('Enter');
    await create().click({ force: true });
    await page.waitForTimeout(100);
    assert.equal(asked.length, 1);
    asked[0]?.answer(200, {});
    await page.waitForFunction(() => !document.querySelector('#new button:disabled'));
  });

  it('keeps what was typed since, and empties what was sent', async () => {
    await fillIn();
    await create().click();
    const { answer } = await request();
    await field('Project name').fill('kiosk');
    await field('API port').fill('9090');
    answer(200, {});
    await page.waitForFunction(() => !document.querySelector('#new button:disabled'));
    assert.equal(await field('Project name').inputValue(), 'kiosk');
    assert.equal(await field('API port').inputValue(), '9090');
    assert.equal(await field('Team').inputValue(), '');
    assert.equal(await field('Database name').inputValue(), '');
    assert.equal(await field('Monitoring').isChecked(), true, 'as it was at first');
  });

  it('keeps everything where it is refused, and does not take the field away from who types on', async () => {
    await fillIn();
    await create().click();
    const { answer } = await request();
    await field('Database name').fill('goods');
    answer(400, { problems: [{ where: 'name', given: '"shop"', allowed: 'a name that no app has' }] });
    await page.getByText('Given: "shop". Allowed: a name that no app has.').waitFor();
    assert.equal(await field('Project name').inputValue(), 'shop');
    assert.equal(await field('Database name').inputValue(), 'goods');
    assert.ok(await field('Database name').evaluate((input) => input === input.ownerDocument.activeElement));
    assert.equal(await create().isDisabled(), false);
  });

  for (const name of ['Push', 'Revert the last commit', 'Release to prod', 'Open to qa']) {
    it(`has no other button of an app pressed while ${name} is under way`, async () => {
      await books().getByRole('button', { name, exact: true }).click();
      const { answer } = await request();
      const buttons = books().getByRole('button');
      assert.equal(await buttons.count(), 4);
      for (const button of await buttons.all()) assert.equal(await button.isDisabled(), true);
      assert.equal(await create().isDisabled(), false, 'another app has nothing to do with it');
      answer(200, {});
      await page.waitForFunction(() => !document.querySelector('article button:disabled'));
    });
  }
});

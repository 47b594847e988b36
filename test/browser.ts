import { spawnSync } from 'node:child_process';
import { delimiter, join } from 'node:path';
import axe from 'axe-core';
import { type Browser, chromium, type Page } from 'playwright-core';
import { givenProgram } from '../scripts/given-path';

/** Chrome first: on Ubuntu 24.04 it alone may make its sandbox. @see https://github.com/actions/runner-images/issues/12096 */
const NAMES = ['google-chrome', 'chromium', 'chromium-browser'];

/** The browser that `CHROMIUM` names, or the first on the path that can be run: some are stubs that only say what to install. */
const executablePath = process.env.CHROMIUM
  ? givenProgram(process.env.CHROMIUM)
  : onPath().find((file) => spawnSync(file, ['--version']).status === 0);

function onPath(): string[] {
  const folders = (process.env.PATH ?? '').split(delimiter);
  return NAMES.flatMap((name) => folders.map((folder) => join(folder, name)));
}

/** Why no browser can be started; undefined where one can. */
export const browserIsMissing =
  executablePath === undefined ? `there is none of ${NAMES.join(', ')}: apt-get install chromium` : undefined;

/** Starts a browser without a window. Its sandbox does not take root. */
export function startBrowser(): Promise<Browser> {
  if (executablePath === undefined) throw new Error(browserIsMissing);
  return chromium.launch({ executablePath, chromiumSandbox: process.getuid?.() !== 0 });
}

export interface TabProps {
  /** @default light */
  readonly colorScheme?: 'light' | 'dark';
  /** Pixels. @default 1280 */
  readonly width?: number;
  /** Pixels. @default 860 */
  readonly height?: number;
}

/** A tab of a browser that knows nobody yet. */
export interface Tab {
  readonly page: Page;
  /** What its console has complained of: errors of scripts, and whatever the Content-Security-Policy refuses. */
  readonly complaints: string[];
}

/** Opens a tab, with cookies and storage of its own. */
export async function openTab(browser: Browser, props: TabProps = {}): Promise<Tab> {
  const { colorScheme = 'light', width = 1280, height = 860 } = props;
  const context = await browser.newContext({ colorScheme, viewport: { width, height }, locale: 'en-GB' });
  const page = await context.newPage();
  page.setDefaultTimeout(60_000);
  const complaints: string[] = [];
  page.on('pageerror', ({ message }) => complaints.push(message));
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(`${message.text()} (${message.location().url})`);
  });
  return { page, complaints };
}

/** What of a page keeps people out who see badly, hear it read, or use no mouse. */
export async function barriersOf(page: Page): Promise<string[]> {
  await page.evaluate(axe.source);
  return page.evaluate(async () => {
    const { violations } = await (globalThis as unknown as { axe: typeof axe }).axe.run();
    return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`));
  });
}

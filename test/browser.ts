import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import axe from 'axe-core';
import { type Browser, chromium, type Page } from 'playwright-core';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
const PROGRAM = process.env.CHROMIUM || found();

/** Why no browser can be started; undefined where one can. */
export const browserIsMissing = PROGRAM ? undefined : 'there is no Chromium on the PATH, nor does CHROMIUM name one';

function found(): string | undefined {
  const folders = (process.env.PATH ?? '').split(delimiter);
  return folders.flatMap((folder) => NAMES.map((name) => join(folder, name))).find((path) => existsSync(path));
}

/** Starts the browser of this machine, which `CHROMIUM` names or which is on the PATH. @throws Error where there is none */
export function startBrowser(): Promise<Browser> {
  if (!PROGRAM) throw new Error(browserIsMissing);
  return chromium.launch({
    executablePath: PROGRAM,
    args: [
      '--headless',
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
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

import { existsSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import chromium from '@sparticuz/chromium';
import { chromium as playwright, type Browser, type Page } from 'playwright-core';

/** How a person looks at the console. */
export interface Looking {
  /** A name of the development page, such as `Ines`. */
  readonly as: string;
  /** 1,400 or 390 pixels. */
  readonly width?: number;
  readonly language?: 'en' | 'it';
  readonly scheme?: 'light' | 'dark';
}

const HEIGHT = 900;
/** A shared machine may be slow; a person would have given up long before. */
const PATIENCE_MS = 20_000;

/** A real browser, which comes with the packages. */
export async function launchBrowser(): Promise<Browser> {
  const executablePath = await chromium.executablePath();
  return playwright.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu'], headless: true });
}

/** What the browser complained about while a page was open. */
export type Complaints = readonly string[];

/** A page of the console with a person signed in, and what the browser complains about from then on. */
export async function openConsole(browser: Browser, door: string, looking: Looking) {
  const { as: person, width = 1_400, language = 'en', scheme = 'light' } = looking;
  const locale = language === 'it' ? 'it-IT' : 'en-GB';
  const context = await browser.newContext({ viewport: { width, height: HEIGHT }, locale, colorScheme: scheme });
  context.setDefaultTimeout(PATIENCE_MS);
  const page = await context.newPage();
  await page.goto(`${door}/board`);
  await page.getByRole('button', { name: new RegExp(`^${person}`) }).click();
  await page.waitForURL(/\/board/);
  const complaints: string[] = [];
  page.on('pageerror', ({ message }) => complaints.push(message));
  // A busy service says when to come back, and the client does. A 503 that does not say it is a fault.
  page.on('response', (response) => {
    if (response.status() === 503 && response.headers()['retry-after'] === undefined)
      complaints.push(`503 without Retry-After: ${response.url()}`);
  });
  page.on('console', (message) => {
    if (message.type() === 'error' && !message.text().includes('status of 503'))
      complaints.push(`${message.text()} ${message.location().url}`);
  });
  return { page, complaints: complaints as Complaints, close: () => context.close() };
}

/**
 * What axe finds serious or critical, each in a line. A dialogue that comes or goes has too little contrast for a moment:
 * what is found is looked at again before it counts.
 */
export async function barriers(page: Page): Promise<string[]> {
  const found = await barriersNow(page);
  if (found.length === 0) return found;
  await page.waitForTimeout(1_000);
  return barriersNow(page);
}

async function barriersNow(page: Page): Promise<string[]> {
  await page.evaluate(`Promise.all(document.getAnimations()
    .filter((each) => each.effect.getComputedTiming().endTime !== Infinity)
    .map((each) => each.finished.catch(() => undefined)))`);
  const { violations } = await new AxeBuilder({ page }).analyze();
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html.slice(0, 200)}`));
}

/** Whether a person must scroll sideways to read the page. */
export const isTooWide = (page: Page): Promise<boolean> =>
  page.evaluate('document.documentElement.scrollWidth > document.documentElement.clientWidth + 1');

/** A picture for people who look, where CONCORD_PICTURES names a folder. */
export async function picture(page: Page, name: string): Promise<void> {
  const folder = process.env['CONCORD_PICTURES'];
  if (!folder) return;
  if (!existsSync(folder)) mkdirSync(folder, { recursive: true });
  await page.screenshot({ path: path.join(folder, `${name}.png`) });
}

import { readFile } from 'node:fs/promises';
import { Client as Database } from 'pg';
import type { Browser } from 'playwright-core';
import { aligned } from '../../src/replay/alignment';
import { pathClientOf, type PathClient } from '../path-client';
import { shopDay } from '../shop-day';
import { startedSystem } from '../started-system';
import { barriers, launchBrowser, openConsole } from './browser';

/** What stands around every screen, for everybody who signs in. */
describe('the console', () => {
  let running: Awaited<ReturnType<typeof startedSystem>>;
  let browser: Browser;
  let client: PathClient;
  let door: string;
  let day: Awaited<ReturnType<typeof shopDay>>;

  beforeAll(async () => {
    [running, browser] = await Promise.all([startedSystem({}, { door: true }), launchBrowser()]);
    door = running.system.addresses.door!;
    client = pathClientOf(running.system);
    await client.write('inventory', '/v1/warehouses', { warehouse: 'MAIN', name: 'Main' });
    day = await shopDay(client, running.system);
    await aligned(client);
  }, 240_000);
  afterAll(async () => {
    await browser.close();
    await running.stop();
  }, 30_000);

  const sql = async (text: string, values: unknown[] = []) => {
    const database = new Database({ connectionString: running.system.databases.get('marketing')! });
    await database.connect();
    const { rows } = await database.query(text, values);
    await database.end();
    return rows as Record<string, unknown>[];
  };

  it('speaks the language that a person chooses, from then on', async () => {
    const { page, close } = await openConsole(browser, door, { as: 'Leo' });
    await page.getByRole('button', { name: /Signed in as Leo/ }).click();
    await page.getByRole('menuitem', { name: 'Italiano' }).click();
    await page.getByRole('heading', { level: 1, name: 'Quadro' }).waitFor();
    await page.reload();
    await page.getByRole('heading', { level: 1, name: 'Quadro' }).waitFor();
    expect(await page.locator('html').getAttribute('lang')).toBe('it');
    await close();
  }, 60_000);

  it('is used by keyboard alone', async () => {
    const { page, close } = await openConsole(browser, door, { as: 'Leo' });
    await page.getByRole('heading', { level: 1, name: 'Board' }).waitFor();
    await page.keyboard.press('Tab');
    expect(await page.locator(':focus').innerText()).toBe('Go to the content');
    await page.keyboard.press('Enter');
    expect(await page.locator(':focus').getAttribute('id')).toBe('screen');
    const box = page.getByRole('textbox', { name: /Find a SKU/ }).first();
    await box.focus();
    await page.keyboard.type(day.orderId);
    await page.getByRole('option').first().waitFor();
    await page.keyboard.press('Enter');
    await page.waitForURL(new RegExp(day.orderId));
    await close();
  }, 60_000);

  it('keeps filters in the address, and downloads what the list shows', async () => {
    const { page, close } = await openConsole(browser, door, { as: 'Leo' });
    await page.goto(`${door}/orders?status=delivered`);
    await page.getByRole('link', { name: day.orderId.slice(-12) }).waitFor();
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Download CSV' }).click(),
    ]);
    const lines = (await readFile(await download.path(), 'utf8')).trim().split('\r\n');
    expect(lines).toHaveLength(2);
    expect(lines[1]).toContain(day.orderId);
    await page.goto(`${door}/orders?status=rejected`);
    await page.getByText('No order fits', { exact: false }).waitFor();
    const today = new Date();
    const dayOf = (moment: Date) =>
      [moment.getFullYear(), moment.getMonth() + 1, moment.getDate()]
        .map((part) => String(part).padStart(2, '0'))
        .join('-');
    const yesterday = new Date(today.getFullYear(), today.getMonth(), today.getDate() - 1);
    await page.goto(`${door}/orders?from=${dayOf(yesterday)}&to=${dayOf(today)}`);
    await page.getByRole('link', { name: day.orderId.slice(-12) }).waitFor();
    await page.getByLabel('Placed until').fill(dayOf(yesterday));
    await page.getByLabel('Placed until').press('Enter');
    await page.getByText('No order fits', { exact: false }).waitFor();
    await close();
  }, 60_000);

  it('lets the lamp say within seconds that somebody does not agree any more', async () => {
    const { page, close } = await openConsole(browser, door, { as: 'Oskar' });
    await client.write('oversight', '/v1/audits');
    await page.getByRole('link', { name: /^Everyone agrees/ }).waitFor();
    const [table] = await sql(
      `select tablename as name from pg_tables where tablename like 'stock_facts_view%' order by 1 desc limit 1`,
    );
    await sql(`update "${String(table!['name'])}" set sellable = sellable + 1 where sku = $1`, [day.sku]);
    await client.write('oversight', '/v1/audits');
    await page.getByRole('link', { name: /^1 fact differs/ }).waitFor();
    await sql(`update "${String(table!['name'])}" set sellable = sellable - 1 where sku = $1`, [day.sku]);
    await client.write('oversight', '/v1/audits');
    await page.getByRole('link', { name: /^Everyone agrees/ }).waitFor();
    expect(await page.getByRole('heading', { level: 1 }).innerText()).toBe('Board');
    await close();
  }, 90_000);

  it('shows customers their own, and nothing that is not for them', async () => {
    const { page, complaints, close } = await openConsole(browser, door, { as: 'Oskar' });
    await page.getByRole('button', { name: /Signed in as Oskar/ }).click();
    await page.getByRole('menuitem', { name: 'Be somebody else' }).click();
    await page.getByRole('textbox', { name: 'Name or number' }).fill(day.customerId);
    await page.getByRole('checkbox', { name: 'customer', exact: true }).check();
    await page.getByRole('button', { name: 'Sign in', exact: true }).click();
    await page.getByRole('heading', { level: 1, name: 'Orders' }).waitFor();
    const links = page.getByRole('navigation').getByRole('link');
    expect(await links.allInnerTexts()).toEqual(['Orders', 'Documents', 'Returns', 'Cases', 'Vouchers']);
    await page.getByRole('link', { name: day.orderId.slice(-12) }).click();
    await page.getByRole('heading', { level: 1, name: /^Order/ }).waitFor();
    await page.getByRole('button', { name: 'Take a return' }).waitFor();
    expect(await page.getByRole('button', { name: 'Refund' }).count()).toBe(0);
    expect(await barriers(page)).toEqual([]);
    // Before somebody signs in, nobody is.
    expect(complaints.filter((text) => !text.includes('401'))).toEqual([]);
    await close();
  }, 90_000);

  it('leads back to the screen that was asked for, when somebody signs in', async () => {
    // Without a locale the browser tells what its system says, which may be no language at all.
    const context = await browser.newContext();
    const page = await context.newPage();
    await page.goto(`${door}/orders/${day.orderId}?service=orders`);
    await page.getByRole('button', { name: /^Leo/ }).click();
    await page.waitForURL(`${door}/orders/${day.orderId}?service=orders`);
    const heading = page.getByRole('heading', { level: 1 });
    await heading.waitFor();
    expect(await heading.innerText()).toContain(day.orderId.slice(-12));
    await context.close();
  }, 60_000);
});

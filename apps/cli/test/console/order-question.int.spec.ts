import type { Browser } from 'playwright-core';
import { aligned } from '../../src/replay/alignment';
import { pathClientOf } from '../path-client';
import { shopDay } from '../shop-day';
import { startedSystem } from '../started-system';
import { barriers, isTooWide, launchBrowser, openConsole, picture } from './browser';

/** The errand of the desk: a customer asks where an order is, and sends something back. */
describe('an agent whom a customer asks', () => {
  let running: Awaited<ReturnType<typeof startedSystem>>;
  let browser: Browser;
  let door: string;
  let sentence: string;
  let day: Awaited<ReturnType<typeof shopDay>>;

  beforeAll(async () => {
    [running, browser] = await Promise.all([startedSystem({}, { door: true }), launchBrowser()]);
    door = running.system.addresses.door!;
    const client = pathClientOf(running.system);
    await client.write('inventory', '/v1/warehouses', { warehouse: 'MAIN', name: 'Main' });
    day = await shopDay(client, running.system);
    await aligned(client);
    const explained = `/v1/orders/${day.orderId}/status-explained`;
    ({ sentence } = await client.read<{ sentence: string }>('customer-service', explained));
  }, 240_000);
  afterAll(async () => {
    await browser.close();
    await running.stop();
  }, 30_000);

  it('says where the order is, and takes a return with three clicks', async () => {
    const { page, complaints, close } = await openConsole(browser, door, { as: 'Aisha' });
    await page
      .getByRole('textbox', { name: /Find a SKU/ })
      .first()
      .fill(day.orderId);
    await page.getByRole('option', { name: /order/ }).click();
    await page.getByRole('heading', { level: 1, name: /^Order/ }).waitFor();
    const main = page.getByRole('main');
    await main.getByText(sentence, { exact: true }).waitFor();
    await main.getByText('late', { exact: true }).waitFor();
    await picture(page, 'order');
    expect(await barriers(page)).toEqual([]);
    await main.getByRole('button', { name: 'Take a return' }).click();
    const asked = page.getByRole('dialog');
    await asked.getByRole('button', { name: 'Take a return' }).click();
    await asked.getByText('Enter the units of at least one line.').waitFor();
    await asked.getByRole('textbox', { name: new RegExp(day.sku) }).fill('1');
    await picture(page, 'take-a-return');
    expect(await barriers(page)).toEqual([]);
    await asked.getByRole('button', { name: 'Take a return' }).click();
    await asked.waitFor({ state: 'detached' });
    // Two were on their way before; the third is shown without anybody reloading.
    await main
      .getByRole('link', { name: /^[\da-f]{12}$/ })
      .nth(2)
      .waitFor();
    expect(complaints).toEqual([]);
    await close();
  }, 60_000);

  it('is helped by a lead, who rejects a return and takes one after the return period', async () => {
    const { page, complaints, close } = await openConsole(browser, door, { as: 'Leo' });
    await page.goto(`${door}/returns/${day.open}`);
    const main = page.getByRole('main');
    const asked = page.getByRole('dialog');
    await main.getByRole('button', { name: 'Reject' }).click();
    await asked.getByRole('textbox').fill('the seal is broken');
    await picture(page, 'reject-a-return');
    expect(await barriers(page)).toEqual([]);
    await asked.getByRole('button', { name: 'Reject' }).click();
    await main.getByText('It was refused: the seal is broken').waitFor();
    expect(await main.getByRole('button', { name: 'Reject' }).count()).toBe(0);

    await page.goto(`${door}/orders/${day.orderId}`);
    await main.getByRole('button', { name: 'Take a return' }).click();
    await asked.getByRole('textbox', { name: new RegExp(day.sku) }).fill('1');
    await asked.getByRole('switch', { name: 'Also after the return period' }).click();
    await asked.getByRole('textbox', { name: /^Why the units may still come back/ }).fill('was in hospital');
    await picture(page, 'take-a-late-return');
    expect(await barriers(page)).toEqual([]);
    await asked.getByRole('button', { name: 'Take a return' }).click();
    await asked.waitFor({ state: 'detached' });
    expect(complaints).toEqual([]);
    await close();
  }, 60_000);

  it.each([
    ['an order', () => `/orders/${day.orderId}`],
    ['a return', () => `/returns/${day.open}`],
    ['a parcel', () => `/parcels/${day.orderId}.MAIN`],
    ['a campaign', () => `/campaigns/${day.campaignId}`],
    ['a customer', () => `/customers/${day.customerId}`],
  ])(
    'reads %s on a phone, in Italian and in the dark',
    async (what, path) => {
      const { page, complaints, close } = await openConsole(browser, door, {
        as: 'Leo',
        width: 390,
        language: 'it',
        scheme: 'dark',
      });
      await page.goto(`${door}${path()}`);
      await page.getByRole('heading', { level: 1 }).waitFor();
      await page.locator('[role=status]').first().waitFor({ state: 'detached' });
      await picture(page, `phone-${what.replace(' ', '-')}`);
      expect(await barriers(page)).toEqual([]);
      expect(await isTooWide(page)).toBe(false);
      expect(complaints).toEqual([]);
      await close();
    },
    60_000,
  );
});

import type { Browser } from 'playwright-core';
import { uniqueName } from '@concord/testing';
import { aligned } from '../../src/replay/alignment';
import { pathClientOf, type PathClient } from '../path-client';
import { startedSystem } from '../started-system';
import { barriers, launchBrowser, openConsole, picture } from './browser';

/** What a warehouse manager does when baskets hold the last units: sees it, and lets orders wait for the next ones. */
describe('baskets and waiting orders of a SKU', () => {
  let running: Awaited<ReturnType<typeof startedSystem>>;
  let browser: Browser;
  let door: string;
  let client: PathClient;
  const sku = uniqueName('HELD').toUpperCase();

  beforeAll(async () => {
    [running, browser] = await Promise.all([startedSystem({}, { door: true }), launchBrowser()]);
    door = running.system.addresses.door!;
    client = pathClientOf(running.system);
    await client.write('inventory', '/v1/warehouses', { warehouse: 'MAIN', name: 'Main warehouse' });
    const row = { sku, title: 'Storm lantern', kind: 'shippable', priceMinor: 2_499, currency: 'GBP', weightG: 300 };
    await client.write('catalog', '/v1/imports', { publish: true, rows: [row] });
    const lines = [{ sku, quantity: 3 }];
    await client.write('inventory', '/v1/receipts', { warehouse: 'MAIN', cause: 'spec', lines });
    await aligned(client);
  }, 240_000);
  afterAll(async () => {
    await browser.close();
    await running.stop();
  }, 30_000);

  it('are seen at once, and orders are let to wait without a manual', async () => {
    const { page, complaints, close } = await openConsole(browser, door, { as: 'Ines' });
    await page.goto(`${door}/skus/${sku}`);
    const figure = (label: string, value: number) =>
      page
        .locator('div', { has: page.locator(`dt:text-is("${label}")`) })
        .locator(`dd:text-is("${value}")`)
        .first();
    await figure('Held for baskets', 0).waitFor();
    await client.write('inventory', '/v1/holds', { lines: [{ sku, quantity: 2 }] });
    await figure('Held for baskets', 2).waitFor();
    await figure('Sellable', 1).waitFor();
    await page.getByText('No order may wait for goods of this SKU.').waitFor();
    await page.getByRole('button', { name: 'Let orders wait' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByText('No further order waits.').waitFor();
    await dialog.getByLabel('Units that may wait').fill('25');
    await dialog.getByText('Beyond the stock, 25 units can be ordered').waitFor();
    await dialog.getByRole('button', { name: 'Let orders wait' }).click();
    await dialog.waitFor({ state: 'hidden' });
    await page.getByText('25 units may wait for goods, promised for').waitFor();
    await page.getByText('Orders may wait for 25 units, promised for').first().waitFor();
    await picture(page, 'waiting-orders');
    expect(await barriers(page)).toEqual([]);
    const [availability] = (await client.read<{ items: object[] }>('inventory', `/v1/availability?sku=${sku}`)).items;
    expect(availability).toMatchObject({ sellable: 1, backorderUnits: 25 });
    expect(complaints).toEqual([]);
    await close();
  }, 120_000);
});

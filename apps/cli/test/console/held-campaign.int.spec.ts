import type { Browser } from 'playwright-core';
import { aligned } from '../../src/replay/alignment';
import { uniqueName } from '@concord/testing';
import { pathClientOf, type PathClient } from '../path-client';
import { startedSystem } from '../started-system';
import { launchBrowser, openConsole, picture } from './browser';

const DAY_MS = 86_400_000;

/** The errand of marketing: why is the campaign held, and what makes it go? */
describe('a marketing manager with a held campaign', () => {
  let running: Awaited<ReturnType<typeof startedSystem>>;
  let browser: Browser;
  let client: PathClient;
  let door: string;
  const sku = uniqueName('LAMP').toUpperCase();

  beforeAll(async () => {
    [running, browser] = await Promise.all([startedSystem({}, { door: true }), launchBrowser()]);
    door = running.system.addresses.door!;
    client = pathClientOf(running.system);
    await client.write('inventory', '/v1/warehouses', { warehouse: 'MAIN', name: 'Main' });
    const row = { sku, title: 'Storm lantern', kind: 'shippable', priceMinor: 2_500, currency: 'GBP' };
    await client.write('catalog', '/v1/imports', { rows: [row], publish: true });
    await client.write('inventory', '/v1/receipts', {
      warehouse: 'MAIN',
      cause: 'spec',
      lines: [{ sku, quantity: 60 }],
    });
    await aligned(client);
    const plan = {
      name: 'Light for dark evenings',
      channels: ['email'],
      skus: [sku],
      from: new Date().toISOString(),
      to: new Date(Date.now() + 5 * DAY_MS).toISOString(),
      expected: { reach: 4_000, conversionMilli: 25, unitsPerOrderMilli: 1_000 },
      audience: 4_000,
    };
    const { id } = await client.write<{ id: string }>('marketing', '/v1/campaigns', plan);
    await client.write('marketing', `/v1/campaigns/${id}/submit`);
    await aligned(client);
  }, 180_000);
  afterAll(async () => {
    await browser.close();
    await running.stop();
  }, 30_000);

  it('finds out why with one click, and takes a proposal with two more', async () => {
    const { page, complaints, close } = await openConsole(browser, door, { as: 'Marta' });
    // From the board: the SKU is held, and names its campaign.
    await page.getByRole('link', { name: 'Light for dark evenings' }).click();
    await page.getByRole('heading', { level: 1, name: 'Light for dark evenings' }).waitFor();
    await page.getByRole('heading', { name: 'What would clear it' }).waitFor();
    await picture(page, 'held-campaign');
    const main = page.getByRole('main');
    expect(await main.innerText()).toMatch(/held/);
    expect(await main.innerText()).toMatch(/stock: .*60 units for a demand of 100/);
    await main.getByRole('button', { name: 'Take this' }).first().click();
    const asked = page.getByRole('dialog');
    expect(await asked.innerText()).toMatch(/at most 2000 people/);
    await asked.getByRole('button', { name: 'Take this' }).click();
    await main.getByText('scheduled', { exact: true }).waitFor();
    await picture(page, 'cleared-campaign');
    expect(await main.innerText()).toContain('of 2000');
    expect(complaints).toEqual([]);
    await close();
  }, 60_000);
});

import type { Browser } from 'playwright-core';
import { uniqueName } from '@concord/testing';
import { aligned } from '../../src/replay/alignment';
import { pathClientOf, type PathClient } from '../path-client';
import { startedSystem } from '../started-system';
import { barriers, isTooWide, launchBrowser, openConsole, picture } from './browser';
import { Errand } from './errand';

const DAY_MS = 86_400_000;
const UNITS = 60;
const DEMAND = 100;

interface Stock {
  readonly onHand: number;
  readonly incoming: number;
}

/** Who buys for the warehouse: announces what a campaign lacks, and receives it. */
describe('the purchase orders of an inventory manager', () => {
  let running: Awaited<ReturnType<typeof startedSystem>>;
  let browser: Browser;
  let client: PathClient;
  let door: string;
  let campaignId: string;
  const sku = uniqueName('BOUGHT').toUpperCase();

  beforeAll(async () => {
    [running, browser] = await Promise.all([startedSystem({}, { door: true }), launchBrowser()]);
    door = running.system.addresses.door!;
    client = pathClientOf(running.system);
    await client.write('inventory', '/v1/warehouses', { warehouse: 'MAIN', name: 'Main' });
    const row = { sku, title: 'Storm lantern', kind: 'shippable', priceMinor: 2_500, currency: 'GBP' };
    await client.write('catalog', '/v1/imports', { rows: [row], publish: true });
    const lines = [{ sku, quantity: UNITS }];
    await client.write('inventory', '/v1/receipts', { warehouse: 'MAIN', cause: 'spec', lines });
    await aligned(client);
    const plan = {
      name: 'Light for dark evenings',
      channels: ['email'],
      skus: [sku],
      from: new Date().toISOString(),
      to: new Date(Date.now() + 30 * DAY_MS).toISOString(),
      expected: { reach: DEMAND * 10, conversionMilli: 100, unitsPerOrderMilli: 1_000 },
      audience: DEMAND * 10,
    };
    ({ id: campaignId } = await client.write<{ id: string }>('marketing', '/v1/campaigns', plan));
    await client.write('marketing', `/v1/campaigns/${campaignId}/submit`);
    await aligned(client);
  }, 180_000);
  afterAll(async () => {
    await browser.close();
    await running.stop();
  }, 30_000);

  const stock = () => client.read<Stock>('inventory', `/v1/stock/${sku}`);

  it('begin with what a campaign lacks, and end with the goods', async () => {
    const { page, complaints, close } = await openConsole(browser, door, { as: 'Ines' });
    const isFit = async (name: string) => {
      expect([name, await barriers(page)]).toEqual([name, []]);
      expect([name, await isTooWide(page)]).toEqual([name, false]);
      await picture(page, `purchase-${name}`);
    };
    const errand = new Errand(page);
    await page.goto(`${door}/campaigns/${campaignId}`);
    await errand.click(page.getByRole('link', { name: 'Announce them' }));
    await errand.dialogue.waitFor();
    expect(await errand.dialogue.getByLabel('SKU').inputValue()).toBe(sku);
    const lacking = Number(await errand.dialogue.getByLabel('Units').inputValue());
    expect(lacking).toBeGreaterThan(0);
    await isFit('announce');
    await errand.click(errand.dialogue.getByRole('button', { name: 'Announce units' }));
    const row = page.getByRole('row').filter({ hasText: sku });
    await row.getByText(String(lacking), { exact: true }).waitFor();
    await isFit('list');
    expect(await stock()).toMatchObject({ incoming: lacking });
    await errand.click(row.getByRole('button', { name: 'Receive' }));
    await errand.dialogue.getByLabel('Units').fill('10');
    await isFit('receive');
    await errand.click(errand.dialogue.getByRole('button', { name: 'Receive' }));
    await row.getByText(String(lacking - 10), { exact: true }).waitFor();
    expect(await stock()).toMatchObject({ onHand: UNITS + 10, incoming: lacking - 10 });
    expect(errand.cost.clicks).toBeLessThanOrEqual(4);
    expect(complaints).toEqual([]);
    await close();
  }, 120_000);

  it('are changed and cancelled on a phone, in Italian', async () => {
    const { page, complaints, close } = await openConsole(browser, door, { as: 'Ines', width: 390, language: 'it' });
    await page.goto(`${door}/purchase-orders`);
    const errand = new Errand(page);
    await page.getByRole('link', { name: sku }).waitFor();
    expect(await barriers(page)).toEqual([]);
    expect(await isTooWide(page)).toBe(false);
    await picture(page, 'purchase-phone');
    await errand.click(page.getByRole('button', { name: 'Cambia' }));
    await errand.dialogue.getByLabel('Unità').fill('77');
    await errand.click(errand.dialogue.getByRole('button', { name: 'Cambia' }));
    await page.getByText('77', { exact: true }).waitFor();
    await errand.click(page.getByRole('button', { name: 'Annulla' }));
    await errand.dialogue.getByLabel('Motivo').fill('il fornitore non consegna');
    expect(await barriers(page)).toEqual([]);
    await errand.click(errand.dialogue.getByRole('button', { name: 'Annulla' }));
    await page.getByText('Niente è in arrivo.', { exact: false }).waitFor();
    expect(await stock()).toMatchObject({ incoming: 0 });
    expect(complaints).toEqual([]);
    await close();
  }, 120_000);
});

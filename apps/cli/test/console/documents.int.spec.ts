import type { Browser } from 'playwright-core';
import { eventually, readPdf, uniqueName } from '@concord/testing';
import { aligned } from '../../src/replay/alignment';
import { pathClientAs, pathClientOf, type PathClient } from '../path-client';
import { startedSystem } from '../started-system';
import { barriers, isTooWide, launchBrowser, openConsole, picture } from './browser';

/** What a lead of the desk does when a customer asks for an invoice: finds it on the order, and opens the paper. */
describe('documents in the console', () => {
  let running: Awaited<ReturnType<typeof startedSystem>>;
  let browser: Browser;
  let door: string;
  let client: PathClient;
  const sku = uniqueName('LAMP').toUpperCase();

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

  async function delivered() {
    const body = {
      channel: 'b2c',
      currency: 'GBP',
      customerId: 'ada',
      lines: [{ sku, quantity: 1 }],
      shipTo: { country: 'GB', postcode: 'N1 9GU', name: 'Ada Bell', street: '12 Mill Lane', city: 'London' },
      payment: { method: 'card', token: 'ok' },
    };
    const placed = await client.call('orders', 'POST', '/v1/orders', { body, wait: 5 });
    const { orderId } = placed.data as { orderId: string };
    const fulfilmentId = `${orderId}.MAIN`;
    const units = [{ sku, quantity: 1 }];
    await eventually(async () => client.read('logistics', `/v1/fulfilments/${fulfilmentId}`), { within: 30_000 });
    await client.write('logistics', '/v1/pick-tasks', { fulfilmentId, scans: units, finish: true });
    await client.write('logistics', '/v1/pack-sessions', { fulfilmentId, contents: units, close: true });
    await client.write('logistics', `/v1/fulfilments/${fulfilmentId}/labels`);
    await client.write('logistics', `/v1/shipments/${fulfilmentId}/handover`);
    await aligned(client);
    return orderId;
  }

  it('are found on the order and in the list, and open as papers', async () => {
    const orderId = await delivered();
    const lead = pathClientAs(running.system, { roles: ['cs_lead'], subject: 'lead' });
    const { page, complaints, close } = await openConsole(browser, door, { as: 'Leo' });
    await page.goto(`${door}/orders/${orderId}`);
    const year = new Date().getUTCFullYear();
    const [number, note] = [`INV-${year}-000001`, `CN-${year}-000001`];
    await page.getByText(number, { exact: true }).waitFor();
    const link = page.getByRole('link', { name: `${number} as PDF` });
    const address = await link.getAttribute('href');
    const answer = await page.request.get(`${door}${address}`);
    expect(answer.headers()['content-type']).toBe('application/pdf');
    const { text } = await readPdf(await answer.body());
    expect(text).toContain('Ada Bell');
    expect(text).toContain('24.99 GBP');
    // A refund is seen at once, with its note.
    await lead.write('orders', `/v1/orders/${orderId}/refunds`, { amountMinor: 500, reason: 'a scratch' });
    await page.getByText(note, { exact: true }).waitFor();
    await picture(page, 'order-documents');
    expect(await barriers(page)).toEqual([]);
    await page.goto(`${door}/documents?kind=credit-note`);
    await page.getByRole('heading', { level: 1, name: 'Documents' }).waitFor();
    await page.getByText(note, { exact: true }).first().waitFor();
    expect(await page.getByText(number, { exact: true }).count()).toBe(0);
    await picture(page, 'documents');
    expect(await barriers(page)).toEqual([]);
    expect(await isTooWide(page)).toBe(false);
    await page.goto(`${door}/parcels/${orderId}.MAIN`);
    const slip = await page.getByRole('link', { name: 'Packing slip' }).getAttribute('href');
    const slipText = (await readPdf(await (await page.request.get(`${door}${slip}`)).body())).text;
    expect(slipText).toContain('Storm lantern');
    expect(slipText).not.toContain('24.99');
    expect(complaints).toEqual([]);
    await close();
  }, 120_000);
});

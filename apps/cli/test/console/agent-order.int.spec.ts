import type { Browser } from 'playwright-core';
import { eventually } from '@concord/testing';
import { aligned } from '../../src/replay/alignment';
import { pathClientAs, type PathClient } from '../path-client';
import { startedSystem } from '../started-system';
import { fillShop } from '../storefront/filled-shop';
import { barriers, isTooWide, launchBrowser, openConsole, picture } from './browser';
import { Errand, ERRAND_S_MAX } from './errand';

interface Order {
  readonly orderId: string;
  readonly status: string;
  readonly totalMinor: number;
}

/** A customer calls and orders by phone; later something about the order must be cleared up. */
describe('an agent on the phone', () => {
  let running: Awaited<ReturnType<typeof startedSystem>>;
  let browser: Browser;
  let door: string;
  let client: PathClient;

  beforeAll(async () => {
    [running, browser] = await Promise.all([startedSystem({}, { door: true }), launchBrowser()]);
    door = running.system.addresses.door!;
    client = await fillShop(running.system);
    await client.write('customer-service', '/v1/customers', { customerId: 'ada', country: 'United Kingdom' });
    const ada = pathClientAs(running.system, { roles: ['customer'], subject: 'ada', customerId: 'ada' });
    const address = {
      country: 'United Kingdom',
      name: 'Ada Bell',
      street: '12 Mill Lane',
      postcode: 'N1 9GU',
      city: 'London',
    };
    const body = { address, uses: ['shipping'] };
    await ada.call('customer-service', 'PUT', '/v1/customers/ada/addresses/home', { body });
  }, 300_000);
  afterAll(async () => {
    await browser.close();
    await running.stop();
  }, 30_000);

  const ordersOf = async (customerId: string) =>
    (await client.read<{ items: Order[] }>('orders', `/v1/orders?customer=${customerId}`)).items;

  it('takes an order in under a minute, with a discount that has a reason', async () => {
    const { page, complaints, close } = await openConsole(browser, door, { as: 'Aisha' });
    await page.goto(`${door}/customers/ada`);
    const errand = new Errand(page);
    await errand.click(page.getByRole('link', { name: 'New order' }));
    await page.getByLabel('Id of the customer').waitFor();
    await picture(page, 'agent-new-order');
    expect(await barriers(page)).toEqual([]);
    await errand.click(page.getByRole('button', { name: 'Begin' }));
    const add = page.getByRole('textbox', { name: 'Add a SKU' });
    for (const [typed, sku] of [
      ['kettle', 'KETTLE-1'],
      ['lantern', 'LANTERN-1'],
    ] as const) {
      await add.fill(typed);
      await page.getByRole('option', { name: new RegExp(sku) }).waitFor();
      await add.press('Enter');
      await page.getByRole('link', { name: sku }).waitFor();
    }
    await page.getByText('12 Mill Lane').waitFor();
    await errand.click(page.getByRole('button', { name: 'Apply a code' }));
    await errand.dialogue.getByLabel('Code').fill('tenth');
    await errand.click(errand.dialogue.getByRole('button', { name: 'Apply a code' }));
    await page.getByText('TENTH (A tenth off) −£2.95').waitFor();
    await errand.click(page.getByRole('radio', { name: /^Express/ }));
    await page.getByText('£53.49', { exact: true }).first().waitFor();
    await picture(page, 'agent-basket');
    expect(await barriers(page)).toEqual([]);
    await errand.click(page.getByRole('button', { name: 'Place the order' }));
    await errand.dialogue.getByText(/£53.49 are left to pay/).waitFor();
    expect(await barriers(page)).toEqual([]);
    await errand.click(errand.dialogue.getByRole('button', { name: 'Place the order' }));
    await page.getByText('confirmed', { exact: true }).first().waitFor();
    expect(errand.cost.clicks).toBeLessThanOrEqual(7);
    expect(errand.cost.seconds).toBeLessThan(ERRAND_S_MAX);
    expect(await ordersOf('ada')).toMatchObject([{ status: 'confirmed', totalMinor: 5_349 }]);
    expect(complaints).toEqual([]);
    await close();
  }, 120_000);

  it('holds the order, writes why, releases it, and orders the same again', async () => {
    const [order] = await ordersOf('ada');
    const { page, complaints, close } = await openConsole(browser, door, { as: 'Leo' });
    await page.goto(`${door}/orders/${order!.orderId}`);
    const errand = new Errand(page);
    await errand.click(page.getByRole('button', { name: 'Put on hold' }));
    await picture(page, 'agent-hold');
    expect(await barriers(page)).toEqual([]);
    await errand.click(errand.dialogue.getByRole('button', { name: 'Put on hold' }));
    await page.getByText(/^the customer asked/).waitFor();
    await errand.click(page.getByRole('button', { name: 'Write a note' }));
    await errand.dialogue.getByRole('textbox', { name: 'Note' }).fill('Ada moves house: she calls back on Friday.');
    await errand.click(errand.dialogue.getByRole('button', { name: 'Write a note' }));
    await page.getByText('Ada moves house: she calls back on Friday.').waitFor();
    await picture(page, 'agent-held');
    expect(await barriers(page)).toEqual([]);
    await errand.click(page.getByRole('button', { name: 'Release' }));
    await errand.click(errand.dialogue.getByRole('button', { name: 'Release' }));
    await page.getByRole('button', { name: 'Put on hold' }).waitFor();
    await errand.click(page.getByRole('button', { name: 'Order again' }));
    await errand.click(errand.dialogue.getByRole('button', { name: 'Order again' }));
    await page.getByRole('heading', { level: 1, name: 'Basket' }).waitFor();
    await page.getByRole('link', { name: 'KETTLE-1' }).waitFor();
    expect(errand.cost.seconds).toBeLessThan(ERRAND_S_MAX);
    expect(complaints).toEqual([]);
    await close();
  }, 120_000);

  it('hears that a voucher cannot pay, which leaves the basket as it was', async () => {
    const agent = pathClientAs(running.system, { roles: ['cs_agent'], subject: 'agent' });
    const voucher = async (currency: string) => {
      const wanted = { amountMinor: 500, currency, cause: 'goodwill', customerId: 'ada' };
      return (await agent.write<{ code: string }>('marketing', '/v1/vouchers', wanted)).code;
    };
    const [foreign, own] = [await voucher('EUR'), await voucher('GBP')];
    const basket = { customerId: 'ada', currency: 'GBP' };
    const { cartId } = await client.write<{ cartId: string }>('orders', '/v1/carts', basket);
    await client.write('orders', `/v1/carts/${cartId}/lines`, { sku: 'MUG-RED', quantity: 1 });
    const shipTo = { country: 'GB', name: 'Ada Bell', street: '12 Mill Lane', postcode: 'N1 9GU', city: 'London' };
    await client.call('orders', 'PUT', `/v1/carts/${cartId}/address`, { body: { shipTo } });
    await aligned(client);
    const { page, close } = await openConsole(browser, door, { as: 'Aisha' });
    await page.goto(`${door}/baskets/${cartId}`);
    const errand = new Errand(page);
    const pay = async (code: string) => {
      await errand.dialogue.getByLabel('Code').fill(code);
      await errand.click(errand.dialogue.getByRole('button', { name: 'Pay with a voucher' }));
    };
    const vouchers = async () =>
      (await client.read<{ voucherIds: readonly string[] }>('orders', `/v1/carts/${cartId}`)).voucherIds.length;
    await errand.click(page.getByRole('button', { name: 'Pay with a voucher' }));
    await pay(foreign);
    await errand.dialogue.getByText('voucher-not-usable').waitFor();
    expect(await vouchers()).toBe(0);
    await pay(own);
    await errand.dialogue.waitFor({ state: 'hidden' });
    await page.getByText(/£5.00/).first().waitFor();
    expect(await vouchers()).toBe(1);
    await close();
  }, 120_000);

  it('adds what the customer forgot, until the order is picked', async () => {
    const [order] = await ordersOf('ada');
    const { page, complaints, close } = await openConsole(browser, door, { as: 'Aisha' });
    await page.goto(`${door}/orders/${order!.orderId}`);
    const errand = new Errand(page);
    await errand.click(page.getByRole('button', { name: 'Add goods' }));
    await errand.dialogue.getByLabel('SKU').fill('MUG-RED');
    await picture(page, 'agent-adds-goods');
    expect(await barriers(page)).toEqual([]);
    await errand.click(errand.dialogue.getByRole('button', { name: 'Add goods' }));
    await page.getByText('Adds goods to').waitFor();
    await page.getByText('confirmed', { exact: true }).first().waitFor();
    const [added] = await ordersOf('ada');
    const addsTo = order!.orderId;
    expect(added).toMatchObject({ status: 'confirmed', addsTo, lines: [{ sku: 'MUG-RED', quantity: 1 }] });
    await errand.click(page.getByRole('link', { name: addsTo.slice(-12) }));
    await page.getByText('Goods were added in').waitFor();
    await page.getByText(/^1 unit for .* added, as the order/).waitFor();
    const ada = pathClientAs(running.system, { roles: ['customer'], subject: 'ada', customerId: 'ada' });
    const eve = pathClientAs(running.system, { roles: ['customer'], subject: 'eve', customerId: 'eve' });
    const more = (by: PathClient, quantity: number) =>
      by
        .write('orders', `/v1/orders/${addsTo}/additions`, { lines: [{ sku: 'MUG-RED', quantity }] })
        .catch((error: { code: string }) => error.code);
    expect(await more(eve, 1)).toBe('order-unknown');
    expect(await more(ada, 10_000)).toMatchObject({ addsTo, status: expect.stringMatching(/pending|rejected/) });
    await client.write('logistics', '/v1/pick-tasks', { fulfilmentId: `${addsTo}.MAIN`, scans: [], finish: false });
    await eventually(async () => expect(await more(ada, 1)).toBe('goods-not-addable'));
    expect(complaints).toEqual([]);
    await close();
  }, 120_000);

  it('works on a phone, in Italian and in the dark', async () => {
    const looking = { as: 'Aisha', width: 390, language: 'it', scheme: 'dark' } as const;
    const { page, complaints, close } = await openConsole(browser, door, looking);
    await page.goto(`${door}/baskets/new?customer=ada`);
    await page.getByRole('button', { name: 'Comincia' }).click();
    const add = page.getByRole('textbox', { name: 'Aggiungi uno SKU' });
    await add.fill('MUG-RED');
    await page.getByRole('option', { name: /MUG-RED/ }).click();
    await page.getByRole('link', { name: 'MUG-RED' }).waitFor();
    await page.getByRole('button', { name: "Fai l'ordine" }).waitFor();
    await picture(page, 'agent-basket-phone');
    expect(await barriers(page)).toEqual([]);
    expect(await isTooWide(page)).toBe(false);
    expect(complaints).toEqual([]);
    await close();
  }, 60_000);
});

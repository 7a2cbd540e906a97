import type { Browser } from 'playwright-core';
import { eventually } from '@concord/testing';
import { v4 as uuid4 } from 'uuid';
import { aligned } from '../../src/replay/alignment';
import { launchBrowser } from '../console/browser';
import { pathClientAs, type PathClient } from '../path-client';
import { startedSystem } from '../started-system';
import { fillShop, WAREHOUSE } from './filled-shop';
import { ADDRESS, Shopper } from './shopper';

interface Order {
  readonly orderId: string;
  readonly status: string;
  readonly totalMinor: number;
}

/** Somebody who has an account, on a large screen. */
describe('a customer', () => {
  let running: Awaited<ReturnType<typeof startedSystem>>;
  let browser: Browser;
  let door: string;
  let client: PathClient;

  beforeAll(async () => {
    [running, browser] = await Promise.all([startedSystem({}, { door: true }), launchBrowser()]);
    door = running.system.addresses.door!;
    client = await fillShop(running.system);
  }, 300_000);
  afterAll(async () => {
    await browser.close();
    await running.stop();
  }, 30_000);

  const as = (customerId: string) =>
    pathClientAs(running.system, { roles: ['customer'], subject: customerId, customerId });
  const ordersOf = async (customerId: string) =>
    (await client.read<{ items: Order[] }>('orders', `/v1/orders?customer=${customerId}`)).items;

  async function deliver(orderId: string, units: readonly { readonly sku: string; readonly quantity: number }[]) {
    const fulfilmentId = `${orderId}.${WAREHOUSE}`;
    await eventually(async () => client.read('logistics', `/v1/fulfilments/${fulfilmentId}`), { within: 30_000 });
    await client.write('logistics', '/v1/pick-tasks', { fulfilmentId, scans: units, finish: true });
    await client.write('logistics', '/v1/pack-sessions', { fulfilmentId, contents: units, close: true });
    await client.write('logistics', `/v1/fulfilments/${fulfilmentId}/labels`);
    await client.write('logistics', `/v1/shipments/${fulfilmentId}/handover`);
    await client.write('logistics', `/v1/shipments/${fulfilmentId}/deliver`);
    await aligned(client);
  }

  it('signs in with a full basket, pays by voucher and card, and sends one unit back', async () => {
    const agent = pathClientAs(running.system, { roles: ['cs_agent'], subject: 'agent' });
    const wanted = { amountMinor: 1_000, currency: 'GBP', cause: 'goodwill', customerId: 'ada' };
    const { code } = await agent.write<{ code: string }>('marketing', '/v1/vouchers', wanted);
    // The basket of another device.
    const { cartId } = await as('ada').write<{ cartId: string }>('orders', '/v1/carts', { currency: 'GBP' });
    await as('ada').write('orders', `/v1/carts/${cartId}/lines`, { sku: 'MAP-ALPS' });
    await aligned(client);

    const ada = await Shopper.enter(browser, door, 'customer', { width: 1_400 });
    const { page } = ada;
    await ada.link('Blue enamel mug').click();
    await page.getByLabel('Units', { exact: true }).fill('2');
    await ada.button('Add to basket').click();
    await page.getByText('2 are in your basket.').waitFor();
    await ada.signIn('ada');
    await ada.link('Basket, 3 units').click();
    await page.getByText('Map of the Alps').waitFor();
    await page.getByText('Blue enamel mug').waitFor();
    await page.getByText('Kept for you for').waitFor();
    await ada.fill({ 'Gift voucher': code.toLowerCase() });
    await ada.button('Apply').nth(1).click();
    await page.getByText('Left to pay').waitFor();
    expect(await ada.look('basket')).toEqual([]);
    await ada.link('To the checkout').click();
    // No address was known; the total is for the country of the shop until there is one.
    await ada.fill(ADDRESS);
    await ada.button('Use this address').click();
    await page.getByText('12 Mill Lane').waitFor();

    await ada.fill({ Card: 'decline' });
    await ada.button('Order and pay £21.95').click();
    await ada.title('Your order was not taken').waitFor();
    await page.getByText('Your card was declined. Try another one.').waitFor();
    await page.getByText('Nothing was charged.').waitFor();
    expect(await ada.look('declined')).toEqual([]);
    await ada.link('Back to your basket').click();
    await page.getByText('Blue enamel mug').waitFor();
    await ada.link('To the checkout').click();
    await page.getByText('12 Mill Lane').waitFor();
    expect(await ada.look('checkout')).toEqual([]);
    await ada.button('Order and pay £21.95').click();
    await ada.title('Thank you').waitFor();
    expect(await ada.look('thanks')).toEqual([]);
    const [order, declined] = await ordersOf('ada');
    expect([order?.status, order?.totalMinor, declined?.status]).toEqual(['confirmed', 3_195, 'rejected']);

    await deliver(order!.orderId, [
      { sku: 'MAP-ALPS', quantity: 1 },
      { sku: 'MUG-BLUE', quantity: 2 },
    ]);
    await ada.link('Follow the order').click();
    await ada.link('Send something back').click();
    await page.getByLabel('Blue enamel mug').fill('1');
    expect(await ada.look('return')).toEqual([]);
    await ada.button('Ask for the return').click();
    await page.getByText(/^Send it back with the number/).waitFor();
    const returns = await client.read<{ items: { returnId: string; lines: { lineId: string }[] }[] }>(
      'customer-service',
      `/v1/return-desk?order=${order!.orderId}`,
    );
    const { returnId, lines } = returns.items[0]!;
    await client.write('logistics', `/v1/return-shipments/${returnId}/arrive`, { warehouse: WAREHOUSE });
    await aligned(client);
    const grades = lines.map(({ lineId }) => ({ lineId, quantity: 1, grade: 'A' }));
    await client.write('inventory', `/v1/return-receipts/${returnId}/grades`, { grades });
    await page.getByText('refunded', { exact: true }).waitFor();
    expect(await ada.look('refunded')).toEqual([]);

    // The map came torn: a person looks at it.
    await ada.link('Something is wrong').click();
    await page.getByLabel('Map of the Alps').fill('1');
    await ada.fill({ 'What happened': 'The map is torn.' });
    expect(await ada.look('problem')).toEqual([]);
    await ada.button('Tell us').click();
    await page.getByText('It is damaged').waitFor();
    await page.getByText('we look at it').waitFor();

    // The other mug is exchanged for a new one.
    await ada.link('Exchange something').click();
    await page.getByLabel('Blue enamel mug').fill('1');
    await page.getByRole('combobox', { name: 'I want for it' }).waitFor();
    expect(await ada.look('exchange')).toEqual([]);
    await ada.button('Ask for the exchange').click();
    await page.getByText('we wait for your goods').waitFor();
    expect(await ada.look('after-sales')).toEqual([]);
    expect(ada.complaints).toEqual([]);
    await ada.close();
  }, 180_000);

  it('never orders twice, though the answer was lost and the page was closed', async () => {
    const bob = await Shopper.enter(browser, door, 'lost');
    const { page } = bob;
    await bob.signIn('bob');
    await bob.link('Storm lantern').click();
    await bob.button('Add to basket').click();
    await bob.link('Basket, 1 unit').click();
    await bob.link('To the checkout').click();
    await bob.fill(ADDRESS);
    await bob.button('Use this address').click();
    await page.getByText('12 Mill Lane').waitFor();
    const sent = new Promise<void>((resolve) => {
      void page.route('**/orders/v1/orders', async (route) => {
        await route.fetch();
        await route.abort();
        resolve();
      });
    });
    await bob.button(/^Order and pay/).click();
    await sent;
    await page.goto(`${door}/shop/basket`);
    await page.getByText('Your last order was placed.').waitFor();
    expect(await bob.look('found-again')).toEqual([]);
    await bob.link('Show it').click();
    await bob.title('Thank you').waitFor();
    expect(await ordersOf('bob')).toHaveLength(1);
    await bob.close();
  }, 120_000);

  it('is told what is short, takes what is there, and cancels', async () => {
    const cleo = await Shopper.enter(browser, door, 'short', { language: 'it', scheme: 'dark' });
    const { page } = cleo;
    await cleo.link('Red enamel mug').waitFor();
    expect(await cleo.look('list-it')).toEqual([]);
    // By the keyboard alone.
    await cleo.link('Red enamel mug').focus();
    await page.keyboard.press('Enter');
    await cleo.title('Red enamel mug').waitFor();
    await page.getByText('Ne restano solo 3').waitFor();
    await page.getByLabel('Pezzi', { exact: true }).focus();
    for (let units = 1; units < 5; units += 1) await page.keyboard.press('ArrowUp');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.getByText('5 sono nel carrello.').waitFor();
    await cleo.link('Carrello, 5 pezzi').focus();
    await page.keyboard.press('Enter');
    await page.getByText('Red enamel mug: 3 di 5 sono disponibili.').waitFor();
    expect(await cleo.look('short-it')).toEqual([]);
    await cleo.button('Prendine 3').focus();
    await page.keyboard.press('Enter');
    await page.getByText('Tenuti per te per').waitFor();
    await cleo.link('Alla cassa').click();
    expect(await cleo.look('checkout-it')).toEqual([]);
    await cleo.fill({
      'E-mail': 'cleo@example.org',
      Nome: 'Cleo Rossi',
      'Via e numero': '1 High Street',
      CAP: 'N1 1AA',
      Città: 'London',
    });
    await cleo.button('Usa questo indirizzo').click();
    await cleo.button(/^Ordina e paga/).click();
    await cleo.title('Grazie').waitFor();
    await cleo.link("Segui l'ordine").click();
    await cleo.button("Annulla l'ordine").click();
    const asked = page.getByRole('dialog', { name: "Annulla l'ordine" });
    await asked.waitFor();
    expect(await cleo.look('cancel-it')).toEqual([]);
    await asked.getByRole('button', { name: "Annulla l'ordine" }).click();
    await page.getByText('annullato', { exact: true }).first().waitFor();
    expect(await cleo.look('cancelled-it')).toEqual([]);
    expect(cleo.complaints).toEqual([]);
    await cleo.close();
  }, 120_000);

  it('says among the own orders whether to wait for goods that come later than promised', async () => {
    const manager = pathClientAs(running.system, { roles: ['inventory_manager'], subject: 'ivo' });
    const restock = { purchaseOrderId: uuid4(), sku: 'TENT-2', quantity: 5 };
    const promisedAt = '2099-03-01T00:00:00Z';
    await manager.write('inventory', '/v1/purchase-orders', { ...restock, eta: promisedAt });
    const policy = { capUnits: 5, promisedAt };
    await manager.call('inventory', 'PUT', '/v1/backorder-policies/TENT-2', { body: policy });
    const body = {
      customerId: 'wim',
      channel: 'b2c',
      currency: 'GBP',
      lines: [{ sku: 'TENT-2', quantity: 1 }],
      shipTo: { country: 'GB' },
      payment: { method: 'card', token: 'ok' },
      mayWait: true,
    };
    const agent = pathClientAs(running.system, { roles: ['cs_agent'], subject: 'alice' });
    await agent.call('orders', 'POST', '/v1/orders', { body, wait: 5 });
    await eventually(async () => expect(await ordersOf('wim')).toMatchObject([{ status: 'confirmed' }]));
    await manager.write('inventory', '/v1/purchase-orders', { ...restock, eta: '2099-05-01T00:00:00Z' });
    await eventually(async () =>
      expect(await ordersOf('wim')).toMatchObject([{ promiseQuestions: [{ status: 'open' }] }]),
    );
    const wim = await Shopper.enter(browser, door, 'waiting', { width: 390 });
    const { page } = wim;
    await wim.button('Account').click();
    await page.getByRole('menuitem', { name: 'Sign in' }).click();
    await page.getByLabel('Name or number').fill('wim');
    await page.getByRole('checkbox', { name: 'customer' }).check();
    await wim.button('Sign in').last().click();
    await page.waitForURL(/\/shop/);
    await page.goto(`${door}/shop/orders`);
    await page.getByText('It comes on').waitFor();
    expect(await wim.look('promise')).toEqual([]);
    await wim.button('I wait').click();
    await page.getByText('It comes on').waitFor({ state: 'hidden' });
    expect(await ordersOf('wim')).toMatchObject([{ status: 'confirmed', promiseQuestions: [{ status: 'wait' }] }]);
    expect(wim.complaints).toEqual([]);
    await wim.close();
  }, 120_000);

  it('buys for a company on account, with the number of the purchase', async () => {
    const lead = pathClientAs(running.system, { roles: ['cs_lead'], subject: 'lead' });
    await client.write('customer-service', '/v1/customers', { customerId: 'buyer' });
    const company = { name: 'Acme', country: 'United Kingdom', creditLimitMinor: 100_000, currency: 'GBP' };
    const { id } = await lead.write<{ id: string }>('customer-service', '/v1/companies', company);
    await lead.call('customer-service', 'PUT', `/v1/companies/${id}/buyers/buyer`, { body: {} });
    const head = pathClientAs(running.system, { roles: ['head_of_digital'], subject: 'hal' });
    const list = { name: 'Acme', currency: 'GBP', taxIncluded: true, customerIds: [id] };
    await head.call('catalog', 'PUT', '/v1/price-lists/acme', { body: list });
    const manager = pathClientAs(running.system, { roles: ['marketing_manager'], subject: 'mia' });
    const agreed = { sku: 'ROPE-20', list: 'acme', amountMinor: 1_150, currency: 'GBP' };
    await manager.write('catalog', '/v1/prices/proposals', agreed);
    await aligned(client);
    const buyer = await Shopper.enter(browser, door, 'company', { width: 1_400, scheme: 'dark' });
    const { page } = buyer;
    await buyer.button('Account').click();
    await page.getByRole('menuitem', { name: 'Sign in' }).click();
    await page.getByLabel('Name or number').fill('buyer');
    await page.getByRole('checkbox', { name: 'customer' }).check();
    await page.getByLabel('Only these sales channels').fill('b2b');
    await buyer.button('Sign in').last().click();
    await page.waitForURL(/\/shop/);
    // Its own price: in the list, and on the page of the product.
    await page.getByText('£11.50').waitFor();
    await buyer.link('Twenty metres of rope').click();
    await page.getByText('your price').waitFor();
    await page.getByText('£11.50').waitFor();
    await buyer.button('Add to basket').click();
    await buyer.link('Basket, 1 unit').click();
    await buyer.link('To the checkout').click();
    await buyer.fill(ADDRESS);
    await buyer.button('Use this address').click();
    await page.getByText('12 Mill Lane').waitFor();
    await page.getByRole('radio', { name: 'Invoice, on account' }).check();
    await buyer.fill({ 'Your purchase order number': 'PO-77' });
    expect(await buyer.look('checkout')).toEqual([]);
    await buyer.button(/^Order and pay/).click();
    await buyer.title('Thank you').waitFor();
    expect(await ordersOf('buyer')).toMatchObject([
      { status: 'confirmed', channel: 'b2b', paymentMethod: 'invoice', purchaseOrderNumber: 'PO-77', companyId: id },
    ]);
    expect(buyer.complaints).toEqual([]);
    await buyer.close();
  }, 120_000);
});

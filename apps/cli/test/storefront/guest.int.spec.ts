import type { Browser } from 'playwright-core';
import { launchBrowser } from '../console/browser';
import type { PathClient } from '../path-client';
import { startedSystem } from '../started-system';
import { fillShop } from './filled-shop';
import { ADDRESS, Shopper } from './shopper';

interface Order {
  readonly orderId: string;
  readonly status: string;
  readonly totalMinor: number;
  readonly customerId: string;
}

/** Somebody who has never been here, on a phone. */
describe('a guest', () => {
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

  const ordersOf = async (customerId: string) =>
    (await client.read<{ items: Order[] }>('orders', `/v1/orders?customer=${customerId}`)).items;

  it('finds a product, fills a basket, uses a code, and sees the order confirmed', async () => {
    const guest = await Shopper.enter(browser, door, 'guest');
    const { page } = guest;
    await guest.link('Storm lantern').waitFor();
    expect(await guest.look('list')).toEqual([]);
    await page.getByRole('searchbox', { name: 'Search' }).fill('kettle');
    await page.keyboard.press('Enter');
    await page.waitForURL(/q=kettle/);
    await guest.link('Storm lantern').waitFor({ state: 'detached' });
    await guest.link(/^Camping kettle/).click();
    await guest.title(/^Camping kettle/).waitFor();
    await page.getByText('Lowest price of the 30 days before: £34.50').waitFor();
    await page.getByText('£29.50', { exact: true }).waitFor();
    await page.getByText('In stock', { exact: true }).waitFor();
    expect(await guest.look('product')).toEqual([]);
    await guest.button('Add to basket').click();
    await page.getByText('1 is in your basket.').waitFor();
    await guest.link('Concord shop').click();
    await guest.link('Storm lantern').click();
    await page.getByLabel('Units', { exact: true }).fill('2');
    await guest.button('Add to basket').click();
    await page.getByText('2 are in your basket.').waitFor();
    await guest.link('Basket, 3 units').click();

    await guest.title('Basket').waitFor();
    await page.getByText('Kept for you for').waitFor();
    await page.getByText('£69.48', { exact: true }).first().waitFor();
    await guest.fill({ 'Code of a promotion': 'nonsense' });
    await guest.button('Apply').first().click();
    await page.getByText('We do not know this code.').waitFor();
    await guest.fill({ 'Code of a promotion': 'tenth' });
    await guest.button('Apply').first().click();
    await page.getByText('A tenth off').waitFor();
    await page.getByText('−£6.95').waitFor();
    await page.getByText('£62.53', { exact: true }).first().waitFor();
    expect(await guest.look('basket')).toEqual([]);
    await guest.link('To the checkout').click();

    await guest.title('Checkout').waitFor();
    expect(await guest.look('checkout-address')).toEqual([]);
    await guest.fill(ADDRESS);
    await guest.button('Use this address').click();
    await page.getByText('12 Mill Lane').waitFor();
    await page.getByRole('radio', { name: /^Express.*arrives/ }).click();
    await guest.button('Order and pay £71.48').waitFor();
    expect(await guest.look('checkout')).toEqual([]);
    await guest.button('Order and pay £71.48').click();

    await guest.title('Thank you').waitFor();
    await page.getByText(/^Your order .* is confirmed\.$/).waitFor();
    expect(await guest.look('thanks')).toEqual([]);
    await guest.link('Basket, 0 units').waitFor();
    const session = (await (await page.request.get(`${door}/auth/session`)).json()) as { customerId: string };
    expect(await ordersOf(session.customerId)).toMatchObject([{ status: 'confirmed', totalMinor: 7_148 }]);
    await guest.link('Follow the order').click();
    await page.getByText('What happened').waitFor();
    await page
      .getByText(/confirmed/i)
      .first()
      .waitFor();
    expect(await guest.look('order')).toEqual([]);
    await guest.link('My orders').first().click();
    await guest.title('My orders').waitFor();
    expect(await guest.look('orders')).toEqual([]);

    // Once more, with a bank that wants to see its customer first.
    await guest.link('Concord shop').click();
    await guest.link('Map of the Alps').click();
    await guest.button('Add to basket').click();
    await guest.link('Basket, 1 unit').click();
    // A number is sent when it is typed, and not with each of its signs.
    const sent: string[] = [];
    page.on('request', (request) => request.method() === 'PATCH' && sent.push(request.postData() ?? ''));
    const units = page.getByRole('textbox', { name: 'Units of Map of the Alps' });
    await page.getByText('£14.95', { exact: true }).first().waitFor();
    await units.selectText();
    await units.pressSequentially('12');
    await units.press('Enter');
    await page.getByText('£132.00', { exact: true }).first().waitFor();
    await units.selectText();
    await units.pressSequentially('2');
    await guest.title('Basket').click();
    await page.getByText('£25.95', { exact: true }).first().waitFor();
    expect(sent.map((body) => JSON.parse(body))).toEqual([{ quantity: 12 }, { quantity: 2 }]);
    await guest.link('To the checkout').click();
    await guest.fill(ADDRESS);
    await guest.button('Use this address').click();
    await page.getByText('12 Mill Lane').waitFor();
    await guest.fill({ Card: 'challenge' });
    await guest.button(/^Order and pay/).click();
    await page.getByText('Your bank asks for you').waitFor();
    expect(await guest.look('bank')).toEqual([]);
    const [bank] = await Promise.all([page.context().waitForEvent('page'), guest.link('Confirm at the bank').click()]);
    await bank.getByRole('button', { name: 'Confirm' }).click();
    await guest.title('Thank you').waitFor();
    expect(guest.complaints.filter((text) => !/ 422 .*\/(?:quote|coupons)/.test(text))).toEqual([]);
    await guest.close();
  }, 120_000);
});

import { openPayingShop } from './paying-shop';

describe('orders paid at Stripe', () => {
  let shop: Awaited<ReturnType<typeof openPayingShop>>;
  const opened = openPayingShop('stripe');

  beforeAll(async () => {
    shop = await opened;
    await shop.start();
  }, 60_000);
  afterAll(() => shop.stop(), 15_000);

  it('are authorised, captured by parcel and refunded', async () => {
    const orderId = await shop.order(3, 'pm_card');
    await shop.until(orderId, 'confirmed');
    expect(shop.stripe.blocked(orderId)).toBe(3_000);
    await shop.ship(orderId, `${orderId}.1`, 1);
    await shop.money(orderId, { capturedMinor: 1_000 });
    await shop.ship(orderId, `${orderId}.2`, 2);
    await shop.money(orderId, { capturedMinor: 3_000, status: 'captured' });
    expect(shop.stripe.blocked(orderId)).toBe(0);
    expect(shop.stripe.intentsOf(orderId)).toHaveLength(1);
    await shop.ask('POST', `/v1/orders/${orderId}/refunds`, { amountMinor: 1_234, reason: 'late' });
    await shop.money(orderId, { refundedMinor: 1_234 });
    expect(shop.stripe.books.filter(({ move }) => move === 'refund')).toHaveLength(1);
  });
});

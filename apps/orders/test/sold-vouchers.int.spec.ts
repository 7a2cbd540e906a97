import { notPersonal, VoucherIssued, VoucherVoided } from '@concord/contracts';
import { eventually } from '@concord/testing';
import { v7 as uuid7 } from 'uuid';
import { openPayingShop } from './paying-shop';

describe('the purchase of a voucher', () => {
  const shop = openPayingShop('sold-vouchers', 'sandbox');
  beforeAll(() => shop.start(), 60_000);
  afterAll(() => shop.stop(), 15_000);

  it('is refunded as far as the voucher was voided before', async () => {
    const orderId = await shop.order(1, 'good');
    await shop.until(orderId, 'confirmed');
    await shop.ship(orderId, `${orderId}.1`, 1);
    await shop.money(orderId, { capturedMinor: 1_000 });
    const voucher = { voucherId: uuid7(), amountMinor: 1_000, currency: 'GBP' };
    await shop.hear(
      VoucherIssued.of({ ...voucher, cause: 'sold', orderId, code: notPersonal('sealed'), codeHash: uuid7() }),
    );
    const refund = (amountMinor: number) =>
      shop.ask('POST', `/v1/orders/${orderId}/refunds`, { amountMinor, reason: 'changed my mind' });
    const { status, json } = await refund(1_000);
    expect({ status, ...json }).toMatchObject({
      status: 422,
      code: 'refund-beyond-vouchers',
      leftMinor: 0,
      keptMinor: 1_000,
      voucherIds: [voucher.voucherId],
    });
    // 3.00 of it was spent.
    const over = { ...voucher, amountMinor: 700, balanceMinor: 0, status: 'voided' as const };
    await shop.hear(VoucherVoided.of({ ...over, reason: notPersonal('changed my mind') }));
    expect((await refund(701)).json).toMatchObject({ code: 'refund-beyond-vouchers', leftMinor: 700 });
    expect((await refund(700)).status).toBe(201);
    await eventually(async () => {
      const { items } = (await shop.ask('GET', `/v1/orders/${orderId}/payments`)).json;
      expect(items[0]).toMatchObject({ refundedMinor: 700 });
    });
  });
});

import { eventually } from '@concord/testing';
import { DataSource } from 'typeorm';
import { PAYMENT_INVARIANTS } from '../src/payment/payment-invariants';
import { MoneyMoveRow } from '../src/settlement/money-moves.projection';
import { openPayingShop } from './paying-shop';

describe('a refund that people settle', () => {
  const shop = openPayingShop('payouts');
  let ann = '';
  let bob = '';

  beforeAll(async () => {
    await shop.start();
    const lead = (subject: string) => shop.system.issuer.mint({ roles: ['cs_lead'], subject });
    [ann, bob] = [await lead('ann'), await lead('bob')];
  }, 60_000);
  beforeEach(() => shop.stripe.calm());
  afterAll(() => shop.stop(), 15_000);

  const refundOf = async (orderId: string, status: string) =>
    (await shop.money(orderId, { refunds: [expect.objectContaining({ status })] })).refunds[0] as { refundId: string };
  const at = (orderId: string, { refundId }: { refundId: string }, verb: string) =>
    `/v1/orders/${orderId}/refunds/${refundId}/${verb}`;
  const payOut = (orderId: string, refund: { refundId: string }, amountMinor: number) =>
    shop.ask('POST', at(orderId, refund, 'record-payout'), {
      amountMinor,
      method: 'bank-transfer',
      reference: 'out 7',
    });
  const code = async (answer: Promise<{ status: number; json: { code?: string } }>) => {
    const { status, json } = await answer;
    return [status, json.code];
  };
  const listed = async (status: string) =>
    ((await shop.ask('GET', `/v1/refunds?status=${status}&limit=200`)).json.items as { orderId: string }[]).map(
      ({ orderId }) => orderId,
    );
  const movesOf = async (orderId: string) =>
    (await shop.running.app.get(DataSource).getRepository(MoneyMoveRow).findBy({ orderId })).map(({ move }) => move);
  /** A refund of 7.00 that the card refuses. It is tried again by itself. */
  const refusedOnce = async () => {
    const orderId = await shop.paid(1);
    shop.stripe.script('refund', 'fail');
    await shop.refund(orderId, 700);
    return { orderId, refund: await refundOf(orderId, 'failed') };
  };
  /** A refund of 7.00 that the card refuses for good. */
  const refused = async () => {
    const { orderId, refund } = await refusedOnce();
    for (const attempts of [2, 3, 4]) {
      shop.stripe.script('refund', 'fail');
      expect((await shop.ask('POST', at(orderId, refund, 'retry'), {})).status).toBe(200);
      const status = attempts === 4 ? 'escalated' : 'failed';
      await shop.money(orderId, { refunds: [expect.objectContaining({ attempts, status })] });
    }
    return { orderId, refund };
  };
  const offendersOf = async (name: string) => {
    const { offenders } = PAYMENT_INVARIANTS.find((one) => one.name === name)!;
    return (await shop.running.app.get(DataSource).query(offenders)) as { orderId: string }[];
  };

  it('of an invoice waits until a person has paid it out, and shows then that it is back', async () => {
    const orderId = await shop.paidOnAccount(1);
    expect((await shop.refund(orderId, 700)).status).toBe(201);
    const refund = await refundOf(orderId, 'to_pay_out');
    await shop.money(orderId, { refundedMinor: 0 });
    expect(await listed('to_pay_out')).toContain(orderId);
    expect(await code(shop.ask('POST', at(orderId, refund, 'retry'), {}))).toEqual([409, 'refund-not-by-card']);
    expect(await code(payOut(orderId, refund, 699))).toEqual([422, 'payout-differs']);
    expect((await payOut(orderId, refund, 700)).status).toBe(200);
    await shop.money(orderId, {
      refundedMinor: 700,
      refunds: [expect.objectContaining({ status: 'succeeded', payoutReference: 'out 7' })],
    });
    expect((await shop.ask('GET', `/v1/orders/${orderId}`)).json).toMatchObject({ refundedMinor: 700 });
    expect(await listed('to_pay_out')).not.toContain(orderId);
    expect(await code(payOut(orderId, refund, 700))).toEqual([409, 'refund-settled']);
    // The provider has nothing to do with it.
    expect(await movesOf(orderId)).toEqual([]);
  });

  it('of a closed card is paid out in another way, and the card gets nothing more', async () => {
    const { orderId, refund } = await refused();
    expect((await payOut(orderId, refund, 700)).status).toBe(200);
    expect(await code(shop.ask('POST', at(orderId, refund, 'retry'), {}))).toEqual([409, 'refund-not-by-card']);
    await shop.money(orderId, { refundedMinor: 700 });
    expect([shop.booked(orderId, 'refund'), await movesOf(orderId)]).toEqual([0, ['capture']]);
  });

  it("is in nobody's hand while the card is tried again by itself", async () => {
    const { orderId, refund } = await refusedOnce();
    await shop.money(orderId, { refunds: [expect.objectContaining({ isTriedAgain: true })] });
    expect(await code(payOut(orderId, refund, 700))).toEqual([409, 'refund-under-way']);
    expect(await code(shop.ask('POST', at(orderId, refund, 'propose-write-off'), { reason: 'moved' }, ann))).toEqual([
      409,
      'refund-under-way',
    ]);
  });

  it('is told where the card got it after all, and is found by the check of the money', async () => {
    const { orderId, refund } = await refused();
    await payOut(orderId, refund, 700);
    // What failed is not told again: the notice of the failure is lost.
    shop.stripe.notices.splice(0);
    const { id } = shop.stripe.refunds.at(-1)!;
    shop.stripe.succeedAfterAll(id);
    await shop.sendNotices();
    await eventually(async () => {
      const { items } = (await shop.ask('GET', `/v1/orders/${orderId}/story`)).json;
      expect(items.map(({ words }: { words: string }) => words).join(' ')).toContain('paid out before');
    });
    expect((await movesOf(orderId)).toSorted()).toEqual(['capture', 'refund']);
    await shop.money(orderId, { refundedMinor: 1_400 });
    expect((await shop.ask('GET', `/v1/orders/${orderId}`)).json).toMatchObject({ refundedMinor: 1_400 });
    const offenders = await offendersOf('never-refunded-beyond-captured');
    // The order and its payment both say so.
    const offence = { orderId, capturedMinor: 1_000, refundedMinor: '1400' };
    expect(offenders.filter((one) => one.orderId === orderId)).toEqual([offence, offence]);
  });

  it('is written off by two persons', async () => {
    const { orderId, refund } = await refused();
    const ask = (verb: string, token: string, body: object = {}) =>
      shop.ask('POST', at(orderId, refund, verb), body, token);
    expect(await code(ask('write-off', bob))).toEqual([409, 'write-off-not-proposed']);
    expect((await ask('propose-write-off', ann, { reason: 'moved away' })).status).toBe(200);
    expect(await code(ask('propose-write-off', bob, { reason: 'moved away' }))).toEqual([409, 'write-off-proposed']);
    expect(await code(ask('write-off', ann))).toEqual([422, 'second-person-needed']);
    const proposed = (await shop.ask('GET', `/v1/refunds?order=${orderId}`)).json.items;
    expect(proposed).toMatchObject([{ writeOffProposedBy: 'ann', writeOffReason: 'moved away' }]);
    expect((await ask('write-off', bob)).status).toBe(200);
    await shop.money(orderId, { refundedMinor: 0, refunds: [expect.objectContaining({ status: 'written_off' })] });
    const { items } = (await shop.ask('GET', `/v1/refunds?order=${orderId}`)).json;
    expect(items).toMatchObject([{ status: 'written_off', writeOffProposedBy: null, writeOffReason: null }]);
    expect(await code(shop.ask('POST', at(orderId, refund, 'retry'), {}))).toEqual([409, 'refund-not-by-card']);
  });
});

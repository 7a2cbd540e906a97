import {
  CreditGivenBack,
  isVoucherCode,
  normalVoucherCode,
  notPersonal,
  OrderCancelled,
  OrderConfirmed,
  OrderPlaced,
  OrderRejected,
  OrderShipped,
  PaymentCaptured,
  VOUCHER_ALPHABET,
  VoucherHoldRequested,
  voucherCheckCharacter,
} from '@concord/contracts';
import { SPEC_TIME } from '@concord/event-sourcing';
import { eventually, testDatabase, uniqueName } from '@concord/testing';
import { openCreditShop, type CreditShop } from './credit-shop';
import { say } from './orders-that-say';

const ours = testDatabase('vouchers');
const theirs = testDatabase('vouchers-orders');
let shop: CreditShop;

beforeAll(async () => {
  shop = await openCreditShop(ours, theirs);
}, 60_000);
afterAll(() => shop.close(), 20_000);

const expectSound = () => shop.demandSound();

const issue = (amountMinor: number, more: object = {}, by?: object) =>
  shop.ask('POST', '/vouchers', { amountMinor, currency: 'GBP', cause: 'goodwill', ...more }, by);
const issued = async (amountMinor: number, more: object = {}): Promise<{ id: string; code: string }> => {
  const { status, json } = await issue(amountMinor, more, shop.tokens.head);
  expect(status).toBe(201);
  return json;
};
const expectSoon = (voucherId: string, parts: object) => shop.expectSoon(`/vouchers/${voucherId}`, parts);
const balanceOf = (code: string, by?: object) => shop.ask('POST', '/vouchers/balance', { code }, by);

const asks = (orderId: string, ...vouchers: [voucherId: string, amountMinor: number][]) =>
  VoucherHoldRequested.of({
    orderId,
    currency: 'GBP',
    vouchers: vouchers.map(([voucherId, amountMinor]) => ({ voucherId, amountMinor })),
  });
const confirms = (orderId: string, voucherId: string, amountMinor: number) =>
  OrderConfirmed.of({
    orderId,
    currency: 'GBP',
    lines: [],
    totalMinor: amountMinor,
    credits: { vouchers: [{ voucherId, amountMinor }] },
    allocations: [],
    shipTo: { country: 'GB' },
  });
const rejects = (orderId: string) => OrderRejected.of({ orderId, reason: 'stock', detail: '', short: [] });
const cancels = (orderId: string, stage: 'checkout' | 'confirmed') =>
  OrderCancelled.of({ orderId, reason: notPersonal('changed my mind'), stage });
const givesBack = (orderId: string, voucherId: string, amountMinor: number) =>
  CreditGivenBack.of({
    orderId,
    refundId: uniqueName('refund'),
    cause: 'return',
    currency: 'GBP',
    vouchers: [{ voucherId, amountMinor }],
  });

describe('a voucher', () => {
  it('pays an order, and gets back what the order gives back', async () => {
    const { id, code } = await issued(5_000, { customerId: 'ann' });
    const order = uniqueName('order');
    await say(shop.orders, [asks(order, [id, 3_000]), asks(order, [id, 3_000])]);
    await expectSoon(id, { balanceMinor: 2_000, heldMinor: 3_000 });
    await say(shop.orders, [confirms(order, id, 3_000), confirms(order, id, 3_000)]);
    await expectSoon(id, { balanceMinor: 2_000, heldMinor: 0, spentMinor: 3_000 });
    const refund = givesBack(order, id, 1_000);
    await say(shop.orders, [refund, refund], uniqueName('payment'));
    await expectSoon(id, { balanceMinor: 3_000, spentMinor: 2_000, status: 'active' });
    const balance = await balanceOf(code.toLowerCase().replaceAll('-', ' '));
    expect(balance.json).toMatchObject({ voucherId: id, balanceMinor: 3_000, currency: 'GBP', status: 'active' });
    const byAddress = await shop.ask('GET', `/vouchers/${code}/balance`);
    expect(byAddress.json).toEqual(balance.json);
    const ledger = await shop.ask('GET', `/vouchers/${id}/ledger`, undefined, await shop.customer('ann'));
    const kinds = ledger.json.items.map(({ kind }: { kind: string }) => kind);
    expect(kinds).toEqual(['refunded', 'captured', 'held', 'activated', 'issued']);
  }, 40_000);

  it('is free again when its order ends, and refuses a request that comes later', async () => {
    const { id } = await issued(1_000);
    const [rejected, cancelled, late] = ['rejected', 'cancelled', 'late'].map(uniqueName) as [string, string, string];
    await say(shop.orders, [asks(rejected, [id, 400]), rejects(rejected), rejects(rejected)]);
    await say(shop.orders, [asks(cancelled, [id, 600]), cancels(cancelled, 'checkout')]);
    await say(shop.orders, [rejects(late), asks(late, [id, 1_000])]);
    await eventually(async () =>
      expect(await shop.eventsOf(`order-credit-${late}`)).toEqual([
        'OrderCreditEnded',
        'OrderVouchersAsked',
        'VoucherHoldRejected',
      ]),
    );
    await expectSoon(id, { balanceMinor: 1_000, heldMinor: 0, spentMinor: 0 });
  }, 40_000);

  it('keeps what a cancelled order spent until it is given back', async () => {
    const { id } = await issued(1_000);
    const order = uniqueName('order');
    await say(shop.orders, [asks(order, [id, 400]), confirms(order, id, 400), cancels(order, 'confirmed')]);
    await expectSoon(id, { balanceMinor: 600, spentMinor: 400 });
    await say(shop.orders, [givesBack(order, id, 400)]);
    await expectSoon(id, { balanceMinor: 1_000, spentMinor: 0 });
  }, 40_000);

  it('is held again by an order that is confirmed after its release', async () => {
    const { id } = await issued(1_000);
    const order = uniqueName('order');
    await say(shop.orders, [asks(order, [id, 400]), rejects(order), confirms(order, id, 400)]);
    await expectSoon(id, { balanceMinor: 600, spentMinor: 400 });
  }, 40_000);

  it('is never spent beyond its balance, however many orders want it at once', async () => {
    const { id } = await issued(1_000);
    const names = Array.from({ length: 30 }, () => uniqueName('race'));
    await Promise.all(names.map((order) => say(shop.orders, [asks(order, [id, 100])])));
    await expectSoon(id, { balanceMinor: 0, heldMinor: 1_000 });
    await eventually(async () => {
      const [answered] = await shop.query(
        `select count(*) filter (where type = 'VoucherHeld')::int as held,
          count(*) filter (where type = 'VoucherHoldRejected')::int as rejected from events
          where data ->> 'orderId' like 'race%'`,
      );
      expect(answered).toEqual({ held: 10, rejected: 20 });
    });
  }, 40_000);

  it('that expired makes a new one of the same customer out of a refund', async () => {
    const { id } = await issued(1_000, { customerId: 'ben' });
    const order = uniqueName('order');
    await say(shop.orders, [asks(order, [id, 400]), confirms(order, id, 400)]);
    await expectSoon(id, { spentMinor: 400 });
    await shop.query(`update timers set due_at = now() where process_id = $1 and name = 'expire'`, [id]);
    await expectSoon(id, { status: 'expired', balanceMinor: 0, expiredMinor: 600 });
    await say(shop.orders, [givesBack(order, id, 300)], uniqueName('payment'));
    await expectSoon(id, { status: 'expired', spentMinor: 100, transferredMinor: 300 });
    const ben = await shop.customer('ben');
    const [replacement] = await eventually(async () => {
      const { json } = await shop.ask('GET', '/vouchers?status=active', undefined, ben);
      expect(json.items).toHaveLength(1);
      return json.items;
    });
    expect(replacement).toMatchObject({ cause: 'refund', fromVoucherId: id, issuedMinor: 300, balanceMinor: 300 });
    const shown = await shop.ask('POST', `/vouchers/${replacement.voucherId}/code`, undefined, ben);
    expect((await balanceOf(shown.json.code)).json).toMatchObject({ voucherId: replacement.voucherId });
  }, 40_000);

  const sells = (orderId: string, paidByVouchers = 0) =>
    OrderConfirmed.of({
      orderId,
      currency: 'GBP',
      lines: [
        {
          lineId: '1',
          sku: 'GIFT',
          title: 'Gift voucher',
          quantity: 1,
          unitMinor: 9_000,
          discounts: [{ promotionId: 'TEN', amountMinor: 900 }],
          totalMinor: 8_100,
          stocked: false,
        },
      ],
      totalMinor: 8_100,
      ...(paidByVouchers > 0 && { credits: { vouchers: [{ voucherId: 'other', amountMinor: paidByVouchers }] } }),
      allocations: [],
      shipTo: { country: 'GB' },
    });
  const captured = (orderId: string, amountMinor: number) =>
    PaymentCaptured.of({ paymentId: `${orderId}.1`, orderId, amountMinor, currency: 'GBP', providerRef: 'ref' });
  const sell = (orderId: string) =>
    shop.ask('POST', '/vouchers', { amountMinor: 9_000, currency: 'GBP', cause: 'sold', orderId }, shop.tokens.till);
  /** The voucher is issued as soon as its order is known. */
  const sold = async (orderId: string) => {
    const { lines, currency, totalMinor, shipTo } = sells(orderId).data;
    const sums = { goodsMinor: 9_000, discountMinor: 900, totalMinor };
    const placed = { orderId, currency, lines, ...sums, shipTo, channel: 'b2c' as const, orderedAt: SPEC_TIME };
    await say(shop.orders, [OrderPlaced.of(placed)]);
    return eventually(async () => {
      const answer = await sell(orderId);
      expect(answer.status).toBe(201);
      return answer;
    });
  };

  it('that was sold can be spent when all that its order owes is there', async () => {
    const orderId = uniqueName('order');
    expect((await sell(orderId)).json).toMatchObject({ status: 404, code: 'order-unknown' });
    const { json } = await sold(orderId);
    await expectSoon(json.id, { status: 'issued', inactiveMinor: 9_000, balanceMinor: 0 });
    await say(shop.orders, [captured(orderId, 5_000), captured(orderId, 100)], `${orderId}.1`);
    await say(shop.orders, [sells(orderId, 3_000)]);
    await expectSoon(json.id, { status: 'active', inactiveMinor: 0, balanceMinor: 9_000 });
  }, 40_000);

  it('that was sold can be spent at once where its money came first', async () => {
    const orderId = uniqueName('order');
    await say(shop.orders, [captured(orderId, 8_100)], `${orderId}.1`);
    await eventually(async () => expect(await shop.eventsOf(`sold-vouchers-${orderId}`)).toEqual(['VoucherMoneyCame']));
    await say(shop.orders, [sells(orderId)]);
    await eventually(async () => expect(await shop.eventsOf(`sold-vouchers-${orderId}`)).toHaveLength(2));
    const { json } = await sold(orderId);
    await expectSoon(json.id, { status: 'active', inactiveMinor: 0, balanceMinor: 9_000 });
  }, 40_000);

  it('that was sold can be spent without money, where other credits pay all, once the order left', async () => {
    const orderId = uniqueName('order');
    const { json } = await sold(orderId);
    await say(shop.orders, [sells(orderId, 8_100)]);
    await eventually(async () => expect(await shop.eventsOf(`sold-vouchers-${orderId}`)).toHaveLength(2));
    await expectSoon(json.id, { status: 'issued', balanceMinor: 0 });
    await say(shop.orders, [OrderShipped.of({ orderId })]);
    await expectSoon(json.id, { status: 'active', inactiveMinor: 0, balanceMinor: 9_000 });
  }, 40_000);

  it('is transferred to a new code, and void as far as it is unspent', async () => {
    const { id, code } = await issued(1_000, { customerId: 'cleo' });
    const cleo = await shop.customer('cleo');
    const moved = await shop.ask('POST', `/vouchers/${id}/transfer`, {}, cleo);
    expect(moved.status).toBe(200);
    expect((await balanceOf(code)).json).toMatchObject({ balanceMinor: 0, status: 'transferred' });
    expect((await balanceOf(moved.json.code)).json).toMatchObject({ balanceMinor: 1_000, voucherId: moved.json.id });
    const order = uniqueName('order');
    await say(shop.orders, [asks(order, [moved.json.id, 700])]);
    await expectSoon(moved.json.id, { heldMinor: 700 });
    const busy = await shop.ask('POST', `/vouchers/${moved.json.id}/transfer`, {}, cleo);
    expect(busy.json).toMatchObject({ status: 409, code: 'voucher-held' });
    const reason = { reason: 'the purchase was refunded' };
    expect((await shop.ask('POST', `/vouchers/${moved.json.id}/void`, reason, shop.tokens.lead)).status).toBe(200);
    await say(shop.orders, [rejects(order)]);
    await expectSoon(moved.json.id, { status: 'voided', heldMinor: 0, voidedMinor: 1_000, reason: reason.reason });
    const again = await shop.ask('POST', `/vouchers/${moved.json.id}/void`, reason, shop.tokens.lead);
    expect(again.json).toMatchObject({ status: 409, code: 'voucher-over' });
  }, 40_000);
});

describe('issuing goodwill', () => {
  it('is limited for a person, at once and in a day', async () => {
    const by = await shop.by({ roles: 'cs_agent', subject: uniqueName('agent') });
    expect((await issue(5_001, {}, by)).json.code).toBe('goodwill-above-limit');
    for (let n = 0; n < 10; n++) expect((await issue(5_000, {}, by)).status).toBe(201);
    expect((await issue(1, {}, by)).json.code).toBe('goodwill-day-limit-used-up');
    expect((await issue(1, { currency: 'JPY' }, by)).json.code).toBe('goodwill-currency-not-offered');
  });
  it('is not for oneself, nor for systems; selling is for those who sell', async () => {
    const own = await shop.by({ roles: ['cs_agent', 'customer'], subject: 'dan', customerId: 'dan' });
    expect((await issue(100, { customerId: 'dan' }, own)).json.code).toBe('second-person-needed');
    expect((await issue(100, {}, shop.tokens.till)).json.code).toBe('goodwill-needs-person');
    expect((await issue(100, { cause: 'sold' })).json.code).toBe('voucher-sale-not-allowed');
    expect((await issue(100, {}, await shop.customer('dan'))).status).toBe(403);
  });
  it('answers a retry with the same code', async () => {
    const by = { ...shop.tokens.agent, 'idempotency-key': uniqueName('key') };
    const [first, second] = [await issue(100, {}, by), await issue(100, {}, by)];
    expect(second.json).toEqual(first.json);
    expect(second.headers.get('idempotency-replayed')).toBe('true');
  });
});

describe('the code of a voucher', () => {
  it('stands nowhere in the database in clear', async () => {
    const { code } = await issued(1_000);
    expect(isVoucherCode(normalVoucherCode(code))).toBe(true);
    const tables: { name: string }[] = await shop.query(
      `select table_name as name from information_schema.tables where table_schema = 'public' and table_type = 'BASE TABLE'`,
    );
    for (const { name } of tables)
      for (const text of [code, normalVoucherCode(code)])
        expect(await shop.query(`select * from "${name}" t where t::text ilike $1`, [`%${text}%`])).toEqual([]);
  });
  it('is shown again to its customer and to a lead alone, and that is recorded', async () => {
    const { id, code } = await issued(1_000, { customerId: 'eve' });
    const show = (by: object) => shop.ask('POST', `/vouchers/${id}/code`, undefined, by);
    expect((await show(shop.tokens.agent)).status).toBe(403);
    expect((await show(await shop.customer('fay'))).status).toBe(404);
    for (const by of [shop.tokens.lead, await shop.customer('eve')]) expect((await show(by)).json.code).toBe(code);
    expect((await shop.eventsOf(`voucher-${id}`)).filter((type) => type === 'VoucherCodeShown')).toHaveLength(2);
  });
  it('is answered to staff who may see codes alone, when they transfer its voucher, and to its owner', async () => {
    const transfer = (id: string, by: object, customerId?: string) =>
      shop.ask('POST', `/vouchers/${id}/transfer`, customerId === undefined ? {} : { customerId }, by);
    const first = await issued(1_000, { customerId: 'ida' });
    const byAgent = await transfer(first.id, shop.tokens.agent);
    expect(byAgent).toMatchObject({ status: 200, json: { code: null } });
    const ida = await shop.customer('ida');
    const shown = await shop.ask('POST', `/vouchers/${byAgent.json.id}/code`, undefined, ida);
    expect((await balanceOf(shown.json.code)).json).toMatchObject({ balanceMinor: 1_000 });
    expect((await transfer(byAgent.json.id, shop.tokens.agent, 'joe')).json).toMatchObject({
      status: 403,
      code: 'voucher-owner-not-changeable',
    });
    const byLead = await transfer(byAgent.json.id, shop.tokens.lead, 'joe');
    expect((await balanceOf(byLead.json.code)).json).toMatchObject({ voucherId: byLead.json.id, balanceMinor: 1_000 });
    const shopping = await shop.by({ roles: ['cs_agent', 'customer'], subject: 'kim', customerId: 'kim' });
    expect((await transfer(byLead.json.id, shopping)).json.code).toBeNull();
  }, 40_000);
  it('of a voucher without an owner is not changed by an agent, who could show it to nobody', async () => {
    const { id } = await issued(1_000);
    const transfer = (by: object, body: object) => shop.ask('POST', `/vouchers/${id}/transfer`, body, by);
    expect((await transfer(shop.tokens.agent, {})).json.code).toBe('voucher-without-owner');
    expect((await transfer(shop.tokens.agent, { customerId: 'joe' })).json.code).toBe('voucher-owner-not-changeable');
    expect((await transfer(shop.tokens.lead, {})).json.code).toEqual(expect.stringContaining('-'));
  });
  it('cannot be guessed: who tries is locked, and a typing mistake is told', async () => {
    const guesser = await shop.customer(uniqueName('guesser'));
    const guess = (n: number) => {
      const random = 'ACDEFGHJKLMNPRTVWX' + VOUCHER_ALPHABET[n]!;
      return balanceOf(random + voucherCheckCharacter(random), guesser);
    };
    expect((await balanceOf('ACDEF-GHJKL-MNPRT-VWXYA', guesser)).json).toMatchObject({
      status: 422,
      code: 'voucher-code-mistyped',
      errors: [{ path: 'code', rule: 'check-character' }],
    });
    for (let n = 0; n < 5; n++) expect((await guess(n)).json).toMatchObject({ status: 404, code: 'voucher-unknown' });
    const locked = await guess(5);
    expect(locked.json).toMatchObject({ status: 429, code: 'voucher-codes-guessed' });
    expect(Number(locked.headers.get('retry-after'))).toBeGreaterThan(600);
    const { code } = await issued(100);
    expect((await balanceOf(code, guesser)).status).toBe(429);
    expect((await balanceOf(code)).status).toBe(200);
  });
});

describe('the vouchers of a shop', () => {
  it('are seen by their customer, and by nobody else', async () => {
    const { id } = await issued(1_000, { customerId: 'gil' });
    const gil = await shop.customer('gil');
    const mine = await shop.ask('GET', '/vouchers', undefined, gil);
    expect(mine.json.items.map(({ voucherId }: { voucherId: string }) => voucherId)).toEqual([id]);
    expect(mine.text).not.toMatch(/"code(Hash)?"/);
    const hal = await shop.customer('hal');
    expect((await shop.ask('GET', '/vouchers?customer=gil', undefined, hal)).json.items).toEqual([]);
    for (const route of [`/vouchers/${id}`, `/vouchers/${id}/ledger`])
      expect((await shop.ask('GET', route, undefined, hal)).json.code).toBe('voucher-unknown');
    expect((await shop.ask('POST', `/vouchers/${id}/transfer`, {}, hal)).json.code).toBe('voucher-unknown');
  });

  it('go on where they were after a restart, and add up', async () => {
    const { id } = await issued(1_000);
    const order = uniqueName('order');
    await say(shop.orders, [asks(order, [id, 400])]);
    const restarted = shop.restartMarketing();
    await say(shop.orders, [confirms(order, id, 400), givesBack(order, id, 100)]);
    await restarted;
    await expectSoon(id, { balanceMinor: 700, spentMinor: 300 });
    await expectSound();
  }, 40_000);

  it('are a liability as of any moment, the same from rebuilt tables', async () => {
    const at = () => new Date().toISOString();
    const owed = async (asOf: string) =>
      (await shop.ask('GET', `/liabilities?asOf=${asOf}`, undefined, shop.tokens.head)).json;
    const euros = async (asOf: string) =>
      (await owed(asOf)).vouchers.find(({ currency }: { currency: string }) => currency === 'EUR')?.amountMinor ?? 0;
    const before = at();
    const { id } = await issued(2_000, { currency: 'EUR' });
    const after = at();
    const reason = { reason: 'a mistake' };
    expect((await shop.ask('POST', `/vouchers/${id}/void`, reason, shop.tokens.lead)).status).toBe(200);
    expect([await euros(before), await euros(after), await euros(at())]).toEqual([0, 2_000, 0]);
    const moments = [before, after, at()];
    const live = await Promise.all(moments.map(owed));
    for (const name of ['marketing.voucher-ledger', 'marketing.vouchers']) {
      const rebuilt = await shop.ask('POST', `/projections/${name}/rebuild`, {}, shop.tokens.operator);
      expect(rebuilt.status).toBe(200);
    }
    expect(await Promise.all(moments.map(owed))).toEqual(live);
    await expectSound();
  }, 40_000);
});

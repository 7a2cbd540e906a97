import {
  CreditGivenBack,
  LoyaltyBurnRequested,
  notPersonal,
  OrderConfirmed,
  OrderDelivered,
  OrderRejected,
  OrderUnitsDelivered,
  PaymentCaptured,
  RefundSucceeded,
  ReturnDecided,
  ReturnSettled,
} from '@concord/contracts';
import { eventually, testDatabase, uniqueName } from '@concord/testing';
import { openCreditShop, type CreditShop } from './credit-shop';
import { say } from './orders-that-say';

const ours = testDatabase('points');
const theirs = testDatabase('points-orders');
let shop: CreditShop;

beforeAll(async () => {
  shop = await openCreditShop(ours, theirs);
}, 60_000);
afterAll(() => shop.close(), 20_000);

const expectSound = () => shop.demandSound();

const MS_A_DAY = 86_400_000;
const daysAgo = (days: number) => new Date(Date.now() - days * MS_A_DAY).toISOString();
const line = (lineId: string, quantity: number, totalMinor: number, more: object = {}) => ({
  lineId,
  sku: `SKU-${lineId}`,
  title: `Thing ${lineId}`,
  quantity,
  unitMinor: Math.round(totalMinor / quantity),
  discounts: [],
  totalMinor,
  stocked: true,
  ...more,
});
interface Bought {
  readonly orderId: string;
  readonly customerId: string;
  readonly points?: { points: number; amountMinor: number };
}
/** Three units for 30.00, a fitting for 10.00 and shipping for 5.00. */
const confirms = ({ orderId, customerId, points }: Bought) =>
  OrderConfirmed.of({
    orderId,
    customerId,
    currency: 'GBP',
    lines: [
      line('1', 3, 3_000),
      line('2', 1, 1_000, { stocked: false }),
      line('3', 1, 500, { stocked: false, isShipping: true }),
    ],
    totalMinor: 4_500,
    ...(points && { credits: { vouchers: [], points } }),
    allocations: [],
    shipTo: { country: 'GB' },
  });
const arrives = ({ orderId, customerId }: Bought, quantity: number, deliveredAt: string) =>
  OrderUnitsDelivered.of({
    orderId,
    customerId,
    fulfilmentId: uniqueName('parcel'),
    units: [{ lineId: '1', sku: 'SKU-1', quantity }],
    deliveredAt,
  });
const allThere = ({ orderId, customerId }: Bought, deliveredAt: string) =>
  OrderDelivered.of({ orderId, customerId, deliveredAt });
const comesBack = (orderId: string, quantity: number, grade: 'A' | 'W' = 'A', refundMinor = 1_000 * quantity) =>
  ReturnSettled.of({
    returnId: uniqueName('return'),
    orderId,
    refundMinor,
    currency: 'GBP',
    byGrade: [{ lineId: '1', sku: 'SKU-1', grade, quantity, refundMinor }],
  });
const burns = ({ orderId, customerId }: Bought, points: number) =>
  LoyaltyBurnRequested.of({ orderId, customerId, points });
const rejects = (orderId: string) => OrderRejected.of({ orderId, reason: 'stock', detail: '', short: [] });
const givesBack = ({ orderId, customerId }: Bought, points: number) =>
  CreditGivenBack.of({
    orderId,
    customerId,
    refundId: uniqueName('refund'),
    cause: 'return',
    currency: 'GBP',
    vouchers: [],
    points: { points, amountMinor: points },
  });

/** The money of an order is there: what points do not pay of 45.00. */
async function pays({ orderId, points }: Bought): Promise<void> {
  const money = { paymentId: `${orderId}.1`, orderId, amountMinor: 4_500 - (points?.amountMinor ?? 0) };
  await say(shop.orders, [PaymentCaptured.of({ ...money, currency: 'GBP', providerRef: 'ref' })], `${orderId}.1`);
  await eventually(async () => expect(await shop.eventsOf(`order-points-${orderId}`)).toContain('OrderMoneyCame'));
}
const refunds = ({ orderId }: Bought, amountMinor: number) =>
  RefundSucceeded.of({ refundId: uniqueName('refund'), orderId, amountMinor, currency: 'GBP', providerRef: 're' });

const bought = (customerId: string): Bought => ({ orderId: uniqueName('order'), customerId });
const expectSoon = (customerId: string, parts: object) => shop.expectSoon(`/loyalty/${customerId}`, parts);
const give = (customerId: string, points: number, by: object = shop.tokens.lead) =>
  shop.ask('POST', `/loyalty/${customerId}/adjustments`, { points, reason: 'for the trouble' }, by);
const lotsOf = async (customerId: string) => (await shop.ask('GET', `/loyalty/${customerId}/lots`)).json.items;

describe('points', () => {
  it('are earned by delivered units, and can be spent after the return period', async () => {
    const ann = uniqueName('ann');
    const first = bought(ann);
    await pays(first);
    await say(shop.orders, [confirms(first), arrives(first, 2, daysAgo(0))]);
    await expectSoon(ann, { pending: 20, available: 0 });
    await say(shop.orders, [arrives(first, 1, daysAgo(0)), allThere(first, daysAgo(0))]);
    await expectSoon(ann, { pending: 40, available: 0 });
    const lots = await lotsOf(ann);
    expect(lots.map(({ points, status }: { points: number; status: string }) => [points, status])).toHaveLength(3);
    // A delivery that is heard a month late: its return period is over.
    const second = bought(ann);
    await pays(second);
    await say(shop.orders, [confirms(second), arrives(second, 3, daysAgo(31))]);
    await expectSoon(ann, { pending: 40, available: 30, nextExpiry: { points: 30 } });
  }, 40_000);

  it('are earned once, whatever comes twice or in another order', async () => {
    const bob = uniqueName('bob');
    const order = bought(bob);
    const arrival = arrives(order, 3, daysAgo(0));
    await pays(order);
    // Returns are on streams of their own: this one is heard before anything else.
    const back = comesBack(order.orderId, 1);
    await say(shop.orders, [back, back], uniqueName('return'));
    await say(shop.orders, [arrival, arrival], uniqueName('parcel'));
    await say(shop.orders, [confirms(order), confirms(order)]);
    await expectSoon(bob, { pending: 20 });
  }, 40_000);

  it('are reversed by what comes back: pending ones, then available ones, and the rest is owed', async () => {
    const cleo = uniqueName('cleo');
    const old = bought(cleo);
    const young = { ...bought(cleo), points: { points: 105, amountMinor: 105 } };
    await pays(old);
    await pays(young);
    await say(shop.orders, [confirms(old), arrives(old, 3, daysAgo(31))]);
    await expectSoon(cleo, { available: 30 });
    await give(cleo, 80);
    await expectSoon(cleo, { available: 110 });
    await say(shop.orders, [burns(young, 105)]);
    await expectSoon(cleo, { available: 5, held: 105 });
    await say(shop.orders, [confirms(young)]);
    await expectSoon(cleo, { available: 5, held: 0 });
    await say(shop.orders, [comesBack(old.orderId, 3)], uniqueName('return'));
    await expectSoon(cleo, { available: 0, pending: 0, owed: 25 });
    // Points paid 0.70 of the line: the other 29.30 earn, and the next points settle what is owed.
    await say(shop.orders, [arrives(young, 3, daysAgo(31))]);
    await expectSoon(cleo, { available: 4, owed: 0 });
    await expectSound();
  }, 40_000);

  it('of units whose refund is open are reversed when a person gives money for them', async () => {
    const dan = uniqueName('dan');
    const order = bought(dan);
    await pays(order);
    await say(shop.orders, [confirms(order), arrives(order, 3, daysAgo(0))]);
    await say(shop.orders, [comesBack(order.orderId, 2, 'W', 0)], uniqueName('return'));
    await expectSoon(dan, { pending: 30 });
    const decided = (percent: number) =>
      ReturnDecided.of({
        returnId: 'return',
        orderId: order.orderId,
        lines: [{ lineId: '1', quantity: 1, percent, refundMinor: percent * 10 }],
        refundMinor: percent * 10,
        currency: 'GBP',
        reason: notPersonal('agreed'),
      });
    await say(shop.orders, [decided(0), decided(100)], uniqueName('return'));
    await expectSoon(dan, { pending: 20 });
  }, 40_000);

  it('are there as far as money is: not before it came, and no longer when it went back by hand', async () => {
    const may = uniqueName('may');
    const order = bought(may);
    await say(shop.orders, [confirms(order), arrives(order, 3, daysAgo(0))]);
    await eventually(async () =>
      expect(await shop.eventsOf(`order-points-${order.orderId}`)).toEqual([
        'OrderEarningPlanned',
        'OrderUnitsArrived',
      ]),
    );
    await expectSoon(may, { pending: 0 });
    await pays(order);
    await expectSoon(may, { pending: 30 });
    // The fitting is not done yet: its 10.00 go first.
    await say(shop.orders, [refunds(order, 1_500)], `${order.orderId}.1`);
    await expectSoon(may, { pending: 25 });
    await say(shop.orders, [refunds(order, 3_000)], `${order.orderId}.1`);
    await expectSoon(may, { pending: 0, available: 0, owed: 0 });
    await expectSound();
  }, 40_000);

  it('pay an order: held, spent, and back to the lots that they came from', async () => {
    const eve = uniqueName('eve');
    await give(eve, 300);
    const [rejected, paid] = [bought(eve), bought(eve)];
    // Orders lie in different partitions: the second one may be heard first.
    await say(shop.orders, [burns(rejected, 200)]);
    await expectSoon(eve, { available: 100, held: 200 });
    await say(shop.orders, [rejects(rejected.orderId)]);
    await expectSoon(eve, { available: 300, held: 0 });
    await say(shop.orders, [burns(paid, 200), burns(paid, 200)]);
    await expectSoon(eve, { available: 100, held: 200 });
    await say(shop.orders, [confirms({ ...paid, points: { points: 200, amountMinor: 200 } })]);
    await expectSoon(eve, { available: 100, held: 0 });
    const back = givesBack(paid, 150);
    await say(shop.orders, [back, back], uniqueName('payment'));
    await expectSoon(eve, { available: 250, held: 0 });
    expect(await lotsOf(eve)).toHaveLength(1);
    const { json } = await shop.ask('GET', `/loyalty/${eve}/history`, undefined, await shop.customer(eve));
    const kinds = json.items.map(({ kind }: { kind: string }) => kind);
    expect(kinds.filter((kind: string) => kind === 'restored')).toHaveLength(2);
    expect(kinds.at(-1)).toBe('adjusted');
    expect(json.items.at(-1)).toMatchObject({ reason: 'for the trouble', available: 300 });
    await expectSound();
  }, 40_000);

  it('are never spent beyond what there is, however many orders want them at once', async () => {
    const fay = uniqueName('fay');
    await give(fay, 1_000);
    const orders = Array.from({ length: 20 }, () => bought(fay));
    await Promise.all(orders.map((order) => say(shop.orders, [burns(order, 100)])));
    await expectSoon(fay, { available: 0, held: 1_000 });
    await eventually(async () => {
      const types = await Promise.all(orders.map(({ orderId }) => shop.eventsOf(`order-credit-${orderId}`)));
      expect(types.filter((each) => each.includes('PointsBurnRejected'))).toHaveLength(10);
    });
  }, 40_000);

  it('are seen by their customer, and given by those who may, to others', async () => {
    const gil = uniqueName('gil');
    const none = await shop.ask('GET', `/loyalty/${gil}`);
    expect(none.json).toEqual({ customerId: gil, available: 0, pending: 0, held: 0, owed: 0, nextExpiry: null });
    const hal = await shop.customer('hal');
    for (const part of ['', '/lots', '/history'])
      expect((await shop.ask('GET', `/loyalty/${gil}${part}`, undefined, hal)).json.code).toBe(
        'loyalty-account-unknown',
      );
    expect((await give(gil, 10, shop.tokens.agent)).status).toBe(403);
    const own = await shop.by({ roles: 'cs_lead', subject: gil });
    expect((await give(gil, 10, own)).json.code).toBe('second-person-needed');
    expect((await give(gil, 5_001)).json.code).toBe('points-adjustment-above-limit');
    expect((await give(gil, -1)).json.code).toBe('points-not-available');
    const by = { ...shop.tokens.lead, 'idempotency-key': uniqueName('key') };
    expect((await give(gil, 10, by)).json).toEqual((await give(gil, 10, by)).json);
    await expectSoon(gil, { available: 10 });
  }, 40_000);

  it('are a liability as of any moment, the same from rebuilt tables', async () => {
    const owed = async (asOf: string) =>
      (await shop.ask('GET', `/liabilities?asOf=${asOf}`, undefined, shop.tokens.head)).json.points;
    const before = new Date().toISOString();
    await give(uniqueName('ida'), 77);
    const after = new Date().toISOString();
    const [then, now] = [await owed(before), await owed(after)];
    expect(now.available - then.available).toBe(77);
    expect(now.values).toContainEqual({ currency: 'GBP', amountMinor: now.available + now.pending + now.held });
    for (const name of ['loyalty-ledger', 'loyalty-lots', 'loyalty-accounts']) {
      const rebuilt = await shop.ask('POST', `/projections/marketing.${name}/rebuild`, {}, shop.tokens.operator);
      expect(rebuilt.status).toBe(200);
    }
    expect([await owed(before), await owed(after)]).toEqual([then, now]);
    await expectSound();
  }, 40_000);
});

import { Stage, type Command } from '@concord/event-sourcing';
import fc from 'fast-check';
import { earnPoints } from './earn-points.decider';
import { loyaltyAggregate } from './loyalty.aggregate';
import { orderPoints } from './order-points.aggregate';
import { sumsOf } from './points-moves';

// Orders of some lines, of which units are kept, returned and cancelled, whose money comes in parts and goes back in
// parts. All of it is heard in any order, and twice.

const orderId = 'o1';
const customerId = 'ann';
const AT = '2026-01-01T09:00:00.000Z';

const lineOf = fc
  .record({
    quantity: fc.integer({ min: 1, max: 4 }),
    moneyMinor: fc.integer({ min: 0, max: 3_000 }),
    isSent: fc.boolean(),
    back: fc.nat(4),
    gone: fc.nat(4),
  })
  .map(({ back, gone, ...line }) => {
    const cancelled = Math.min(gone, line.quantity);
    return { ...line, cancelled, returned: Math.min(back, line.quantity - cancelled) };
  });
const anOrder = fc.record({
  lines: fc.array(lineOf, { minLength: 1, maxLength: 3 }),
  shippingMinor: fc.nat(500),
  perPointMinor: fc.integer({ min: 1, max: 120 }),
  /** How the money is divided into payments. */
  payments: fc.integer({ min: 1, max: 3 }),
  refunds: fc.array(fc.nat(1_500), { maxLength: 3 }),
  seed: fc.array(fc.nat(), { minLength: 60, maxLength: 60 }),
});
type Order = typeof anOrder extends fc.Arbitrary<infer T> ? T : never;

const sum = (amounts: readonly number[]) => amounts.reduce((total, each) => total + each, 0);
const cancelledMinor = ({ moneyMinor, quantity, cancelled }: Order['lines'][number]) =>
  Math.floor((moneyMinor * cancelled) / quantity);
const dueMinor = ({ lines, shippingMinor }: Order) =>
  shippingMinor + sum(lines.map((line) => line.moneyMinor - cancelledMinor(line)));

/** All that happens to an order. */
function factsOf(order: Order): Command[] {
  const { lines, shippingMinor, perPointMinor, payments, refunds } = order;
  const units = (lineId: number, quantity: number) => [{ lineId: `${lineId}`, quantity }];
  const plan = {
    orderId,
    customerId,
    perPointMinor,
    pendingDays: 30,
    lifeDays: 30,
    moneyMinor: shippingMinor + sum(lines.map(({ moneyMinor }) => moneyMinor)),
    lines: lines.map(({ quantity, moneyMinor, isSent }, n) => ({ lineId: `${n}`, quantity, moneyMinor, isSent })),
  };
  const facts: Command[] = [
    { type: 'PlanEarning', data: plan },
    { type: 'CountServices', data: { orderId, arrivedAt: AT } },
  ];
  for (const [n, line] of lines.entries()) {
    const { quantity, cancelled, returned, isSent } = line;
    const one = (type: string, kind: string, count: number, more: object = {}) => {
      if (count === 0) return;
      facts.push({ type, data: { orderId, causeId: `${kind}.${n}`, units: units(n, count), ...more } });
    };
    if (isSent) one('CountArrived', 'parcel', quantity - cancelled, { arrivedAt: AT });
    one('CountCancelled', 'cancellation', cancelled, { moneyMinor: cancelledMinor(line) });
    one('CountReturned', 'return', returned);
  }
  const due = dueMinor(order);
  for (let n = 0; n < payments; n += 1) {
    const amountMinor = Math.floor((due * (n + 1)) / payments) - Math.floor((due * n) / payments);
    facts.push({ type: 'CountMoney', data: { orderId, causeId: `payment.${n}`, amountMinor } });
  }
  for (const [n, amountMinor] of refunds.entries())
    facts.push({ type: 'CountMoneyBack', data: { orderId, causeId: `back.${n}`, backId: `refund.${n}`, amountMinor } });
  return facts;
}

const shuffled = <T>(all: readonly T[], seed: readonly number[]): T[] =>
  all
    .map((each, n) => ({ each, key: seed[n % seed.length]! * 31 + n * (seed[n % seed.length]! % 7) }))
    .toSorted((one, other) => one.key - other.key)
    .map(({ each }) => each);

/** What the kept units earn by the money that stays for them, in twelfths of a minor unit. */
function pointsDue({ lines, perPointMinor, refunds }: Order): number {
  const twelfths = lines.map(({ moneyMinor, quantity, cancelled, returned }) => {
    return (moneyMinor * 12 * (quantity - cancelled - returned)) / quantity;
  });
  const byLine = sum(twelfths.map((kept) => Math.floor(kept / (12 * perPointMinor))));
  const back = sum(refunds);
  const byMoney = Math.floor((sum(twelfths) - back * 12) / (12 * perPointMinor));
  return Math.max(0, back === 0 ? byLine : Math.min(byLine, byMoney));
}

describe('whatever happens to an order, in any order and twice', () => {
  it('its points are those of the kept units, by the money that stays for them', () => {
    const law = fc.property(anOrder, (order) => {
      const stage = new Stage([earnPoints]);
      const facts = factsOf(order);
      for (const command of shuffled([...facts, ...facts], order.seed)) stage.take(command);
      expect(stage.state(orderPoints, orderId).points).toBe(pointsDue(order));
    });
    expect(() => fc.assert(law, { numRuns: 1_000 })).not.toThrow();
  });
  it('there are never points without money, and the account has those of the order', () => {
    const law = fc.property(anOrder, (order) => {
      const stage = new Stage([earnPoints]);
      for (const command of shuffled(factsOf(order), order.seed)) {
        stage.take(command);
        const { points, cameMinor, backMinor } = stage.state(orderPoints, orderId);
        const { available, pending, owed } = sumsOf(stage.state(loyaltyAggregate, customerId));
        expect(available + pending - owed).toBe(points);
        const staysMinor = Math.max(0, cameMinor - sum(Object.values(backMinor)));
        expect(points * order.perPointMinor).toBeLessThanOrEqual(staysMinor);
      }
    });
    expect(() => fc.assert(law, { numRuns: 1_000 })).not.toThrow();
  });
  it('a refund in parts takes off as much as one refund', () => {
    const law = fc.property(anOrder, (order) => {
      const after = (refunds: number[]) => {
        const stage = new Stage([earnPoints]);
        for (const command of factsOf({ ...order, refunds })) stage.take(command);
        return stage.state(orderPoints, orderId).points;
      };
      expect(after(order.refunds)).toBe(after([sum(order.refunds)]));
    });
    expect(() => fc.assert(law, { numRuns: 300 })).not.toThrow();
  });
});

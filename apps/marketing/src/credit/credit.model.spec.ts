import { Rejection, Stage, type Command, type DomainEvent, type EventFrom } from '@concord/event-sourcing';
import { notPersonal } from '@concord/contracts';
import fc from 'fast-check';
import { earnPoints, pointsOf } from '../points/earn-points.decider';
import { adjustPoints } from '../points/adjust-points.decider';
import { loyaltyAggregate, pointsIn } from '../points/loyalty.aggregate';
import { loyalty } from '../points/loyalty.decider';
import { orderPoints, type OrderUnitsCancelled } from '../points/order-points.aggregate';
import { sumsOf } from '../points/points-moves';
import { issueVoucher } from '../voucher/issue-voucher.decider';
import { transferVoucher } from '../voucher/transfer-voucher.decider';
import { heldMinor, voucherAggregate } from '../voucher/voucher.aggregate';
import { voucher } from '../voucher/voucher.decider';
import { holdCredit } from './hold-credit.decider';
import { settleCredit } from './settle-credit.decider';

// Orders ask, are confirmed, end and get back, vouchers are voided, transferred and expire, units arrive and come back:
// in any order and repeatedly. The laws hold after every step.

const VOUCHERS = ['v1', 'v2', 'v3'];
const NEXT = ['w1', 'w2', 'w3'];
const ORDERS = ['o1', 'o2', 'o3', 'o4'];
const CUSTOMERS = ['ann', 'bob'];
const customerOf = (orderId: string) => CUSTOMERS[Number(orderId.slice(1)) % CUSTOMERS.length]!;
// A minute passes with every command: vouchers and lots end within a run.
const EXPIRES = '2026-01-05T09:40:00.000Z';
const ARRIVED = '2025-12-06T09:30:00.000Z';
const RESTORE_DAYS = 10;

const orderId = fc.constantFrom(...ORDERS);
const voucherId = fc.constantFrom(...VOUCHERS);
const code = notPersonal('sealed');
const reason = notPersonal('a reason');

/** What an order wants to pay with. Orders share vouchers, so that they compete. */
const wishOf = (id: string) => {
  const n = Number(id.slice(1));
  const parts = [{ voucherId: VOUCHERS[n % 3]!, amountMinor: 250 + 100 * n }];
  return n === 4 ? [...parts, { voucherId: VOUCHERS[2]!, amountMinor: 300 }] : parts;
};
const refundOf = (id: string, amountMinor: number) => wishOf(id).map((part) => ({ ...part, amountMinor }));

const command = <T>(weight: number, data: fc.Arbitrary<T>, made: (data: T) => Command) => ({
  weight,
  arbitrary: data.map(made),
});

const checkouts = [
  command(5, orderId, (id) => {
    return { type: 'HoldVouchers', data: { orderId: id, currency: 'GBP', vouchers: wishOf(id) } };
  }),
  command(5, orderId, (id) => {
    return { type: 'HoldPoints', data: { orderId: id, customerId: customerOf(id), points: 20, pointsMin: 5 } };
  }),
  command(6, orderId, (id) => {
    return { type: 'SpendCredit', data: { orderId: id, customerId: customerOf(id), vouchers: wishOf(id), points: 20 } };
  }),
  command(1, orderId, (id) => ({ type: 'ReleaseCredit', data: { orderId: id, restoreDays: RESTORE_DAYS } })),
  command(
    8,
    fc.record({
      orderId,
      refund: fc.constantFrom('r1', 'r2', 'r3', 'r4'),
      amountMinor: fc.integer({ min: 0, max: 200 }),
      points: fc.integer({ min: 0, max: 12 }),
      restoreDays: fc.constantFrom(0, RESTORE_DAYS),
      refundDays: fc.constantFrom(0, 30),
    }),
    ({ orderId: id, refund, amountMinor, ...data }) => {
      const vouchers = refundOf(id, amountMinor);
      const about = { orderId: id, refundId: `${id}.${refund}`, customerId: customerOf(id), vouchers, lifeDays: 365 };
      return { type: 'GiveBackCredit', data: { ...data, ...about } };
    },
  ),
];

const people = [
  command(1, voucherId, (id) => ({ type: 'ActivateVoucher', data: { voucherId: id } })),
  command(1, voucherId, (id) => ({ type: 'VoidVoucher', data: { voucherId: id, reason } })),
  command(1, voucherId, (id) => ({ type: 'ExpireVoucher', data: { voucherId: id } })),
  command(1, fc.record({ voucherId, toVoucherId: fc.constantFrom(...NEXT) }), (data) => {
    return { type: 'TransferVoucher', data: { ...data, code, codeHash: data.toVoucherId } };
  }),
  command(
    3,
    fc.record({
      customerId: fc.constantFrom(...CUSTOMERS),
      adjustmentId: fc.uuid(),
      points: fc.integer({ min: -40, max: 80 }).filter((n) => n !== 0),
    }),
    (data) => ({ type: 'AdjustPoints', data: { ...data, reason, limitPoints: 1_000, dayFactor: 1_000, lifeDays: 1 } }),
  ),
  command(3, fc.constantFrom(...CUSTOMERS), (customerId) => ({ type: 'SettleDuePoints', data: { customerId } })),
];

const PLAN = {
  perPointMinor: 10,
  pendingDays: 0,
  lifeDays: 30,
  lines: [
    { lineId: '1', quantity: 3, moneyMinor: 591, isSent: true },
    { lineId: '2', quantity: 1, moneyMinor: 105, isSent: false },
  ],
};
const counted = (
  type: 'CountArrived' | 'CountReturned' | 'CountCancelled',
  causes: readonly string[],
  weight: number,
  lineIds: readonly string[] = ['1'],
) =>
  command(
    weight,
    fc.record({
      orderId,
      lineId: fc.constantFrom(...lineIds),
      cause: fc.constantFrom(...causes),
      quantity: fc.integer({ min: 1, max: 3 }),
    }),
    ({ orderId: id, lineId, cause, quantity }) => {
      const units = [{ lineId, quantity }];
      return { type, data: { orderId: id, causeId: `${id}.${cause}`, units, arrivedAt: ARRIVED, moneyMinor: 0 } };
    },
  );
const units = [
  command(3, orderId, (id) => ({ type: 'PlanEarning', data: { orderId: id, customerId: customerOf(id), ...PLAN } })),
  counted('CountArrived', ['a', 'b', 'c'], 4),
  counted('CountReturned', ['x', 'y'], 2),
  counted('CountCancelled', ['m', 'n'], 2, ['1', '2']),
  command(1, orderId, (id) => ({ type: 'CountServices', data: { orderId: id, arrivedAt: ARRIVED } })),
];

const operation: fc.Arbitrary<Command> = fc.oneof(...checkouts, ...people, ...units);

function stageWithVouchers(): Stage {
  const stage = new Stage([
    voucher,
    issueVoucher,
    transferVoucher,
    loyalty,
    adjustPoints,
    earnPoints,
    holdCredit,
    settleCredit,
  ]);
  for (const [n, id] of VOUCHERS.entries())
    stage.take({
      type: 'IssueVoucher',
      data: {
        voucherId: id,
        code,
        codeHash: id,
        amountMinor: 1_000,
        currency: 'GBP',
        cause: n === 2 ? 'sold' : 'goodwill',
        expiresAt: EXPIRES,
      },
    });
  // The customers owe points: they spent what an earlier purchase had earned, and then it came back.
  for (const customerId of CUSTOMERS) {
    const before = `before-${customerId}`;
    const three = { orderId: before, causeId: 'parcel', units: [{ lineId: '1', quantity: 3 }], arrivedAt: ARRIVED };
    stage.take({ type: 'PlanEarning', data: { orderId: before, customerId, ...PLAN } });
    stage.take({ type: 'CountArrived', data: three });
    stage.take({ type: 'SettleDuePoints', data: { customerId } });
    stage.take({ type: 'HoldPoints', data: { orderId: before, customerId, points: 40, pointsMin: 5 } });
    stage.take({ type: 'SpendCredit', data: { orderId: before, customerId, vouchers: [], points: 40 } });
    stage.take({ type: 'CountReturned', data: { ...three, causeId: 'return' } });
  }
  return stage;
}

const vouchersOf = (stage: Stage) => [...VOUCHERS, ...NEXT].map((id) => stage.state(voucherAggregate, id));
const accountsOf = (stage: Stage) => CUSTOMERS.map((id) => stage.state(loyaltyAggregate, id));
const sum = (amounts: Readonly<Record<string, number>>) =>
  Object.values(amounts).reduce((total, each) => total + each, 0);

/** What events say of whom, as far as the laws ask. */
interface Said {
  readonly voucherId: string;
  readonly customerId: string;
  readonly orderId: string;
  readonly refundId?: string;
  readonly balanceMinor: number;
  readonly status: string;
  readonly available: number;
  readonly pending: number;
  readonly held: number;
  readonly owed: number;
  readonly points: number;
  readonly fromPending: number;
  readonly fromAvailable: number;
  readonly newlyOwed: number;
}
type Cancelled = EventFrom<typeof OrderUnitsCancelled>['data'];
const saidIn = (events: readonly DomainEvent[], member: keyof Said) =>
  events.flatMap(({ type, data }) => (member in (data as object) ? [{ type, ...(data as Said) }] : []));

/** The events of the accounts of a customer. */
const movesOf = (stage: Stage, customerId: string) =>
  saidIn(stage.happened, 'available').filter((said) => said.customerId === customerId);

/** Gets the events of the last command. */
type Law = (stage: Stage, last: readonly DomainEvent[]) => boolean;

const laws: Record<string, Law> = {
  'a voucher is spent, open, voided, expired or transferred, to the penny': (stage) =>
    vouchersOf(stage).every((each) => {
      const { issuedMinor, inactiveMinor, availableMinor, spent, voidedMinor, expiredMinor, transferredMinor } = each;
      const open = [inactiveMinor, availableMinor, heldMinor(each)];
      const parts = [...open, sum(spent), voidedMinor, expiredMinor, transferredMinor];
      return Math.min(...parts) >= 0 && issuedMinor === parts.reduce((total, minor) => total + minor, 0);
    }),

  'no amount by order is below zero': (stage) =>
    vouchersOf(stage).every(({ held, spent }) =>
      [held, spent].every((by) => Object.values(by).every((minor) => minor > 0)),
    ),

  'each event says the balance and the status that the voucher has': (stage, last) => {
    const said = saidIn(last, 'balanceMinor');
    const finals = new Map(said.map((each) => [each.voucherId, each]));
    return [...finals].every(([id, { balanceMinor, status }]) => {
      const state = stage.state(voucherAggregate, id);
      return state.availableMinor === balanceMinor && state.status === status;
    });
  },

  'each event says the sums of the account': (stage, last) =>
    saidIn(last, 'available')
      .slice(-1)
      .every(({ customerId, available, pending, held, owed }) => {
        const sums = sumsOf(stage.state(loyaltyAggregate, customerId));
        return sums.available === available && sums.pending === pending && sums.held === held && sums.owed === owed;
      }),

  'no lot and no sum is below zero, and who owes points has none to spend': (stage) =>
    accountsOf(stage).every((account) => {
      const { available, owed, pending, held } = sumsOf(account);
      const isPositive = Math.min(available, owed, pending, held) >= 0;
      return isPositive && account.lots.every((lot) => lot.points > 0) && (owed === 0 || available === 0);
    }),

  'points are neither made nor lost': (stage) =>
    CUSTOMERS.every((customerId) => {
      const { available, pending, held, owed } = sumsOf(stage.state(loyaltyAggregate, customerId));
      const total = movesOf(stage, customerId).reduce((before, { type, ...said }) => {
        if (type === 'PointsEarned' || type === 'PointsAdjusted') return before + said.points;
        if (type === 'PointsReversed') return before - said.fromPending - said.fromAvailable - said.newlyOwed;
        if (type === 'PointsExpired' || type === 'PointsBurned') return before - said.points;
        // Points of an order that was not confirmed were only held.
        return type === 'PointsRestored' && said.refundId !== undefined ? before + said.points : before;
      }, 0);
      return total === available + pending + held - owed;
    }),

  'an order has earned what its kept units earn': (stage) =>
    CUSTOMERS.every((customerId) => {
      const earned = movesOf(stage, customerId).reduce((before, { type, ...said }) => {
        if (type === 'PointsEarned') return before + said.points;
        return type === 'PointsReversed' ? before - said.fromPending - said.fromAvailable - said.newlyOwed : before;
      }, 0);
      const ids = [`before-${customerId}`, ...ORDERS.filter((id) => customerOf(id) === customerId)];
      const own = ids.map((id) => stage.state(orderPoints, id));
      return earned === pointsIn(own) && own.every((order) => order.points === pointsOf(order));
    }),

  'cancelled goods take no points off': (_, last) => {
    const cancelled = last.flatMap(({ type, data }) =>
      type === 'OrderUnitsCancelled' ? (data as Cancelled).units : [],
    );
    const isOfGoods = cancelled.some(({ lineId }) => lineId === '1');
    return !isOfGoods || last.every(({ type }) => type !== 'PointsReversed');
  },

  'a request is answered once, and a refund goes back once': (stage) =>
    ORDERS.every((id) => {
      const own = stage.happened.filter(({ data }) => (data as Said).orderId === id);
      const asked = own.filter(({ type }) => type === 'OrderVouchersAsked' || type === 'OrderPointsAsked');
      const refunds = saidIn(
        own.filter(({ type }) => type === 'OrderCreditReturned'),
        'refundId',
      );
      return asked.length <= 2 && new Set(refunds.map(({ refundId }) => refundId)).size === refunds.length;
    }),
};

describe('whatever orders, customers and people do', () => {
  it.each(Object.entries(laws))('%s', (_, law) => {
    const sequences = fc.property(fc.array(operation, { maxLength: 60, size: 'max' }), (operations) => {
      const stage = stageWithVouchers();
      return operations.every((command) => {
        const result = stage.take(command);
        return law(stage, result instanceof Rejection ? [] : result);
      });
    });
    expect(() => fc.assert(sequences, { numRuns: 300 })).not.toThrow();
  });
});

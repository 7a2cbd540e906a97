import { OrderCreditMissing } from '@concord/contracts';
import {
  fold,
  never,
  rule,
  type Change,
  type Command,
  type JointDecider,
  type Rejection,
} from '@concord/event-sourcing';
import {
  loyaltyAggregate,
  partsOf,
  pointsIn,
  type LoyaltyAccount,
  type LoyaltyEvent,
} from '../points/loyalty.aggregate';
import { booked, burn, hold as holdPoints, restore } from '../points/points-moves';
import { voucherAggregate, type Voucher, type VoucherEvent } from '../voucher/voucher.aggregate';
import {
  capture,
  heldFor,
  hold,
  moved,
  refunded,
  released as releasedFor,
  spentFor,
  whyNotHeld,
  type Lives,
} from '../voucher/voucher-moves';
import { merged, whyNotBurned, type VoucherPart } from './hold-credit.decider';
import {
  orderCredit,
  OrderCreditEnded,
  OrderCreditReturned,
  OrderCreditSpent,
  type OrderCredit,
  type OrderCreditEvent,
} from './order-credit.aggregate';

/** An order with credit is confirmed: what it holds is spent. */
export type SpendCredit = Command<
  'SpendCredit',
  { orderId: string; customerId?: string; vouchers: readonly VoucherPart[]; points: number }
>;
/** An order ended before it was confirmed: what it holds is free again. */
export type ReleaseCredit = Command<'ReleaseCredit', { orderId: string; restoreDays: number }>;
/** Credit that an order spent goes back to where it came from. */
export type GiveBackCredit = Command<
  'GiveBackCredit',
  {
    orderId: string;
    customerId?: string;
    refundId: string;
    vouchers: readonly VoucherPart[];
    points: number;
    restoreDays: number;
  } & Lives
>;

/** What becomes of the credit that an order holds: spent or released once, and given back once for each refund. */
export const settleCredit: JointDecider<SpendCredit | ReleaseCredit | GiveBackCredit> = {
  commands: ['SpendCredit', 'ReleaseCredit', 'GiveBackCredit'],
  aggregate: orderCredit,
  id: ({ data }) => data.orderId,

  decideJointly(command, read) {
    const { orderId } = command.data;
    const credit = read(orderCredit, orderId);
    const named = command.type === 'ReleaseCredit' ? [] : command.data.vouchers;
    const ids = new Set([...(credit.voucherIds ?? []), ...named.map(({ voucherId }) => voucherId)]);
    const vouchers = [...ids].map((voucherId) => ({ voucherId, state: read(voucherAggregate, voucherId) }));
    const customerId = credit.customerId ?? (command.type === 'ReleaseCredit' ? undefined : command.data.customerId);
    const account = customerId === undefined ? null : { customerId, state: read(loyaltyAggregate, customerId) };
    const work: Work = { orderId, at: command.at, credit, vouchers, account };
    switch (command.type) {
      case 'SpendCredit':
        return credit.isSpent ? [] : changesOf(work, spent(work, merged(named), command.data.points));
      case 'ReleaseCredit':
        return credit.isSpent || credit.isEnded ? [] : changesOf(work, released(work, command.data.restoreDays));
      case 'GiveBackCredit':
        return giveBack(command.data, work);
      default:
        return never(command);
    }
  },
};

/** The streams that a command may change, as they are now. */
interface Work {
  readonly orderId: string;
  readonly at: string;
  readonly credit: OrderCredit;
  readonly vouchers: readonly { readonly voucherId: string; readonly state: Voucher }[];
  readonly account: { readonly customerId: string; readonly state: LoyaltyAccount } | null;
}

/** The events of each stream. */
interface Events {
  readonly credit: readonly OrderCreditEvent[];
  readonly vouchers: readonly (readonly [voucherId: string, events: readonly VoucherEvent[]])[];
  readonly account: readonly LoyaltyEvent[];
}

const changesOf = ({ orderId, account }: Work, events: Events): Change[] => [
  { to: orderCredit, id: orderId, events: events.credit },
  ...events.vouchers.map(([id, own]) => ({ to: voucherAggregate, id, events: own })),
  ...(account ? [{ to: loyaltyAggregate, id: account.customerId, events: events.account }] : []),
];

/**
 * The held credit of a confirmed order is spent. What is not held any more is held again; where that is not possible
 * that is published, because the order owes the amount.
 */
function spent({ orderId, at, vouchers, account }: Work, named: readonly VoucherPart[], points: number): Events {
  const credit: OrderCreditEvent[] = [OrderCreditSpent.of({ orderId })];
  const moves = vouchers.map(({ voucherId, state }) => {
    const done = capture(voucherId, orderId);
    if (heldFor(state, orderId) > 0) return [voucherId, moved(state, done)] as const;
    const amountMinor = named.find((part) => part.voucherId === voucherId)?.amountMinor ?? 0;
    if (amountMinor <= 0) return [voucherId, []] as const;
    const reason = whyNotHeld(state, amountMinor, state.currency, at);
    if (!reason) return [voucherId, moved(state, hold(voucherId, orderId, amountMinor), done)] as const;
    credit.push(OrderCreditMissing.of({ orderId, voucherId, reason }));
    return [voucherId, []] as const;
  });
  if (!account) return { credit, vouchers: moves, account: [] };
  const { customerId, state } = account;
  const done = burn(customerId, orderId);
  if (partsOf(state.held, orderId).length > 0)
    return { credit, vouchers: moves, account: booked(customerId, state, done) };
  if (points === 0) return { credit, vouchers: moves, account: [] };
  const reason = whyNotBurned(state, points, 0, at);
  if (reason) {
    credit.push(OrderCreditMissing.of({ orderId, customerId, reason }));
    return { credit, vouchers: moves, account: [] };
  }
  const again = booked(customerId, state, holdPoints(customerId, orderId, points, at), done);
  return { credit, vouchers: moves, account: again };
}

function released({ orderId, at, vouchers, account }: Work, restoreDays: number): Events {
  const points = account ? pointsIn(partsOf(account.state.held, orderId)) : 0;
  const moves =
    account && points > 0 ? restore(account.customerId, account.state, { orderId, points, at, restoreDays }) : [];
  return {
    credit: [OrderCreditEnded.of({ orderId })],
    vouchers: vouchers.map(({ voucherId, state }) => [voucherId, releasedFor(voucherId, state, orderId)] as const),
    account: account ? booked(account.customerId, account.state, ...moves) : [],
  };
}

function giveBack(data: GiveBackCredit['data'], work: Work): Change[] | Rejection {
  const { orderId, refundId, points, restoreDays } = data;
  const { credit, account, at } = work;
  // What was never spent cannot come back: its hold was released with the order.
  if (credit.refundIds.includes(refundId) || (credit.isEnded && !credit.isSpent)) return [];
  // Topics share no order: a refund says as well as a confirmation that the held credit is spent.
  const before = credit.isSpent ? NOTHING : spent(work, [], 0);
  const states = new Map(
    work.vouchers.map(({ voucherId, state }) => {
      const own = before.vouchers.find(([id]) => id === voucherId)?.[1] ?? [];
      return [voucherId, fold(voucherAggregate, own, state)] as const;
    }),
  );
  const parts = merged(data.vouchers).filter(({ amountMinor }) => amountMinor > 0);
  const beyond = parts.find(({ voucherId, amountMinor }) => amountMinor > spentFor(states.get(voucherId)!, orderId));
  const balance = account ? fold(loyaltyAggregate, before.account, account.state) : loyaltyAggregate.initial;
  if (beyond || points > pointsIn(partsOf(balance.burned, orderId))) {
    const what = beyond ? `the voucher ${beyond.voucherId}` : 'points';
    return rule('credit-beyond-spent', `The order ${orderId} has not spent as much of ${what} as is to come back.`);
  }
  const refund = { ...data, at };
  const moves = points > 0 ? restore(account!.customerId, balance, { orderId, refundId, points, at, restoreDays }) : [];
  const after: Events = {
    credit: [OrderCreditReturned.of({ orderId, refundId })],
    vouchers: parts.map(({ voucherId, amountMinor }) => {
      return [voucherId, refunded(voucherId, states.get(voucherId)!, amountMinor, refund)] as const;
    }),
    account: account ? booked(account.customerId, balance, ...moves) : [],
  };
  return [...changesOf(work, before), ...changesOf(work, after)];
}

const NOTHING: Events = { credit: [], vouchers: [], account: [] };

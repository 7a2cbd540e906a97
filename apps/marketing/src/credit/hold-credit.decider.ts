import { PointsBurnRejected, VoucherHoldRejected } from '@concord/contracts';
import { never, type Change, type Command, type JointDecider, type Read, type Stamped } from '@concord/event-sourcing';
import { loyaltyAggregate, pointsIn, type LoyaltyAccount } from '../points/loyalty.aggregate';
import { booked, hold as holdPoints, spendable } from '../points/points-moves';
import { voucherAggregate } from '../voucher/voucher.aggregate';
import { hold, moved, whyNotHeld } from '../voucher/voucher-moves';
import { orderCredit, OrderPointsAsked, OrderVouchersAsked, type OrderCreditEvent } from './order-credit.aggregate';

/** An amount that a voucher is to pay. */
export interface VoucherPart {
  readonly voucherId: string;
  readonly amountMinor: number;
}

/** A checkout wants vouchers to pay. Each of them answers. */
export type HoldVouchers = Command<
  'HoldVouchers',
  { orderId: string; currency: string; vouchers: readonly VoucherPart[] }
>;
/** A checkout wants points to pay. */
export type HoldPoints = Command<
  'HoldPoints',
  { orderId: string; customerId: string; points: number; pointsMin: number }
>;

/** Holds what an order wants to spend. A repeated request is answered once; after the end of the order it gets nothing. */
export const holdCredit: JointDecider<HoldVouchers | HoldPoints> = {
  commands: ['HoldVouchers', 'HoldPoints'],
  aggregate: orderCredit,
  id: ({ data }) => data.orderId,

  decideJointly(command, read) {
    switch (command.type) {
      case 'HoldVouchers':
        return vouchers(command, read);
      case 'HoldPoints':
        return points(command, read);
      default:
        return never(command);
    }
  },
};

function vouchers({ data, at }: Stamped<HoldVouchers>, read: Read): Change[] {
  const { orderId, currency } = data;
  const credit = read(orderCredit, orderId);
  // All streams are read before anything is decided, so that they are loaded together.
  const wanted = merged(data.vouchers).map((part) => ({ ...part, state: read(voucherAggregate, part.voucherId) }));
  if (credit.voucherIds) return [];
  const answers: OrderCreditEvent[] = [
    OrderVouchersAsked.of({ orderId, voucherIds: wanted.map(({ voucherId }) => voucherId) }),
  ];
  const held = wanted.flatMap(({ voucherId, amountMinor, state }): Change[] => {
    const reason = credit.isEnded ? 'not-active' : whyNotHeld(state, amountMinor, currency, at);
    if (!reason)
      return [{ to: voucherAggregate, id: voucherId, events: moved(state, hold(voucherId, orderId, amountMinor)) }];
    answers.push(VoucherHoldRejected.of({ voucherId, orderId, reason }));
    return [];
  });
  return [{ to: orderCredit, id: orderId, events: answers }, ...held];
}

function points({ data, at }: Stamped<HoldPoints>, read: Read): Change[] {
  const { orderId, customerId, points: wanted, pointsMin } = data;
  const credit = read(orderCredit, orderId);
  const account = read(loyaltyAggregate, customerId);
  if (credit.customerId !== null) return [];
  const asked = OrderPointsAsked.of({ orderId, customerId });
  const reason = credit.isEnded ? 'balance' : whyNotBurned(account, wanted, pointsMin, at);
  if (reason) {
    const rejected = PointsBurnRejected.of({ customerId, orderId, reason });
    return [{ to: orderCredit, id: orderId, events: [asked, rejected] }];
  }
  const events = booked(customerId, account, holdPoints(customerId, orderId, wanted, at));
  return [
    { to: orderCredit, id: orderId, events: [asked] },
    { to: loyaltyAggregate, id: customerId, events },
  ];
}

/** Why an order may not spend so many points; undefined where it may. */
export function whyNotBurned(account: LoyaltyAccount, wanted: number, pointsMin: number, at: string) {
  if (!account.isOpen) return 'not-enrolled';
  if (wanted < pointsMin) return 'minimum';
  return wanted > pointsIn(spendable(account, at)) ? 'balance' : undefined;
}

/** A voucher that is named twice pays the sum. */
export function merged(parts: readonly VoucherPart[]): VoucherPart[] {
  const sums = new Map<string, number>();
  for (const { voucherId, amountMinor } of parts) sums.set(voucherId, (sums.get(voucherId) ?? 0) + amountMinor);
  return [...sums].map(([voucherId, amountMinor]) => ({ voucherId, amountMinor }));
}

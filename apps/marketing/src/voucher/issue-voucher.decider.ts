import { VoucherIssued, type VoucherCause } from '@concord/contracts';
import {
  amountText,
  never,
  rule,
  type Change,
  type Command,
  type EventFrom,
  type JointDecider,
  type Read,
  type Rejection,
  type Stamped,
} from '@concord/event-sourcing';
import { goodwillAllowance, goodwillAllowanceId, GoodwillGranted } from './goodwill-allowance.aggregate';
import {
  isPaidFor,
  soldVouchers,
  VoucherBought,
  VoucherMoneyCame,
  VoucherMoneyWentBack,
} from './sold-vouchers.aggregate';
import { voucherAggregate } from './voucher.aggregate';
import { activate, moved } from './voucher-moves';

/** What the issuer of a goodwill voucher may give: so much at once, and so many times as much in a day. */
export interface GoodwillLimit {
  readonly limitMinor: number;
  readonly dayFactor: number;
}

/** A new voucher. One that was sold is activated once its money is there; every other one at once. */
export type IssueVoucher = Command<
  'IssueVoucher',
  EventFrom<typeof VoucherIssued>['data'] & { cause: VoucherCause; limit?: GoodwillLimit }
>;
/** Money of an order came in: the vouchers that it bought become active as soon as all of them are paid for. */
export type ActivateBoughtVouchers = Command<
  'ActivateBoughtVouchers',
  { orderId: string; amountMinor: number; currency: string }
>;
/** So much of the money of an order went back by a refund or dispute: it pays for no voucher that is not yet active. */
export type TakeVoucherMoneyBack = Command<
  'TakeVoucherMoneyBack',
  { orderId: string; backId: string; amountMinor: number; currency: string }
>;

export const issueVoucher: JointDecider<IssueVoucher | ActivateBoughtVouchers | TakeVoucherMoneyBack> = {
  commands: ['IssueVoucher', 'ActivateBoughtVouchers', 'TakeVoucherMoneyBack'],
  aggregate: voucherAggregate,
  id: ({ type, data }) => (type === 'IssueVoucher' ? data.voucherId : data.orderId),

  decideJointly(command, read) {
    switch (command.type) {
      case 'IssueVoucher':
        return issue(command, read);
      case 'ActivateBoughtVouchers':
        return withMoney(VoucherMoneyCame.of(command.data), read);
      case 'TakeVoucherMoneyBack':
        return withMoney(VoucherMoneyWentBack.of(command.data), read);
      default:
        return never(command);
    }
  },
};

function issue({ data: { limit, ...data }, at, by }: Stamped<IssueVoucher>, read: Read): Change[] | Rejection {
  const { voucherId, amountMinor, currency, cause, orderId } = data;
  const before = read(voucherAggregate, voucherId);
  const allowanceId = goodwillAllowanceId(by.id, at, currency);
  const { grantedMinor } = limit ? read(goodwillAllowance, allowanceId) : goodwillAllowance.initial;
  // A gateway that makes the code of a replacement may be asked twice.
  if (before.status !== 'none') return [];
  const refused = limit && beyondLimit(amountMinor, currency, limit, grantedMinor);
  if (refused) return refused;
  const bought =
    cause === 'sold' && orderId !== undefined && VoucherBought.of({ orderId, voucherId, amountMinor, currency });
  // The money of the order may have come first.
  const isActive = bought
    ? isPaidFor(soldVouchers.evolve(read(soldVouchers, orderId), bought), currency)
    : cause !== 'sold';
  const issued = VoucherIssued.of(data);
  const active = isActive ? moved(voucherAggregate.evolve(before, issued), activate(voucherId)) : [];
  const changes: Change[] = [{ to: voucherAggregate, id: voucherId, events: [issued, ...active] }];
  if (limit)
    changes.push({
      to: goodwillAllowance,
      id: allowanceId,
      events: [GoodwillGranted.of({ voucherId, amountMinor })],
    });
  if (bought) changes.push({ to: soldVouchers, id: orderId, events: [bought] });
  return changes;
}

function beyondLimit(
  amountMinor: number,
  currency: string,
  { limitMinor, dayFactor }: GoodwillLimit,
  grantedMinor: number,
): Rejection | undefined {
  if (amountMinor > limitMinor) {
    const detail = `A goodwill voucher is worth ${amountText(limitMinor, currency)} at most. Ask for less, or ask a person without a limit.`;
    return rule('goodwill-above-limit', detail, { limitMinor, currency });
  }
  const leftMinor = Math.max(0, limitMinor * dayFactor - grantedMinor);
  if (amountMinor <= leftMinor) return undefined;
  const detail = `You may issue ${amountText(leftMinor, currency)} of goodwill more today. Ask a person without a limit.`;
  return rule('goodwill-day-limit-used-up', detail, { leftMinor, currency });
}

/** Every order's money is remembered, because a voucher of the order may be issued later. */
function withMoney(move: EventFrom<typeof VoucherMoneyCame | typeof VoucherMoneyWentBack>, read: Read): Change[] {
  const { orderId, currency } = move.data;
  const sold = soldVouchers.evolve(read(soldVouchers, orderId), move);
  const vouchers = sold.bought.map(({ voucherId }) => ({ voucherId, state: read(voucherAggregate, voucherId) }));
  const waiting = vouchers.filter(({ state }) => state.status === 'issued' && state.currency === currency);
  return [
    { to: soldVouchers, id: orderId, events: [move] },
    ...(isPaidFor(sold, currency) ? waiting : []).map(({ voucherId, state }) => ({
      to: voucherAggregate,
      id: voucherId,
      events: moved(state, activate(voucherId)),
    })),
  ];
}

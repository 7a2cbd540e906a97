import { VoucherIssued, type VoucherCause } from '@concord/contracts';
import {
  amountText,
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
import { isPaidFor, soldVouchers, VoucherBought } from './sold-vouchers.aggregate';
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
export const issueVoucher: JointDecider<IssueVoucher> = {
  commands: ['IssueVoucher'],
  aggregate: voucherAggregate,
  id: ({ data }) => data.voucherId,
  decideJointly: issue,
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

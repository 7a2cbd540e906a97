import type { Personal } from '@concord/contracts';
import { never, rule, type Command, type Decider, type Rejection, type Stamped } from '@concord/event-sourcing';
import { loyaltyAggregate, pointsIn, type LoyaltyAccount, type LoyaltyEvent } from './loyalty.aggregate';
import { after, booked, daysAfter, expire, give, release, spendable, take } from './points-moves';

/** Lots whose return period is over become available, and those whose time is over expire. */
export type SettleDuePoints = Command<'SettleDuePoints', { customerId: string }>;
/** A person gives points, or takes some. */
export type AdjustPoints = Command<
  'AdjustPoints',
  { customerId: string; adjustmentId: string; points: number; reason: Personal; limitPoints: number; lifeDays: number }
>;

export const loyalty: Decider<SettleDuePoints | AdjustPoints, LoyaltyEvent, LoyaltyAccount> = {
  ...loyaltyAggregate,
  commands: ['SettleDuePoints', 'AdjustPoints'],
  id: ({ data }) => data.customerId,

  decide(command, account) {
    switch (command.type) {
      case 'SettleDuePoints':
        return settleDue(command, account);
      case 'AdjustPoints':
        return adjust(command, account);
      default:
        return never(command);
    }
  },
};

function settleDue({ data: { customerId }, at }: Stamped<SettleDuePoints>, account: LoyaltyAccount): LoyaltyEvent[] {
  const isRipe = account.lots.filter(({ isPending, availableAt }) => isPending && availableAt <= at);
  const releases = isRipe.map((lot) => release(customerId, lot));
  const dead = after(account, releases).lots.filter(({ isPending, expiresAt }) => !isPending && expiresAt <= at);
  return booked(customerId, account, ...releases, ...dead.map((lot) => expire(customerId, lot)));
}

function adjust({ data, at }: Stamped<AdjustPoints>, account: LoyaltyAccount): LoyaltyEvent[] | Rejection {
  const { customerId, limitPoints, lifeDays, ...adjustment } = data;
  const { adjustmentId, points } = adjustment;
  if (account.adjustmentIds.includes(adjustmentId)) return [];
  if (Math.abs(points) > limitPoints) {
    const detail = `You may give or take ${limitPoints} points at a time. Ask for less.`;
    return rule('points-adjustment-above-limit', detail, { limitPoints });
  }
  if (points > 0) return booked(customerId, account, give(customerId, adjustment, daysAfter(at, lifeDays)));
  const available = pointsIn(spendable(account, at));
  if (-points > available) {
    const detail = `The customer has ${available} points that can be spent: take no more than those.`;
    return rule('points-not-available', detail, { available });
  }
  return booked(customerId, account, take(customerId, adjustment, at));
}

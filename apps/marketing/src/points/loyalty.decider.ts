import type { Command, Decider, Stamped } from '@concord/event-sourcing';
import { loyaltyAggregate, type LoyaltyAccount, type LoyaltyEvent } from './loyalty.aggregate';
import { after, booked, expire, release } from './points-moves';

/** Lots whose return period is over become available, and those whose time is over expire. */
export type SettleDuePoints = Command<'SettleDuePoints', { customerId: string }>;
export const loyalty: Decider<SettleDuePoints, LoyaltyEvent, LoyaltyAccount> = {
  ...loyaltyAggregate,
  commands: ['SettleDuePoints'],
  id: ({ data }) => data.customerId,
  decide: settleDue,
};

function settleDue({ data: { customerId }, at }: Stamped<SettleDuePoints>, account: LoyaltyAccount): LoyaltyEvent[] {
  const isRipe = account.lots.filter(({ isPending, availableAt }) => isPending && availableAt <= at);
  const releases = isRipe.map((lot) => release(customerId, lot));
  const dead = after(account, releases).lots.filter(({ isPending, expiresAt }) => !isPending && expiresAt <= at);
  return booked(customerId, account, ...releases, ...dead.map((lot) => expire(customerId, lot)));
}

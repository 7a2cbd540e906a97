import type { Personal } from '@concord/contracts';
import {
  rule,
  type Change,
  type Command,
  type JointDecider,
  type Read,
  type Rejection,
  type Stamped,
} from '@concord/event-sourcing';
import { loyaltyAggregate, pointsIn, type LoyaltyAccount } from './loyalty.aggregate';
import { pointsAllowance, pointsAllowanceId, PointsGranted } from './points-allowance.aggregate';
import { booked, daysAfter, give, spendable, take } from './points-moves';

/** A person gives points, or takes some: `limitPoints` at a time, and gives `dayFactor` times as many in a day. */
export type AdjustPoints = Command<
  'AdjustPoints',
  {
    customerId: string;
    adjustmentId: string;
    points: number;
    reason: Personal;
    limitPoints: number;
    dayFactor: number;
    lifeDays: number;
  }
>;

export const adjustPoints: JointDecider<AdjustPoints> = {
  commands: ['AdjustPoints'],
  aggregate: loyaltyAggregate,
  id: ({ data }) => data.customerId,
  decideJointly: adjust,
};

function adjust({ data, at, by }: Stamped<AdjustPoints>, read: Read): Change[] | Rejection {
  const { customerId, adjustmentId, points, reason, lifeDays } = data;
  const account = read(loyaltyAggregate, customerId);
  const allowanceId = pointsAllowanceId(by.id, at);
  const { granted } = read(pointsAllowance, allowanceId);
  if (account.adjustmentIds.includes(adjustmentId)) return [];
  const refused = beyondLimit(data, granted) ?? beyondAccount(points, account, at);
  if (refused) return refused;
  const adjustment = { adjustmentId, points, reason };
  const changed = (move: ReturnType<typeof give>): Change => {
    return { to: loyaltyAggregate, id: customerId, events: booked(customerId, account, move) };
  };
  if (points < 0) return [changed(take(customerId, adjustment, at))];
  return [
    changed(give(customerId, adjustment, daysAfter(at, lifeDays))),
    { to: pointsAllowance, id: allowanceId, events: [PointsGranted.of({ adjustmentId, points })] },
  ];
}

function beyondLimit({ points, limitPoints, dayFactor }: AdjustPoints['data'], granted: number): Rejection | undefined {
  if (Math.abs(points) > limitPoints) {
    const detail = `You may give or take ${limitPoints} points at a time. Ask for less.`;
    return rule('points-adjustment-above-limit', detail, { limitPoints });
  }
  const left = Math.max(0, limitPoints * dayFactor - granted);
  if (points <= left) return undefined;
  const detail = `You may give ${left} points more today. Ask another person.`;
  return rule('points-day-limit-used-up', detail, { left });
}

function beyondAccount(points: number, account: LoyaltyAccount, at: string): Rejection | undefined {
  const available = pointsIn(spendable(account, at));
  if (points >= -available) return undefined;
  const detail = `The customer has ${available} points that can be spent: take no more than those.`;
  return rule('points-not-available', detail, { available });
}

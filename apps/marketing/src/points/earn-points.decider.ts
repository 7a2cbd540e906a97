import {
  derivedId,
  lookup,
  never,
  type Change,
  type Command,
  type JointDecider,
  type Read,
} from '@concord/event-sourcing';
import { loyaltyAggregate, type LoyaltyEvent } from './loyalty.aggregate';
import {
  OrderEarningPlanned,
  orderPoints,
  OrderPointsCounted,
  OrderServicesDone,
  OrderUnitsArrived,
  OrderUnitsCancelled,
  OrderUnitsReturned,
  type EarningPlan,
  type OrderPoints,
  type OrderPointsEvent,
} from './order-points.aggregate';
import { booked, daysAfter, earn, reverse } from './points-moves';

interface Units {
  readonly lineId: string;
  readonly quantity: number;
}

/** An order of a customer is confirmed: its delivered units will earn points. */
export type PlanEarning = Command<'PlanEarning', EarningPlan>;
/** Units arrived at a moment. */
export type CountArrived = Command<
  'CountArrived',
  { orderId: string; causeId: string; units: readonly Units[]; arrivedAt: string }
>;
/** All of an order has arrived, so what is not sent is done. */
export type CountServices = Command<'CountServices', { orderId: string; arrivedAt: string }>;
/** Units came back. */
export type CountReturned = Command<'CountReturned', { orderId: string; causeId: string; units: readonly Units[] }>;
/** Units were cancelled before they were sent or done. */
export type CountCancelled = Command<'CountCancelled', { orderId: string; causeId: string; units: readonly Units[] }>;

type EarnCommand = PlanEarning | CountArrived | CountServices | CountReturned | CountCancelled;

/** Delivered units earn, and units that come back reverse exactly what they earned, in whatever order this is heard. */
export const earnPoints: JointDecider<EarnCommand> = {
  commands: ['PlanEarning', 'CountArrived', 'CountServices', 'CountReturned', 'CountCancelled'],
  aggregate: orderPoints,
  opens: ['PlanEarning'],
  id: ({ data }) => data.orderId,

  decideJointly(command, read) {
    const { orderId } = command.data;
    const order = read(orderPoints, orderId);
    const next = noted(command, order);
    if (!next) return [];
    const since = 'arrivedAt' in command.data ? command.data.arrivedAt : command.at;
    const causeId = 'causeId' in command.data ? command.data.causeId : command.type;
    return count(orderId, order, next, causeId, since, read);
  },
};

/** What the order remembers of a command; nothing where it knows it already. */
function noted(command: EarnCommand, { plan, causeIds, areServicesDone }: OrderPoints): OrderPointsEvent | undefined {
  const { data } = command;
  switch (command.type) {
    case 'PlanEarning':
      return plan ? undefined : OrderEarningPlanned.of(command.data);
    case 'CountArrived': {
      const { orderId, causeId, units } = command.data;
      return causeIds.includes(causeId) ? undefined : OrderUnitsArrived.of({ orderId, causeId, units: [...units] });
    }
    case 'CountServices':
      return areServicesDone ? undefined : OrderServicesDone.of({ orderId: data.orderId });
    case 'CountReturned': {
      const { orderId, causeId, units } = command.data;
      return causeIds.includes(causeId) ? undefined : OrderUnitsReturned.of({ orderId, causeId, units: [...units] });
    }
    case 'CountCancelled': {
      const { orderId, causeId, units } = command.data;
      return causeIds.includes(causeId) ? undefined : OrderUnitsCancelled.of({ orderId, causeId, units: [...units] });
    }
    default:
      return never(command);
  }
}

function count(
  orderId: string,
  order: OrderPoints,
  next: OrderPointsEvent,
  causeId: string,
  since: string,
  read: Read,
): Change[] {
  const known = orderPoints.evolve(order, next);
  const { plan } = known;
  const points = pointsOf(known);
  if (!plan || points === order.points) return [{ to: orderPoints, id: orderId, events: [next] }];
  const { customerId } = plan;
  const account = read(loyaltyAggregate, customerId);
  const availableAt = daysAfter(since, plan.pendingDays);
  const lot = {
    lotId: derivedId(orderId, causeId),
    points: points - order.points,
    availableAt,
    expiresAt: daysAfter(availableAt, plan.lifeDays),
  };
  const events: LoyaltyEvent[] = booked(
    customerId,
    account,
    points > order.points ? earn(customerId, lot, orderId) : reverse(customerId, orderId, causeId, -lot.points),
  );
  return [
    { to: orderPoints, id: orderId, events: [next, OrderPointsCounted.of({ orderId, points })] },
    { to: loyaltyAggregate, id: customerId, events },
  ];
}

/**
 * The points for the units that were delivered and have not come back. They are counted by line over all of its units,
 * so that the same units earn the same points however they were sent and returned. Cancelled goods never arrive;
 * cancelled services would count as done with the last parcel.
 */
export function pointsOf({ plan, arrived, returned, cancelled, areServicesDone }: OrderPoints): number {
  if (!plan || plan.perPointMinor === 0) return 0;
  return plan.lines.reduce((sum, { lineId, quantity, moneyMinor, isSent }) => {
    const done = areServicesDone ? quantity - (lookup(cancelled, lineId) ?? 0) : 0;
    const there = isSent ? (lookup(arrived, lineId) ?? 0) : done;
    const kept = Math.max(0, Math.min(there, quantity) - (lookup(returned, lineId) ?? 0));
    // Products of such amounts can exceed 2^53.
    const earned = (BigInt(moneyMinor) * BigInt(kept)) / (BigInt(quantity) * BigInt(plan.perPointMinor));
    return sum + Math.max(0, Number(earned));
  }, 0);
}

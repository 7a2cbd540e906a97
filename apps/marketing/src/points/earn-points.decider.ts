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
  OrderMoneyCame,
  OrderMoneyWentBack,
  orderPoints,
  OrderPointsCounted,
  OrderServicesDone,
  OrderUnitsArrived,
  OrderUnitsCancelled,
  OrderRestCancelled,
  OrderUnitsOvertaken,
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
/** Units were cancelled before they were sent or done, and their money is not to be paid. */
export type CountCancelled = Command<
  'CountCancelled',
  { orderId: string; causeId: string; units: readonly Units[]; moneyMinor: number }
>;
/** All that had not left was cancelled. */
export type CountRestCancelled = Command<'CountRestCancelled', { orderId: string }>;
/** Cancelled units left all the same, and their money is to be paid. */
export type CountOvertaken = Command<
  'CountOvertaken',
  { orderId: string; causeId: string; units: readonly Units[]; moneyMinor: number }
>;
/** Money of an order came in. */
export type CountMoney = Command<'CountMoney', { orderId: string; causeId: string; amountMinor: number }>;
/** So much money is with the customer again, and no unit came back for it. */
export type CountMoneyBack = Command<
  'CountMoneyBack',
  { orderId: string; causeId: string; backId: string; amountMinor: number }
>;

type EarnCommand =
  | PlanEarning
  | CountArrived
  | CountServices
  | CountReturned
  | CountCancelled
  | CountRestCancelled
  | CountOvertaken
  | CountMoney
  | CountMoneyBack;

/**
 * Delivered units earn by the money that was paid for them. Units and money that go back reverse exactly what they
 * earned, in whatever order this is heard.
 */
export const earnPoints: JointDecider<EarnCommand> = {
  commands: [
    'PlanEarning',
    'CountArrived',
    'CountServices',
    'CountReturned',
    'CountCancelled',
    'CountRestCancelled',
    'CountOvertaken',
    'CountMoney',
    'CountMoneyBack',
  ],
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
    const backId = 'backId' in command.data ? command.data.backId : causeId;
    return count(orderId, order, next, { causeId, backId, since }, read);
  },
};

/** What the order remembers of a command; nothing where it knows it already. */
function noted(command: EarnCommand, order: OrderPoints): OrderPointsEvent | undefined {
  const { plan, causeIds, areServicesDone, isCancelled, backMinor } = order;
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
      const { causeId, units } = command.data;
      return causeIds.includes(causeId) ? undefined : OrderUnitsCancelled.of({ ...command.data, units: [...units] });
    }
    case 'CountRestCancelled':
      return isCancelled ? undefined : OrderRestCancelled.of({ orderId: data.orderId });
    case 'CountOvertaken': {
      const { causeId, units } = command.data;
      return causeIds.includes(causeId) ? undefined : OrderUnitsOvertaken.of({ ...command.data, units: [...units] });
    }
    case 'CountMoney':
      return causeIds.includes(command.data.causeId) ? undefined : OrderMoneyCame.of(command.data);
    case 'CountMoneyBack': {
      const { orderId, backId, amountMinor } = command.data;
      if ((lookup(backMinor, backId) ?? 0) === amountMinor) return undefined;
      return OrderMoneyWentBack.of({ orderId, backId, amountMinor });
    }
    default:
      return never(command);
  }
}

function count(
  orderId: string,
  order: OrderPoints,
  next: OrderPointsEvent,
  { causeId, backId, since }: { causeId: string; backId: string; since: string },
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
    points > order.points ? earn(customerId, lot, orderId) : reverse(customerId, orderId, backId, -lot.points),
  );
  return [
    { to: orderPoints, id: orderId, events: [next, OrderPointsCounted.of({ orderId, points })] },
    { to: loyaltyAggregate, id: customerId, events },
  ];
}

/**
 * The points for the units that were delivered and have not come back. They are counted by line over all of its units,
 * so that the same units earn the same points however they were sent and returned. Cancelled goods never arrive;
 * cancelled services would count as done with the last parcel. There are no points without money: what is not paid, and
 * what went back without a return, is taken off the money of all units that were neither returned nor cancelled.
 */
export function pointsOf(order: OrderPoints): number {
  const { plan, arrived, returned, areServicesDone } = order;
  if (!plan || plan.perPointMinor === 0) return 0;
  const perPoint = BigInt(plan.perPointMinor);
  let earned = 0n;
  // Products of such amounts can exceed 2^53.
  let wanted = { minor: 0n, over: 1n };
  for (const { lineId, quantity, moneyMinor, isSent } of plan.lines) {
    const gone = goneUnits(order, lineId, quantity);
    const back = lookup(returned, lineId) ?? 0;
    const there = isSent ? (lookup(arrived, lineId) ?? 0) : areServicesDone ? quantity - gone : 0;
    const kept = Math.max(0, Math.min(there, quantity) - back);
    const open = Math.max(0, Math.min(quantity, quantity - back - gone));
    const [money, units] = [BigInt(moneyMinor), BigInt(quantity)];
    earned += (money * BigInt(kept)) / (units * perPoint);
    wanted = { minor: wanted.minor * units + money * BigInt(open) * wanted.over, over: wanted.over * units };
  }
  const lost = BigInt(lostMinor(order));
  if (lost === 0n) return Number(earned);
  const paid = (wanted.minor - lost * wanted.over) / (wanted.over * perPoint);
  return Math.max(0, Number(earned < paid ? earned : paid));
}

/** Cancelled units of a line that did not leave. */
function goneUnits({ cancelled, overtaken, isCancelled }: OrderPoints, lineId: string, quantity: number): number {
  const before = isCancelled ? quantity : (lookup(cancelled, lineId) ?? 0);
  return before - (lookup(overtaken, lineId) ?? 0);
}

/** The money of an order that has not come in, or went back without a return. */
function lostMinor({ plan, cancelledMinor, overtakenMinor, isCancelled, cameMinor, backMinor }: OrderPoints): number {
  const wholeMinor = plan?.moneyMinor ?? 0;
  const dueMinor = (isCancelled ? 0 : wholeMinor - cancelledMinor) + overtakenMinor;
  const unpaidMinor = plan?.moneyMinor === undefined ? 0 : Math.max(0, dueMinor - cameMinor);
  return Object.values(backMinor).reduce((sum, minor) => sum + minor, unpaidMinor);
}

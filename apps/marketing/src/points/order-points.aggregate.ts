import { fields } from '@concord/contracts';
import { event, lookup, never, type Aggregate, type EventFrom } from '@concord/event-sourcing';
import { Type } from 'typebox';

const { Id, Minor, Units, UnitsOrNone } = fields;
const units = Type.Array(Type.Object({ lineId: Id, quantity: Units }));

/** What each line of a confirmed order is to be paid for with money, and at which rate the order earns. */
export const OrderEarningPlanned = event(
  'OrderEarningPlanned',
  2,
  {
    orderId: Id,
    customerId: Id,
    /** So much money earns a point; 0 where the currency earns none. */
    perPointMinor: UnitsOrNone,
    pendingDays: UnitsOrNone,
    lifeDays: UnitsOrNone,
    /** All that is to be paid with money, shipping too. Absent in version 1, whose orders earn before they are paid. */
    moneyMinor: Type.Optional(Minor),
    lines: Type.Array(Type.Object({ lineId: Id, quantity: Units, moneyMinor: Minor, isSent: Type.Boolean() })),
  },
  { upcasts: { 1: (data: object) => data } },
);
/** Units of the order arrived. */
export const OrderUnitsArrived = event('OrderUnitsArrived', 1, { orderId: Id, causeId: Id, units });
/** All that is not sent counts as delivered. */
export const OrderServicesDone = event('OrderServicesDone', 1, { orderId: Id });
/** Units of the order came back. */
export const OrderUnitsReturned = event('OrderUnitsReturned', 1, { orderId: Id, causeId: Id, units });
/** Units of the order were cancelled before they were sent or done: so much money is not to be paid. */
export const OrderUnitsCancelled = event(
  'OrderUnitsCancelled',
  2,
  { orderId: Id, causeId: Id, units, moneyMinor: Minor },
  { upcasts: { 1: (data: object) => ({ ...data, moneyMinor: 0 }) } },
);
/** All that had not left was cancelled. */
export const OrderRestCancelled = event('OrderRestCancelled', 1, { orderId: Id });
/** Cancelled units left all the same: so much money is to be paid for them. */
export const OrderUnitsOvertaken = event('OrderUnitsOvertaken', 1, {
  orderId: Id,
  causeId: Id,
  units,
  moneyMinor: Minor,
});
/** Money of the order came in; on account, a return may have taken it off what is owed. */
export const OrderMoneyCame = event('OrderMoneyCame', 1, { orderId: Id, causeId: Id, amountMinor: Minor });
/** So much money is with the customer again, by this refund without a return, or dispute: 0 where it came back. */
export const OrderMoneyWentBack = event('OrderMoneyWentBack', 1, { orderId: Id, backId: Id, amountMinor: Minor });
/** The order has earned so many points by now. */
export const OrderPointsCounted = event('OrderPointsCounted', 1, { orderId: Id, points: UnitsOrNone });

const events = {
  OrderEarningPlanned,
  OrderUnitsArrived,
  OrderServicesDone,
  OrderUnitsReturned,
  OrderUnitsCancelled,
  OrderRestCancelled,
  OrderUnitsOvertaken,
  OrderMoneyCame,
  OrderMoneyWentBack,
  OrderPointsCounted,
};
export type OrderPointsEvent = EventFrom<(typeof events)[keyof typeof events]>;
export type EarningPlan = EventFrom<typeof OrderEarningPlanned>['data'];

/** Units by line. */
type Counts = Readonly<Record<string, number>>;

export interface OrderPoints {
  readonly plan: EarningPlan | null;
  readonly arrived: Counts;
  readonly returned: Counts;
  readonly cancelled: Counts;
  /** Cancelled units that left all the same. */
  readonly overtaken: Counts;
  /** The order was cancelled as a whole: of its units only the overtaken ones count. */
  readonly isCancelled: boolean;
  readonly areServicesDone: boolean;
  /** Money of the cancelled units. */
  readonly cancelledMinor: number;
  readonly overtakenMinor: number;
  readonly cameMinor: number;
  /** What went back without a return, by refund or dispute. */
  readonly backMinor: Readonly<Record<string, number>>;
  /** Parcels, returns, cancellations and payments that were counted. */
  readonly causeIds: readonly string[];
  /** What the order has earned, without what was reversed. */
  readonly points: number;
}

/** The units of an order that earn points. Its parts may become known in any order. */
export const orderPoints: Aggregate<OrderPointsEvent, OrderPoints> = {
  kind: 'order-points',
  shapeVersion: 3,
  events,
  initial: {
    plan: null,
    arrived: {},
    returned: {},
    cancelled: {},
    overtaken: {},
    isCancelled: false,
    areServicesDone: false,
    cancelledMinor: 0,
    overtakenMinor: 0,
    cameMinor: 0,
    backMinor: {},
    causeIds: [],
    points: 0,
  },

  evolve(order, { type, data }) {
    switch (type) {
      case 'OrderEarningPlanned':
        return { ...order, plan: data };
      case 'OrderUnitsArrived':
        return { ...order, arrived: counted(order.arrived, data.units), causeIds: [...order.causeIds, data.causeId] };
      case 'OrderUnitsReturned':
        return { ...order, returned: counted(order.returned, data.units), causeIds: [...order.causeIds, data.causeId] };
      case 'OrderUnitsCancelled': {
        const cancelled = counted(order.cancelled, data.units);
        const cancelledMinor = order.cancelledMinor + data.moneyMinor;
        return { ...order, cancelled, cancelledMinor, causeIds: [...order.causeIds, data.causeId] };
      }
      case 'OrderUnitsOvertaken': {
        const overtaken = counted(order.overtaken, data.units);
        const overtakenMinor = order.overtakenMinor + data.moneyMinor;
        return { ...order, overtaken, overtakenMinor, causeIds: [...order.causeIds, data.causeId] };
      }
      case 'OrderRestCancelled':
        return { ...order, isCancelled: true };
      case 'OrderMoneyCame': {
        const cameMinor = order.cameMinor + data.amountMinor;
        return { ...order, cameMinor, causeIds: [...order.causeIds, data.causeId] };
      }
      case 'OrderMoneyWentBack':
        return { ...order, backMinor: { ...order.backMinor, [data.backId]: data.amountMinor } };
      case 'OrderServicesDone':
        return { ...order, areServicesDone: true };
      case 'OrderPointsCounted':
        return { ...order, points: data.points };
      default:
        return never(type);
    }
  },
};

const counted = (counts: Counts, more: readonly { readonly lineId: string; readonly quantity: number }[]): Counts =>
  more.reduce((sums, { lineId, quantity }) => ({ ...sums, [lineId]: (lookup(sums, lineId) ?? 0) + quantity }), counts);

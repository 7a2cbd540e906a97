import { fields } from '@concord/contracts';
import { event, lookup, never, type Aggregate, type EventFrom } from '@concord/event-sourcing';
import { Type } from 'typebox';

const { Id, Minor, Units, UnitsOrNone } = fields;
const units = Type.Array(Type.Object({ lineId: Id, quantity: Units }));

/** What each line of a confirmed order was paid for with money, and at which rate the order earns. */
export const OrderEarningPlanned = event('OrderEarningPlanned', 1, {
  orderId: Id,
  customerId: Id,
  /** So much money earns a point; 0 where the currency earns none. */
  perPointMinor: UnitsOrNone,
  pendingDays: UnitsOrNone,
  lifeDays: UnitsOrNone,
  lines: Type.Array(Type.Object({ lineId: Id, quantity: Units, moneyMinor: Minor, isSent: Type.Boolean() })),
});
/** Units of the order arrived. */
export const OrderUnitsArrived = event('OrderUnitsArrived', 1, { orderId: Id, causeId: Id, units });
/** All that is not sent counts as delivered. */
export const OrderServicesDone = event('OrderServicesDone', 1, { orderId: Id });
/** Units of the order came back. */
export const OrderUnitsReturned = event('OrderUnitsReturned', 1, { orderId: Id, causeId: Id, units });
/** Units of the order were cancelled before they were sent or done. */
export const OrderUnitsCancelled = event('OrderUnitsCancelled', 1, { orderId: Id, causeId: Id, units });
/** The order has earned so many points by now. */
export const OrderPointsCounted = event('OrderPointsCounted', 1, { orderId: Id, points: UnitsOrNone });

const events = {
  OrderEarningPlanned,
  OrderUnitsArrived,
  OrderServicesDone,
  OrderUnitsReturned,
  OrderUnitsCancelled,
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
  readonly areServicesDone: boolean;
  /** Parcels, returns and cancellations that were counted. */
  readonly causeIds: readonly string[];
  /** What the order has earned, without what was reversed. */
  readonly points: number;
}

/** The units of an order that earn points. Its parts may become known in any order. */
export const orderPoints: Aggregate<OrderPointsEvent, OrderPoints> = {
  kind: 'order-points',
  shapeVersion: 2,
  events,
  initial: { plan: null, arrived: {}, returned: {}, cancelled: {}, areServicesDone: false, causeIds: [], points: 0 },

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
        return { ...order, cancelled, causeIds: [...order.causeIds, data.causeId] };
      }
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

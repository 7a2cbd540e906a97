import {
  fields,
  OrderCancelled,
  OrderConfirmed,
  OrderDelivered,
  OrderPartiallyShipped,
  OrderPlaced,
  OrderRejected,
  OrderShipped,
  PromotionClaimRequested,
} from '@concord/contracts';
import { event, never, type Aggregate, type EventFrom } from '@concord/event-sourcing';
import { Type } from 'typebox';

const { Id, Sku, Units, Minor, Time, OneOf } = fields;

/** The customer pays by card. What stands for the card stays in this service. */
export const CardPresented = event('CardPresented', 1, {
  orderId: Id,
  token: Type.Optional(Type.String({ maxLength: 200 })),
});

/** Somebody walks the aisles for the order: from here on it is not simply cancelled. */
export const PickingBegun = event('PickingBegun', 1, { orderId: Id, fulfilmentId: Id });

/** A parcel is on its way, with what it costs. Lines without stock go with the first one. */
export const ParcelLeft = event('ParcelLeft', 1, {
  orderId: Id,
  fulfilmentId: Id,
  warehouse: Type.Optional(fields.WarehouseCode),
  units: Type.Array(Type.Object({ lineId: Id, sku: Sku, quantity: Units })),
  amountMinor: Minor,
  totalMinor: Minor,
  currency: fields.Currency,
  paymentMethod: OneOf('card', 'invoice'),
});

/** A parcel is there. `recordedAt` is when we were told, which may be long after. */
export const ParcelArrived = event('ParcelArrived', 1, {
  orderId: Id,
  fulfilmentId: Id,
  deliveredAt: Time,
  recordedAt: Time,
});

/** The order was called off, but a parcel had left already: the parcel wins. */
export const CancellationOvertaken = event('CancellationOvertaken', 1, { orderId: Id, fulfilmentId: Id });

/** Units may come back, each with what was paid for it. No other return can name them. */
export const UnitsPromisedBack = event('UnitsPromisedBack', 1, {
  orderId: Id,
  returnId: Id,
  lines: Type.Array(Type.Object({ lineId: Id, sku: Sku, quantity: Units, paidMinor: Minor })),
});

/** Everything that happens to an order. */
export const orderStreamEvents = {
  OrderPlaced,
  CardPresented,
  PromotionClaimRequested,
  OrderConfirmed,
  OrderRejected,
  OrderCancelled,
  PickingBegun,
  ParcelLeft,
  OrderPartiallyShipped,
  OrderShipped,
  ParcelArrived,
  OrderDelivered,
  CancellationOvertaken,
  UnitsPromisedBack,
};
export type OrderEvent = EventFrom<(typeof orderStreamEvents)[keyof typeof orderStreamEvents]>;

/** An order as it came in, priced. */
export type Placed = EventFrom<typeof OrderPlaced>['data'];
export type PlacedLine = Placed['lines'][number];

export interface Parcel {
  readonly fulfilmentId: string;
  readonly warehouse: string | null;
  readonly units: readonly { readonly lineId: string; readonly quantity: number }[];
  readonly hasLeft: boolean;
  readonly deliveredAt: string | null;
  readonly recordedAt: string | null;
}

export interface UnitsBack {
  readonly lineId: string;
  readonly sku: string;
  readonly quantity: number;
  readonly paidMinor: number;
}

export interface Order {
  readonly status:
    | 'none'
    | 'pending'
    | 'confirmed'
    | 'partially_shipped'
    | 'shipped'
    | 'delivered'
    | 'rejected'
    | 'cancelled';
  readonly placed: Placed | null;
  readonly cardToken: string | null;
  readonly hasRequestedClaims: boolean;
  readonly allocations: readonly { readonly sku: string; readonly warehouse: string; readonly quantity: number }[];
  readonly isBeingPicked: boolean;
  readonly parcels: readonly Parcel[];
  /** By return. */
  readonly returns: Readonly<Record<string, readonly UnitsBack[]>>;
}

/** State and events; decisions over several streams (returns) append to it too. */
export const orderAggregate: Aggregate<OrderEvent, Order> = {
  kind: 'order',
  events: orderStreamEvents,
  initial: {
    status: 'none',
    placed: null,
    cardToken: null,
    hasRequestedClaims: false,
    allocations: [],
    isBeingPicked: false,
    parcels: [],
    returns: {},
  },

  evolve(order, { type, data }) {
    switch (type) {
      case 'OrderPlaced':
        return { ...order, status: 'pending', placed: data };
      case 'CardPresented':
        return { ...order, cardToken: data.token ?? null };
      case 'PromotionClaimRequested':
        return { ...order, hasRequestedClaims: true };
      case 'OrderConfirmed':
        return { ...order, status: 'confirmed', allocations: data.allocations };
      case 'OrderRejected':
        return { ...order, status: 'rejected' };
      case 'OrderCancelled':
        return { ...order, status: 'cancelled' };
      case 'PickingBegun':
        return { ...order, isBeingPicked: true };
      case 'ParcelLeft': {
        const { fulfilmentId, warehouse = null, units } = data;
        return withParcel(order, fulfilmentId, { warehouse, units, hasLeft: true });
      }
      case 'ParcelArrived': {
        const { fulfilmentId, deliveredAt, recordedAt } = data;
        return withParcel(order, fulfilmentId, { deliveredAt, recordedAt });
      }
      case 'OrderPartiallyShipped':
        return { ...order, status: 'partially_shipped' };
      case 'OrderShipped':
        return { ...order, status: 'shipped' };
      case 'OrderDelivered':
        return { ...order, status: 'delivered' };
      case 'CancellationOvertaken':
        return { ...order, status: 'confirmed' };
      case 'UnitsPromisedBack':
        return { ...order, returns: { ...order.returns, [data.returnId]: data.lines } };
      default:
        return never(type);
    }
  },
};

function withParcel(order: Order, fulfilmentId: string, change: Partial<Parcel>): Order {
  const found = order.parcels.find((parcel) => parcel.fulfilmentId === fulfilmentId);
  const fresh = { fulfilmentId, warehouse: null, units: [], hasLeft: false, deliveredAt: null, recordedAt: null };
  const others = order.parcels.filter((parcel) => parcel !== found);
  return { ...order, parcels: [...others, { ...(found ?? fresh), ...change }] };
}

/** The warehouses that send a parcel each. */
export const sendingWarehouses = ({ allocations }: Order) => [
  ...new Set(allocations.map(({ warehouse }) => warehouse)),
];

/** Units by line that are on their way or there. */
export function unitsSentByLine({ parcels }: Order): ReadonlyMap<string, number> {
  const sent = new Map<string, number>();
  for (const { lineId, quantity } of parcels.flatMap(({ units }) => units))
    sent.set(lineId, (sent.get(lineId) ?? 0) + quantity);
  return sent;
}

/** Units of a line that are there. */
export const unitsDelivered = ({ parcels }: Order, lineId: string) =>
  sumUnits(
    parcels
      .filter(({ deliveredAt }) => deliveredAt !== null)
      .flatMap(({ units }) => units)
      .filter((line) => line.lineId === lineId),
  );

/** Units of a line that a return names. */
export const unitsPromisedBack = ({ returns }: Order, lineId: string) =>
  sumUnits(
    Object.values(returns)
      .flat()
      .filter((line) => line.lineId === lineId),
  );

const sumUnits = (lines: readonly { readonly quantity: number }[]) =>
  lines.reduce((sum, { quantity }) => sum + quantity, 0);

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
import { event, type EventFrom } from '@concord/event-sourcing';
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

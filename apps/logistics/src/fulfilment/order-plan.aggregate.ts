import { fields } from '@concord/contracts';
import { event, type Aggregate, type EventFrom } from '@concord/event-sourcing';
import { Type } from 'typebox';

/** The parcels of an order are planned. `orderedAt` is kept for parcels that are planned later. */
export const OrderPlanned = event(
  'OrderPlanned',
  2,
  { orderId: fields.Id, fulfilmentIds: Type.Array(fields.Id), orderedAt: Type.Optional(fields.Time) },
  { upcasts: { 1: (data: object) => data } },
);
/** The order was cancelled: everything unpacked stays here. */
export const OrderPlanCalledOff = event('OrderPlanCalledOff', 1, { orderId: fields.Id, reason: fields.ShortText });

/** Units of the order were cancelled: unpacked ones leave their fulfilment. */
export const OrderPlanReduced = event('OrderPlanReduced', 1, { orderId: fields.Id, reductionId: fields.Id });

/** Other warehouses send units, or goods came for waiting ones: their parcels are planned. */
export const OrderPlanExtended = event('OrderPlanExtended', 1, {
  orderId: fields.Id,
  moveId: fields.Id,
  fulfilmentIds: Type.Array(fields.Id),
});

/** The order waits for a person, and so does all that is planned later. */
export const OrderPlanHeld = event('OrderPlanHeld', 1, { orderId: fields.Id, reason: fields.ShortText });
/** The order goes on. */
export const OrderPlanResumed = event('OrderPlanResumed', 1, { orderId: fields.Id });

const events = {
  OrderPlanHeld,
  OrderPlanResumed,
  OrderPlanned,
  OrderPlanCalledOff,
  OrderPlanReduced,
  OrderPlanExtended,
};
type OrderPlanEvent = EventFrom<(typeof events)[keyof typeof events]>;

/** The fulfilments of an order: a cancellation names only the order. */
export interface OrderPlan {
  readonly isPlanned: boolean;
  readonly fulfilmentIds: readonly string[];
  /** When the customer ordered. Absent in older orders. */
  readonly orderedAt: string | null;
  readonly isCalledOff: boolean;
  /** Why it waits for a person. */
  readonly heldFor: string | null;
  readonly reductionIds: readonly string[];
  readonly moveIds: readonly string[];
}

export const orderPlanAggregate: Aggregate<OrderPlanEvent, OrderPlan> = {
  kind: 'order-plan',
  events,
  shapeVersion: 6,
  initial: {
    isPlanned: false,
    fulfilmentIds: [],
    orderedAt: null,
    isCalledOff: false,
    heldFor: null,
    reductionIds: [],
    moveIds: [],
  },
  evolve(plan, { type, data }) {
    switch (type) {
      case 'OrderPlanned':
        return { ...plan, isPlanned: true, fulfilmentIds: data.fulfilmentIds, orderedAt: data.orderedAt ?? null };
      case 'OrderPlanCalledOff':
        return { ...plan, isCalledOff: true };
      case 'OrderPlanHeld':
        return { ...plan, heldFor: data.reason };
      case 'OrderPlanResumed':
        return { ...plan, heldFor: null };
      case 'OrderPlanReduced':
        return { ...plan, reductionIds: [...plan.reductionIds, data.reductionId] };
      case 'OrderPlanExtended': {
        const fulfilmentIds = [...new Set([...plan.fulfilmentIds, ...data.fulfilmentIds])];
        return { ...plan, fulfilmentIds, moveIds: [...plan.moveIds, data.moveId] };
      }
    }
  },
};

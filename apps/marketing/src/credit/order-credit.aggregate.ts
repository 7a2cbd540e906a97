import { fields, OrderCreditMissing, PointsBurnRejected, VoucherHoldRejected } from '@concord/contracts';
import { event, never, type Aggregate, type EventFrom } from '@concord/event-sourcing';
import { Type } from 'typebox';

const { Id } = fields;

/** The checkout of an order asked for these vouchers, and got its answers. */
export const OrderVouchersAsked = event('OrderVouchersAsked', 1, { orderId: Id, voucherIds: Type.Array(Id) });
/** The checkout of an order asked for points of a customer, and got its answer. */
export const OrderPointsAsked = event('OrderPointsAsked', 1, { orderId: Id, customerId: Id });
/** The order is confirmed: what it held is spent. */
export const OrderCreditSpent = event('OrderCreditSpent', 1, { orderId: Id });
/** The order ended before it was confirmed: what it held is released, and a late request gets nothing. */
export const OrderCreditEnded = event('OrderCreditEnded', 1, { orderId: Id });
/** A refund went back to the vouchers and points of the order. */
export const OrderCreditReturned = event('OrderCreditReturned', 1, { orderId: Id, refundId: Id });

const events = {
  VoucherHoldRejected,
  PointsBurnRejected,
  OrderVouchersAsked,
  OrderPointsAsked,
  OrderCreditSpent,
  OrderCreditMissing,
  OrderCreditEnded,
  OrderCreditReturned,
};
export type OrderCreditEvent = EventFrom<(typeof events)[keyof typeof events]>;

export interface OrderCredit {
  /** Absent while nobody asked for vouchers. */
  readonly voucherIds: readonly string[] | null;
  /** Whose points the order asked for. */
  readonly customerId: string | null;
  readonly isSpent: boolean;
  readonly isEnded: boolean;
  readonly refundIds: readonly string[];
}

/** What an order asked of vouchers and points, so that each request, end and refund counts once. */
export const orderCredit: Aggregate<OrderCreditEvent, OrderCredit> = {
  kind: 'order-credit',
  events,
  initial: { voucherIds: null, customerId: null, isSpent: false, isEnded: false, refundIds: [] },

  evolve(credit, { type, data }) {
    switch (type) {
      case 'OrderVouchersAsked':
        return { ...credit, voucherIds: [...new Set([...(credit.voucherIds ?? []), ...data.voucherIds])] };
      case 'OrderPointsAsked':
        return { ...credit, customerId: data.customerId };
      case 'OrderCreditSpent':
        return { ...credit, isSpent: true };
      case 'OrderCreditEnded':
        return { ...credit, isEnded: true };
      case 'OrderCreditReturned':
        return { ...credit, refundIds: [...credit.refundIds, data.refundId] };
      case 'VoucherHoldRejected':
      case 'PointsBurnRejected':
      case 'OrderCreditMissing':
        return credit;
      default:
        return never(type);
    }
  },
};

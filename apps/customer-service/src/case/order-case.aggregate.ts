import { fields } from '@concord/contracts';
import { event, type Aggregate, type EventFrom } from '@concord/event-sourcing';
import { Type } from 'typebox';

/**
 * From here on the order has an open case of this kind about this matter: a refund, a claim, a return, a parcel or a
 * SKU. `sku` is what the matter was called before.
 */
export const OrderCaseBegun = event('OrderCaseBegun', 1, {
  orderId: fields.Id,
  kind: fields.ShortText,
  matter: Type.Optional(fields.ShortText),
  sku: Type.Optional(fields.Sku),
  caseId: fields.Id,
});
/** This case of the order is open no longer. */
export const OrderCaseEnded = event('OrderCaseEnded', 1, {
  orderId: fields.Id,
  kind: fields.ShortText,
  caseId: fields.Id,
});

const events = { OrderCaseBegun, OrderCaseEnded };
type OrderCaseEvent = EventFrom<(typeof events)[keyof typeof events]>;

/** The cases that an order ever had of a kind. Of each matter one is open at most, and one that names none. */
export interface OrderCases {
  readonly cases: readonly { readonly caseId: string; readonly matter: string | null; readonly isOpen: boolean }[];
}

/** Decisions about cases change it. */
export const orderCase: Aggregate<OrderCaseEvent, OrderCases> = {
  kind: 'order-case',
  shapeVersion: 3,
  events,
  initial: { cases: [] },
  evolve({ cases }, { type, data }) {
    const { caseId } = data;
    if (type === 'OrderCaseEnded')
      return { cases: cases.map((one) => (one.caseId === caseId ? { ...one, isOpen: false } : one)) };
    const others = cases.filter((one) => one.caseId !== caseId);
    return { cases: [...others, { caseId, matter: data.matter ?? data.sku ?? null, isOpen: true }] };
  },
};

/** The open case of the order and the kind about this matter, or about none. */
export const openCaseAbout = ({ cases }: OrderCases, matter: string | null) =>
  cases.find((one) => one.isOpen && one.matter === matter)?.caseId ?? null;

/** What a case of the order and the kind is about. */
export const matterOf = ({ cases }: OrderCases, caseId: string) =>
  cases.find((one) => one.caseId === caseId)?.matter ?? null;

/** The id of the stream of the open cases of an order and a kind. */
export const orderCaseId = (orderId: string, kind: string) => `${orderId}.${kind}`;

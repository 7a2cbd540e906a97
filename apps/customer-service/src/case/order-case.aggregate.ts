import { fields } from '@concord/contracts';
import { event, type Aggregate, type EventFrom } from '@concord/event-sourcing';
import { Type } from 'typebox';

/** From here on the order has an open case of this kind, about this SKU where the case names one. */
export const OrderCaseBegun = event('OrderCaseBegun', 1, {
  orderId: fields.Id,
  kind: fields.ShortText,
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

/** The open cases of an order and a kind: one for each SKU, and one that names none. */
export interface OrderCases {
  readonly open: readonly { readonly caseId: string; readonly sku: string | null }[];
}

/** Decisions about cases change it. */
export const orderCase: Aggregate<OrderCaseEvent, OrderCases> = {
  kind: 'order-case',
  shapeVersion: 2,
  events,
  initial: { open: [] },
  evolve({ open }, { type, data }) {
    const others = open.filter(({ caseId }) => caseId !== data.caseId);
    return { open: type === 'OrderCaseBegun' ? [...others, { caseId: data.caseId, sku: data.sku ?? null }] : others };
  },
};

/** The open case of the order and the kind about this SKU, or about none. */
export const openCaseAbout = ({ open }: OrderCases, sku: string | null) =>
  open.find((one) => one.sku === sku)?.caseId ?? null;

/** The id of the stream of the open cases of an order and a kind. */
export const orderCaseId = (orderId: string, kind: string) => `${orderId}.${kind}`;

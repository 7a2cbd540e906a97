import { publishedBy } from '@concord/event-sourcing';
import { Type } from 'typebox';
import { Id, Minor, OneOf, ShortText, Time } from '../fields';

const event = publishedBy('orders');

/**
 * A checkout asks for the promotion uses of an order whose stock is reserved. Marketing grants all of them or refuses.
 */
export const PromotionClaimRequested = event('PromotionClaimRequested', 1, {
  orderId: Id,
  customerId: Type.Optional(Id),
  claims: Type.Array(Type.Object({ promotionId: Id, amountMinor: Minor })),
});

/**
 * A checkout has waited for the same answer for five minutes. Customer-service opens a case; operators find the checkout
 * at `GET /v1/checkouts?state=stuck`. The checkout goes on by itself when the answer comes.
 */
export const CheckoutStuck = event(
  'CheckoutStuck',
  2,
  {
    orderId: Id,
    customerId: Type.Optional(Id),
    /** What it waits for: stock of inventory, promotions or credit of marketing, the payment provider or the customer. */
    step: OneOf('stock', 'promotion', 'credit', 'payment'),
    since: Time,
  },
  { 1: (data: object) => data },
);

/** No longer published: `CheckoutStuck` takes its place. Topics keep it for ever, so subscribers read both. */
export const SagaStuck = event(
  'SagaStuck',
  2,
  { orderId: Id, customerId: Type.Optional(Id), step: ShortText, since: Time },
  { 1: (data: object) => data },
);

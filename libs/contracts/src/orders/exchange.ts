import { publishedBy } from '@concord/event-sourcing';
import { Type } from 'typebox';
import { Id, OneOf, ShortText, Sku, Time, Units } from '../fields';

const event = publishedBy('orders');

/** When the replacement is sent: at once, or when the goods that come back were inspected. */
export const EXCHANGE_MODES = ['advance', 'after-return'] as const;

const exchange = { exchangeId: Id, orderId: Id, customerId: Type.Optional(Id), returnId: Id, replacementOrderId: Id };

/**
 * A customer wants other goods for delivered ones. A return of these and an order of the replacement begin together, so
 * the replacement is reserved from now on.
 */
export const ExchangeRequested = event('ExchangeRequested', 1, {
  ...exchange,
  mode: OneOf(...EXCHANGE_MODES),
  lines: Type.Array(Type.Object({ lineId: Id, sku: Sku, quantity: Units, toSku: Sku })),
  deadline: Time,
});

/** The replacement is reserved and its payment secured. */
export const ExchangeConfirmed = event('ExchangeConfirmed', 1, exchange);

/** The goods came back and were settled; a replacement that waited for them is sent now. */
export const ExchangeCompleted = event('ExchangeCompleted', 1, exchange);

/** The goods did not come back in time. A replacement that was sent stays charged; one that waited is cancelled. */
export const ExchangeLapsed = event('ExchangeLapsed', 1, { ...exchange, wasSent: Type.Boolean() });

/** There is no replacement, or it could not be paid: the return goes on as an ordinary one, and is refunded. */
export const ExchangeConverted = event('ExchangeConverted', 1, { ...exchange, detail: ShortText });

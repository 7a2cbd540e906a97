import {
  CartAbandoned,
  CartCouponApplied,
  CartCreated,
  CartEnded,
  CartHoldExtensionRequested,
  CartHoldRequested,
  CartLineAdded,
  CartLineChanged,
  CartLineRemoved,
  CartRecovered,
  fields,
  Address,
  Personal,
  QuoteIssued,
} from '@concord/contracts';
import { event, never, type Aggregate, type EventFrom } from '@concord/event-sourcing';
import { Type } from 'typebox';

const { Id } = fields;

/** Where the basket is to be sent, and how its customer is reached. */
export const CartAddressSet = event('CartAddressSet', 1, {
  cartId: Id,
  shipTo: Address,
  billTo: Type.Optional(Address),
  contact: Type.Optional(Personal('contact')),
});
/** The customer took the code of a promotion back. */
export const CartCouponRemoved = event('CartCouponRemoved', 1, { cartId: Id, code: Type.String({ maxLength: 40 }) });
/** The customer wants to pay with a voucher. */
export const CartVoucherApplied = event('CartVoucherApplied', 1, { cartId: Id, voucherId: Id });
/** The customer no longer wants to pay with a voucher. */
export const CartVoucherRemoved = event('CartVoucherRemoved', 1, { cartId: Id, voucherId: Id });
/** The customer wants to pay with so many points, 0 for none. */
export const CartPointsChosen = event('CartPointsChosen', 1, { cartId: Id, points: fields.UnitsOrNone });
/** The customer chose how the basket is sent. */
export const CartShippingChosen = event('CartShippingChosen', 1, { cartId: Id, option: fields.ShortText });
/** The basket was ordered. */
export const CartOrdered = event('CartOrdered', 1, { cartId: Id, orderId: Id, quoteId: Id });
/** The order of the basket was not taken: the basket is open again. */
export const CartReopened = event('CartReopened', 1, { cartId: Id, orderId: Id });

/** Everything that happens to a basket. */
export const cartEvents = {
  CartCreated,
  CartLineAdded,
  CartLineChanged,
  CartLineRemoved,
  CartAddressSet,
  CartCouponApplied,
  CartCouponRemoved,
  CartVoucherApplied,
  CartVoucherRemoved,
  CartPointsChosen,
  CartShippingChosen,
  CartHoldRequested,
  CartHoldExtensionRequested,
  QuoteIssued,
  CartOrdered,
  CartReopened,
  CartAbandoned,
  CartRecovered,
  CartEnded,
};
export type CartEvent = EventFrom<(typeof cartEvents)[keyof typeof cartEvents]>;

export type Quote = EventFrom<typeof QuoteIssued>['data'];
export type CartAddress = Omit<EventFrom<typeof CartAddressSet>['data'], 'cartId'>;

export interface CartLine {
  readonly lineId: string;
  readonly sku: string;
  readonly quantity: number;
}

export interface Cart {
  readonly status: 'none' | 'open' | 'ordered' | 'ended';
  readonly customerId: string | null;
  readonly channel: 'b2c' | 'b2b' | 'd2c';
  readonly currency: string;
  readonly lines: readonly CartLine[];
  /** Lines that the basket ever had: their ids are used once. */
  readonly linesEver: number;
  readonly address: CartAddress | null;
  readonly codes: readonly string[];
  readonly voucherIds: readonly string[];
  readonly points: number;
  readonly shipOption: string | null;
  readonly quote: Quote | null;
  /** Changes of what a quote says. A quote is of the basket after so many of them. */
  readonly changes: number;
  /** Whether nothing in the basket changed since the quote. */
  readonly isQuoteCurrent: boolean;
  readonly orderId: string | null;
  /** Since when nobody has gone on with it, where it counts as abandoned. An abandoned basket is open. */
  readonly abandonedAt: string | null;
  /** How often its hold was extended since its lines changed. */
  readonly extensions: number;
  /** Requests for a hold so far. */
  readonly holdRequests: number;
  /** Baskets that this one took in. */
  readonly mergedIds: readonly string[];
}

export const cartAggregate: Aggregate<CartEvent, Cart> = {
  kind: 'cart',
  events: cartEvents,
  shapeVersion: 2,
  initial: {
    status: 'none',
    customerId: null,
    channel: 'b2c',
    currency: '',
    lines: [],
    linesEver: 0,
    address: null,
    codes: [],
    voucherIds: [],
    points: 0,
    shipOption: null,
    quote: null,
    changes: 0,
    isQuoteCurrent: false,
    orderId: null,
    abandonedAt: null,
    extensions: 0,
    holdRequests: 0,
    mergedIds: [],
  },

  evolve(cart, { type, data }) {
    const changed = { ...cart, changes: cart.changes + 1, isQuoteCurrent: false };
    switch (type) {
      case 'CartCreated': {
        const { customerId = null, channel, currency } = data;
        return { ...cart, status: 'open', customerId, channel, currency };
      }
      case 'CartLineAdded': {
        const { lineId, sku, quantity } = data;
        const others = cart.lines.filter((line) => line.lineId !== lineId);
        const linesEver = cart.linesEver + (others.length === cart.lines.length ? 1 : 0);
        return { ...changed, linesEver, lines: placedAt(cart.lines, { lineId, sku, quantity }) };
      }
      case 'CartLineChanged': {
        const { lineId, sku, quantity } = data;
        return { ...changed, lines: placedAt(cart.lines, { lineId, sku, quantity }) };
      }
      case 'CartLineRemoved':
        return { ...changed, lines: cart.lines.filter(({ lineId }) => lineId !== data.lineId) };
      case 'CartAddressSet': {
        const { cartId: _, ...address } = data;
        return { ...changed, address };
      }
      case 'CartCouponApplied':
        return { ...changed, codes: [...cart.codes, data.code] };
      case 'CartCouponRemoved':
        return { ...changed, codes: cart.codes.filter((code) => code !== data.code) };
      case 'CartVoucherApplied':
        return { ...changed, voucherIds: [...cart.voucherIds, data.voucherId] };
      case 'CartVoucherRemoved':
        return { ...changed, voucherIds: cart.voucherIds.filter((id) => id !== data.voucherId) };
      case 'CartPointsChosen':
        return { ...changed, points: data.points };
      case 'CartShippingChosen':
        return { ...changed, shipOption: data.option };
      case 'CartHoldRequested': {
        const { mergedCartId, request } = data;
        const mergedIds = mergedCartId === undefined ? cart.mergedIds : [...cart.mergedIds, mergedCartId];
        return { ...cart, extensions: 0, holdRequests: request, mergedIds };
      }
      case 'CartHoldExtensionRequested':
        return { ...cart, extensions: cart.extensions + 1 };
      case 'QuoteIssued':
        return { ...cart, quote: data, isQuoteCurrent: true };
      case 'CartOrdered':
        return { ...cart, status: 'ordered', orderId: data.orderId };
      case 'CartReopened':
        return { ...cart, status: 'open', orderId: null };
      case 'CartAbandoned':
        return { ...cart, abandonedAt: data.abandonedAt };
      case 'CartRecovered':
        return { ...cart, abandonedAt: null };
      case 'CartEnded':
        return { ...cart, status: 'ended', lines: [] };
      default:
        return never(type);
    }
  },
};

/** Lines with one of them in its place, or at the end. */
const placedAt = (lines: readonly CartLine[], line: CartLine): CartLine[] =>
  lines.some(({ lineId }) => lineId === line.lineId)
    ? lines.map((one) => (one.lineId === line.lineId ? line : one))
    : [...lines, line];

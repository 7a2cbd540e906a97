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
  LINE_UNITS_MAX,
  normalPromotionCode,
  ORDER_LINES_MAX,
  PROMOTION_CODES_MAX,
  QuoteIssued,
  VOUCHERS_MAX,
} from '@concord/contracts';
import { conflict, fold, never, notFound, Rejection, rule, type Command, type Decider } from '@concord/event-sourcing';
import {
  cartAggregate,
  CartAddressSet,
  CartCouponRemoved,
  CartPointsChosen,
  CartReopened,
  CartShippingChosen,
  CartVoucherApplied,
  CartVoucherRemoved,
  type Cart,
  type CartAddress,
  type CartEvent,
  type Quote,
} from './cart.aggregate';

/** How long inventory holds the units of a basket. */
export interface HoldTime {
  readonly holdMinutes: number;
}

export type CreateCart = Command<
  'CreateCart',
  { cartId: string; customerId?: string; channel: Cart['channel']; currency: string }
>;
export type AddCartLine = Command<
  'AddCartLine',
  { cartId: string; sku: string; quantity: number; source?: string } & HoldTime
>;
/** Several lines at once, with one hold for all of them. */
export type AddCartLines = Command<
  'AddCartLines',
  { cartId: string; lines: readonly { sku: string; quantity: number }[] } & HoldTime
>;
export type ChangeCartLine = Command<'ChangeCartLine', { cartId: string; lineId: string; quantity: number } & HoldTime>;
export type RemoveCartLine = Command<'RemoveCartLine', { cartId: string; lineId: string } & HoldTime>;
export type SetCartAddress = Command<'SetCartAddress', { cartId: string } & CartAddress>;
export type ApplyCoupon = Command<'ApplyCoupon', { cartId: string; code: string }>;
export type RemoveCoupon = Command<'RemoveCoupon', { cartId: string; code: string }>;
export type ApplyVoucher = Command<'ApplyVoucher', { cartId: string; voucherId: string }>;
export type RemoveVoucher = Command<'RemoveVoucher', { cartId: string; voucherId: string }>;
export type ApplyPoints = Command<'ApplyPoints', { cartId: string; points: number }>;
export type ChooseShipping = Command<'ChooseShipping', { cartId: string; option: string }>;
export type ExtendCartHold = Command<
  'ExtendCartHold',
  { cartId: string; isHeld: boolean; extensionMinutes: number; extensionsMax: number } & HoldTime
>;
/** `changes` is how often the basket had changed when it was priced. */
export type IssueQuote = Command<'IssueQuote', { cartId: string; quote: Quote; changes: number }>;
/** The order of the basket was not taken. */
export type ReopenCart = Command<'ReopenCart', { cartId: string; orderId: string } & HoldTime>;
/** Nobody has changed the basket for a while. */
export type AbandonCart = Command<'AbandonCart', { cartId: string }>;
export type ExpireCart = Command<'ExpireCart', { cartId: string }>;
export type CartCommand =
  | CreateCart
  | AddCartLine
  | AddCartLines
  | ChangeCartLine
  | RemoveCartLine
  | SetCartAddress
  | ApplyCoupon
  | RemoveCoupon
  | ApplyVoucher
  | RemoveVoucher
  | ApplyPoints
  | ChooseShipping
  | ExtendCartHold
  | IssueQuote
  | ReopenCart
  | AbandonCart
  | ExpireCart;

/** A basket: what a customer wants, until it is ordered. Every change of its lines asks for another hold. */
export const cart: Decider<CartCommand, CartEvent, Cart> = {
  ...cartAggregate,
  commands: [
    'CreateCart',
    'AddCartLine',
    'AddCartLines',
    'ChangeCartLine',
    'RemoveCartLine',
    'SetCartAddress',
    'ApplyCoupon',
    'RemoveCoupon',
    'ApplyVoucher',
    'RemoveVoucher',
    'ApplyPoints',
    'ChooseShipping',
    'ExtendCartHold',
    'IssueQuote',
    'ReopenCart',
    'AbandonCart',
    'ExpireCart',
  ],
  opens: ['CreateCart'],
  id: ({ data }) => data.cartId,

  decide(command, state) {
    const { cartId } = command.data;
    switch (command.type) {
      case 'CreateCart':
        if (state.status !== 'none') return conflict('cart-exists', `There is a basket ${cartId} already.`);
        return [CartCreated.of(command.data)];
      case 'ReopenCart': {
        const { orderId, holdMinutes } = command.data;
        if (state.status !== 'ordered' || state.orderId !== orderId) return [];
        return withHold([CartReopened.of({ cartId, orderId })], state, cartId, holdMinutes);
      }
      case 'AbandonCart':
        return abandon(cartId, state, command.at);
      case 'ExpireCart':
        return state.status === 'open' ? [CartEnded.of({ cartId, ...ownerOf(state), cause: 'expired' })] : [];
      default: {
        const closed = whyClosed(cartId, state);
        return closed ?? goneOn(cartId, state, change(command, state));
      }
    }
  },
};

/** Why nothing in the basket can be changed. */
export function whyClosed(cartId: string, { status, orderId }: Cart): Rejection | undefined {
  if (status === 'open') return undefined;
  if (status === 'none') return notFound('cart-unknown', `There is no basket ${cartId}.`);
  if (status === 'ordered')
    return conflict('cart-ordered', `The basket was ordered as ${orderId}: begin a new one.`, { orderId: orderId! });
  return conflict('cart-ended', 'The basket is over: begin a new one.');
}

function abandon(cartId: string, state: Cart, at: string): CartEvent[] {
  const { status, abandonedAt, lines, channel, currency, quote, isQuoteCurrent } = state;
  if (status !== 'open' || abandonedAt !== null || lines.length === 0) return [];
  const units = lines.map(({ sku, quantity }) => ({ sku, quantity }));
  const total = isQuoteCurrent && quote ? { totalMinor: quote.totalMinor } : {};
  const basket = { cartId, ...ownerOf(state), channel, currency, lines: units, ...total };
  return [CartAbandoned.of({ ...basket, abandonedAt: at })];
}

/** Somebody who changes an abandoned basket has come back. */
function goneOn(cartId: string, state: Cart, changed: CartEvent[] | Rejection): CartEvent[] | Rejection {
  return changed instanceof Rejection || changed.length === 0 ? changed : [...recovered(cartId, state), ...changed];
}

/** Says that an abandoned basket goes on: with its order, where there is one. */
export function recovered(cartId: string, state: Cart, orderId?: string): CartEvent[] {
  const { abandonedAt } = state;
  if (abandonedAt === null) return [];
  const how = orderId === undefined ? { cause: 'changed' as const } : { cause: 'ordered' as const, orderId };
  return [CartRecovered.of({ cartId, ...ownerOf(state), ...how, abandonedAt })];
}

type Change = Exclude<CartCommand, CreateCart | ReopenCart | AbandonCart | ExpireCart>;

function change(command: Change, state: Cart): CartEvent[] | Rejection {
  const { cartId } = command.data;
  switch (command.type) {
    case 'AddCartLine':
      return addLines(cartId, [command.data], command.data.holdMinutes, state);
    case 'AddCartLines':
      return addLines(cartId, command.data.lines, command.data.holdMinutes, state);
    case 'ChangeCartLine': {
      const { lineId, quantity, holdMinutes } = command.data;
      const line = state.lines.find((one) => one.lineId === lineId);
      if (!line) return lineUnknown(lineId);
      if (line.quantity === quantity) return [];
      return withHold([CartLineChanged.of({ ...line, cartId, quantity })], state, cartId, holdMinutes);
    }
    case 'RemoveCartLine': {
      const { lineId, holdMinutes } = command.data;
      const line = state.lines.find((one) => one.lineId === lineId);
      if (!line) return lineUnknown(lineId);
      return withHold([CartLineRemoved.of({ cartId, lineId, sku: line.sku })], state, cartId, holdMinutes);
    }
    case 'SetCartAddress':
      return [CartAddressSet.of(command.data)];
    case 'ApplyCoupon': {
      const { code } = command.data;
      if (state.codes.some((one) => isSameCode(one, code))) return [];
      if (state.codes.length >= PROMOTION_CODES_MAX)
        return rule('too-many-codes', `A basket takes at most ${PROMOTION_CODES_MAX} codes.`);
      return [CartCouponApplied.of({ cartId, code })];
    }
    case 'RemoveCoupon': {
      const known = state.codes.find((one) => isSameCode(one, command.data.code));
      if (known === undefined) return notFound('coupon-unknown', `The basket has no code ${command.data.code}.`);
      return [CartCouponRemoved.of({ cartId, code: known })];
    }
    case 'ApplyVoucher':
      if (state.voucherIds.includes(command.data.voucherId)) return [];
      if (state.voucherIds.length >= VOUCHERS_MAX)
        return rule('too-many-vouchers', `An order is paid with at most ${VOUCHERS_MAX} vouchers.`);
      return [CartVoucherApplied.of(command.data)];
    case 'RemoveVoucher':
      if (!state.voucherIds.includes(command.data.voucherId))
        return notFound('voucher-unknown', 'The basket has no such voucher.');
      return [CartVoucherRemoved.of(command.data)];
    case 'ApplyPoints':
      return state.points === command.data.points ? [] : [CartPointsChosen.of(command.data)];
    case 'ChooseShipping':
      return state.shipOption === command.data.option ? [] : [CartShippingChosen.of(command.data)];
    case 'ExtendCartHold': {
      const { isHeld, holdMinutes, extensionMinutes, extensionsMax } = command.data;
      if (state.lines.length === 0) return rule('cart-empty', 'The basket is empty: nothing is held.');
      // What is over cannot be longer: others could have the units meanwhile, so they are asked for like new ones.
      if (!isHeld) return withHold([], state, cartId, holdMinutes);
      if (state.extensions >= extensionsMax)
        return rule('hold-extended-often', `A hold is extended ${extensionsMax} times at most.`);
      return [CartHoldExtensionRequested.of({ cartId, minutes: extensionMinutes })];
    }
    case 'IssueQuote':
      if (command.data.changes !== state.changes)
        return conflict('cart-changed', 'The basket changed while it was priced: ask for its quote again.');
      return [QuoteIssued.of(command.data.quote)];
    default:
      return never(command);
  }
}

/** A SKU stands on one line, however often it is added. */
function addLines(
  cartId: string,
  wanted: readonly { sku: string; quantity: number; source?: string }[],
  holdMinutes: number,
  state: Cart,
) {
  const events: CartEvent[] = [];
  for (const { sku, quantity, source } of wanted) {
    const { lines, linesEver } = fold(cartAggregate, events, state);
    const known = lines.find((line) => line.sku === sku);
    if (!known && lines.length >= ORDER_LINES_MAX)
      return rule('too-many-lines', `A basket has at most ${ORDER_LINES_MAX} lines.`);
    const units = (known?.quantity ?? 0) + quantity;
    if (units > LINE_UNITS_MAX) return rule('too-many-units', `A line has at most ${LINE_UNITS_MAX} units.`);
    const lineId = known?.lineId ?? String(linesEver + 1);
    events.push(CartLineAdded.of({ cartId, lineId, sku, quantity: units, ...(source !== undefined && { source }) }));
  }
  return events.length > 0 ? withHold(events, state, cartId, holdMinutes) : [];
}

/** Asks inventory for the units that the basket has after these events. */
export function withHold(
  events: CartEvent[],
  before: Cart,
  cartId: string,
  minutes: number,
  more: { mergedCartId?: string } = {},
): CartEvent[] {
  const { lines, holdRequests } = fold(cartAggregate, events, before);
  const wanted = lines.map(({ sku, quantity }) => ({ sku, quantity }));
  return [...events, CartHoldRequested.of({ cartId, request: holdRequests + 1, ...more, lines: wanted, minutes })];
}

export const isSameCode = (one: string, other: string) => normalPromotionCode(one) === normalPromotionCode(other);
const ownerOf = ({ customerId }: Cart) => (customerId === null ? {} : { customerId });
const lineUnknown = (lineId: string) => notFound('cart-line-unknown', `The basket has no line ${lineId}.`);

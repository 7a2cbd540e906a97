import { type Caller, customersOf, demandForAnother, mayDo, onlyOwn, Problem } from '@concord/service';
import type { OrderRow } from './order-history.projection';

/** The roles that place orders for others and may sell at another price than the list price. */
const AGREERS = ['service', 'head_of_digital', 'ecommerce_sme', 'cs_lead'] as const;
/** Clocks of other systems may be ahead by this much. */
const CLOCKS_DIFFER_MS = 5 * 60_000;

/** What a customer may as a buyer of a company. */
export interface CompanyStanding {
  /** The channel b2b is open. */
  readonly isBuyer: boolean;
  /** The company buys on account. */
  readonly hasCredit: boolean;
}

/** Of customers who buy for themselves. */
export const PRIVATE: CompanyStanding = { isBuyer: false, hasCredit: false };

/** What a caller asks for when an order is placed. */
export interface OrderWish {
  readonly customerId?: string | undefined;
  readonly channel: string;
  readonly lines: readonly { readonly agreedUnitMinor?: number }[];
  readonly payment: { readonly method: string };
  readonly orderedAt?: string | undefined;
}

/** Throws `Problem` 403 or 422 for what the caller may not ask of an order. */
export function mayPlace(
  caller: Caller,
  { customerId, channel, lines, payment, orderedAt }: OrderWish,
  standing: CompanyStanding,
) {
  mayOrderFor(caller, customerId);
  const isAgreed = lines.some(({ agreedUnitMinor }) => agreedUnitMinor !== undefined);
  if (isAgreed && (onlyOwn(caller, 'order.place') || !AGREERS.some((role) => caller.roles.includes(role))))
    throw new Problem(
      403,
      'agreed-price-not-allowed',
      `Only ${AGREERS.join(', ')} may agree prices, for a customer: leave agreedUnitMinor out.`,
    );
  if (isAgreed) demandForAnother(caller, customerId);
  mayUseChannel(caller, channel, customerId, standing);
  mayPayBy(caller, payment.method, customerId, standing);
  if (orderedAt !== undefined) mayDate(caller, orderedAt);
}

/** Customers order for themselves. */
export function mayOrderFor(caller: Caller, customerId: string | undefined) {
  if (onlyOwn(caller, 'order.place') && customerId !== undefined && customerId !== caller.customerId)
    throw new Problem(403, 'order-for-another', 'Customers order for themselves: leave customerId out.');
}

/** The channel b2b is for business customers. */
export function mayUseChannel(
  caller: Caller,
  channel: string,
  customerId: string | null | undefined,
  { isBuyer }: CompanyStanding,
) {
  if (channel === 'b2b' && !isBuyer && !hasStanding(caller, 'order.place-b2b', customerId))
    throw new Problem(
      403,
      'channel-not-allowed',
      'The channel b2b is for business customers: order in the channel b2c.',
      { permission: 'order.place-b2b' },
    );
}

/** What follows an order is sold in its channel, and paid as it was. */
export function mayFollow(
  caller: Caller,
  { channel, paymentMethod, customerId }: Pick<OrderRow, 'channel' | 'paymentMethod' | 'customerId'>,
  standing: CompanyStanding,
) {
  mayUseChannel(caller, channel, customerId, standing);
  mayPayBy(caller, paymentMethod, customerId, standing);
}

/** An invoice is for business customers. */
export function mayPayBy(
  caller: Caller,
  method: string,
  customerId: string | null | undefined,
  { hasCredit }: CompanyStanding,
) {
  if (method === 'invoice' && !hasCredit && !hasStanding(caller, 'order.place-on-invoice', customerId))
    throw new Problem(403, 'invoice-not-allowed', 'Only business customers pay by invoice: pay by card.', {
      permission: 'order.place-on-invoice',
    });
}

/**
 * Staff and systems need the permission, and staff use it for others: those who shop here too must name the customer
 * (`Problem` 422 `second-person-needed`). A customer is a business customer where the token
 * names the channel b2b, or as a buyer of a company; of staff the same list only says where their roles hold.
 */
function hasStanding(
  caller: Caller,
  permission: 'order.place-b2b' | 'order.place-on-invoice',
  customerId: string | null | undefined,
): boolean {
  if (caller.kind === 'customer') return caller.scopes.channels?.includes('b2b') ?? false;
  if (!mayDo(caller.roles, permission)) return false;
  if (customerId !== undefined && customerId !== null) return !customersOf(caller).includes(customerId);
  demandForAnother(caller, customerId);
  return true;
}

function mayDate(caller: Caller, orderedAt: string) {
  if (!mayDo(caller.roles, 'order.date'))
    throw new Problem(403, 'order-date-not-allowed', 'Only systems may date an order: leave orderedAt out.', {
      permission: 'order.date',
    });
  if (Date.parse(orderedAt) > Date.now() + CLOCKS_DIFFER_MS)
    throw new Problem(
      422,
      'ordered-in-the-future',
      `${orderedAt} is in the future. Send the time at which the customer ordered.`,
    );
}

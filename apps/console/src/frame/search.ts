import { isProblem, NoAnswer } from '@concord/client';
import { shortId } from '@concord/client/screens';
import { shop } from '../shop';

/** Something that fits what was searched for. */
export interface Found {
  readonly kind: 'sku' | 'product' | 'order' | 'parcel' | 'return' | 'customer';
  readonly id: string;
  /** What it is called beside its id. */
  readonly says: string;
  readonly to: string;
}

const HITS_MAX = 6;
/** Products come beside their SKUs, which fit the same text. */
const PRODUCTS_MAX = 3;
/** What looks like a whole e-mail address. */
const EMAIL = /^[^\s@]+@[^\s@]+\.[^\s@]+$/;
/** What looks like a whole phone number, with its country. */
const PHONE = /^\+[\d\s()-]{6,}$/;
const ID = /^[\da-f]{8}-[\da-f-]{27}$/i;
/** What screens show of the id of an order or a parcel, or all of it, with the warehouse or what a replacement adds. */
const NUMBER = /^(?:[\da-f]{8}-(?:[\da-f]{4}-){3})?[\da-f]{12}(?:\.\S+)?$/i;

type May = (permission: string) => boolean;
type MayOpen = (to: string) => boolean;
type Lookup = () => Promise<Found[]>;

/**
 * Asks those services whose things could be meant. Where the first find nothing the next are asked, so that a service is
 * not asked for what it cannot have. A service that is away, or that knows nothing, finds nothing; and what the person may
 * not open is not found.
 */
export async function search(text: string, may: May, mayOpen: MayOpen, signal: AbortSignal): Promise<Found[]> {
  for (const round of roundsFor(text.trim(), may, signal)) {
    const found = (await Promise.all(round.map(orNothing))).flat().filter(({ to }) => mayOpen(to));
    if (found.length > 0) return found;
  }
  return [];
}

const orNothing = (lookup: Lookup): Promise<Found[]> =>
  lookup().catch((error: unknown) => {
    if (isProblem(error) || error instanceof NoAnswer) return [];
    throw error;
  });

function roundsFor(text: string, may: May, signal: AbortSignal): Lookup[][] {
  if (text === '') return [];
  const where = (permission: string, lookup: Lookup) => (may(permission) ? [lookup] : []);
  // Guests, and customers who never registered, are known by their orders alone.
  if (EMAIL.test(text) || PHONE.test(text))
    return [
      [...where('customer.read', () => customers(text, signal)), ...where('order.read', () => ordersOf(text, signal))],
    ];
  if (ID.test(text))
    return [where('order.read', () => orders(text, signal)), where('return.read', () => returns(text, signal))];
  return [
    // A SKU, a reference or a tracking number may look like one.
    ...(NUMBER.test(text)
      ? [
          [
            ...where('order.read', () => numbered(text, signal)),
            ...where('fulfilment.read', () => parcelsOf({ number: text }, signal)),
          ],
        ]
      : []),
    [
      ...where('catalog.read', () => variants(text, signal)),
      ...where('catalog.draft.read', () => products(text, signal)),
      ...where('order.read', () => orders(text, signal)),
    ],
    [
      ...where('customer.read', () => customerOf(text, signal)),
      ...where('fulfilment.read', () => parcelsOf({ tracking: text }, signal)),
    ],
  ];
}

async function variants(text: string, signal: AbortSignal): Promise<Found[]> {
  const { data } = await shop.catalog.get('/v1/variants', { query: { q: text, limit: HITS_MAX }, signal });
  return data.items.map(({ sku, title }) => ({
    kind: 'sku',
    id: sku,
    says: title,
    to: `/skus/${encodeURIComponent(sku)}`,
  }));
}

async function products(text: string, signal: AbortSignal): Promise<Found[]> {
  const { data } = await shop.catalog.get('/v1/products', { query: { q: text, limit: PRODUCTS_MAX }, signal });
  return data.items.map(({ productId, title, skus }) => ({
    kind: 'product',
    id: title,
    says: skus.join(', '),
    to: `/products/${encodeURIComponent(productId)}`,
  }));
}

interface SeenOrder {
  readonly orderId: string;
  readonly reference?: string | null;
  readonly status: string;
}

const orderFound = ({ orderId, reference, status }: SeenOrder): Found => ({
  kind: 'order',
  id: reference ?? shortId(orderId),
  says: status,
  to: `/orders/${orderId}`,
});

async function orders(text: string, signal: AbortSignal): Promise<Found[]> {
  if (ID.test(text)) {
    const { data } = await shop.orders.get('/v1/orders/{orderId}', { path: { orderId: text }, signal });
    return [orderFound(data)];
  }
  const { data } = await shop.orders.get('/v1/orders', { query: { reference: text, limit: HITS_MAX }, signal });
  return data.items.map(orderFound);
}

async function numbered(number: string, signal: AbortSignal): Promise<Found[]> {
  const { data } = await shop.customerService.get('/v1/orders', { query: { number, limit: HITS_MAX }, signal });
  return data.items.map(orderFound);
}

async function ordersOf(text: string, signal: AbortSignal): Promise<Found[]> {
  const query = EMAIL.test(text) ? { email: text, limit: HITS_MAX } : { phone: text, limit: HITS_MAX };
  const { data } = await shop.customerService.get('/v1/orders', { query, signal });
  return data.items.map(orderFound);
}

async function parcelsOf(by: { number: string } | { tracking: string }, signal: AbortSignal): Promise<Found[]> {
  const { data } = await shop.logistics.get('/v1/fulfilments', { query: { ...by, limit: HITS_MAX }, signal });
  return data.items.map(parcelFound);
}

const parcelFound = ({ fulfilmentId, status }: { readonly fulfilmentId: string; readonly status: string }): Found => ({
  kind: 'parcel',
  id: shortId(fulfilmentId),
  says: status,
  to: `/parcels/${encodeURIComponent(fulfilmentId)}`,
});

async function returns(text: string, signal: AbortSignal): Promise<Found[]> {
  const { data } = await shop.orders.get('/v1/returns/{returnId}', { path: { returnId: text }, signal });
  return [{ kind: 'return', id: data.returnId, says: data.status, to: `/returns/${data.returnId}` }];
}

async function customers(text: string, signal: AbortSignal): Promise<Found[]> {
  const query = EMAIL.test(text) ? { email: text } : { phone: text };
  const { data } = await shop.customerService.get('/v1/customers', { query, signal });
  return data.items.map(({ customerId }) => customerFound(customerId));
}

async function customerOf(text: string, signal: AbortSignal): Promise<Found[]> {
  const { data } = await shop.customerService.get('/v1/customers/{customerId}', { path: { customerId: text }, signal });
  return [customerFound(data.customerId)];
}

const customerFound = (customerId: string): Found => ({
  kind: 'customer',
  id: customerId,
  says: '',
  to: `/customers/${encodeURIComponent(customerId)}`,
});

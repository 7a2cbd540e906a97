import type { Concord } from '../concord';
import type { Orders } from '../generated/services';
import { isProblem } from '../problem';

/** An address and a contact, as a basket takes them. */
type Address = Orders.CartAddressRequest;

/** What is shown of an address, as a basket takes it; undefined where it was erased. */
export function addressFrom(
  { erased, ...shipTo }: Orders.Order['shipTo'],
  contact: Orders.Order['contact'],
): Address | undefined {
  if (erased) return undefined;
  const { email, phone } = contact ?? {};
  const reached = { ...(email && { email }), ...(phone && { phone }) };
  return { shipTo, ...((email ?? phone) && { contact: reached }) };
}

/** The customer, with the shipping address of the book, or its first one; undefined for one who is not known yet. */
export async function knownCustomer(
  shop: Concord,
  customerId: string,
  signal?: AbortSignal,
): Promise<{ readonly country: string | null; readonly address: Address | undefined } | undefined> {
  try {
    const path = { customerId };
    const { data } = await shop.customerService.get('/v1/customers/{customerId}', { path, signal });
    const { addresses, contact, country } = data;
    const shipping = addresses.find(({ uses }) => uses.includes('shipping')) ?? addresses[0];
    return { country, address: shipping && addressFrom(shipping.address, contact ?? null) };
  } catch (error) {
    if (isProblem(error, 'customer-unknown')) return undefined;
    throw error;
  }
}

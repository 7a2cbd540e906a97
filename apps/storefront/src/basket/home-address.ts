import { isProblem, type Orders } from '@concord/client';
import type { Session } from '../session/session';
import { shop } from '../shop';

type Address = Orders.CartAddressRequest;

/** Where the shop sells first, where its ways to ship name no country. */
const HOME = 'United Kingdom';

/** The countries that the shop ships to, by its ways to ship. */
export async function countriesOf(signal?: AbortSignal): Promise<string[]> {
  const { data } = await shop.logistics.get('/v1/ship-options', { query: { limit: 100 }, ...(signal && { signal }) });
  const named = [...new Set(data.items.flatMap(({ countries }) => countries))];
  return named.length > 0 ? named : [HOME];
}

/** The address of the customer's book, or only a country: a basket has a total before anybody types an address. */
export async function homeAddress(session: Session): Promise<Address> {
  const known = session.guest ? undefined : await ofBook(session);
  if (known) return known;
  const [country = HOME] = await countriesOf();
  return { shipTo: { country } };
}

async function ofBook({ customerId = '' }: Session): Promise<Address | undefined> {
  try {
    const path = { customerId };
    const { addresses, contact } = (await shop.customerService.get('/v1/customers/{customerId}', { path })).data;
    const shipTo = addresses.find(({ uses }) => uses.includes('shipping')) ?? addresses[0];
    if (!shipTo || shipTo.address.erased) return undefined;
    const { erased: _, ...address } = shipTo.address;
    const { email, phone } = contact ?? {};
    const reached = { ...(email && { email }), ...(phone && { phone }) };
    return { shipTo: address, ...((email ?? phone) && { contact: reached }) };
  } catch (error) {
    // Somebody who has never ordered is not known.
    if (isProblem(error, 'customer-unknown')) return undefined;
    throw error;
  }
}

import type { Orders } from '@concord/client';
import { knownCustomer } from '@concord/client/screens';
import type { Session } from '../session/session';
import { shop } from '../shop';

type Address = Orders.CartAddressRequest;

/** Where the shop sells first, where its ways to ship name no country. */
const HOME = 'United Kingdom';

/** The countries that the shop ships to; where most ways lead, the shop is at home. */
export async function countriesOf(signal?: AbortSignal): Promise<string[]> {
  const { data } = await shop.logistics.get('/v1/ship-options', { query: { limit: 100 }, ...(signal && { signal }) });
  const ways = new Map<string, number>();
  for (const country of data.items.flatMap(({ countries }) => countries))
    ways.set(country, (ways.get(country) ?? 0) + 1);
  const named = [...ways].sort(([, one], [, other]) => other - one).map(([country]) => country);
  return named.length > 0 ? named : [HOME];
}

/** The address of the customer's book, or only a country: a basket has a total before anybody types an address. */
export async function homeAddress({ guest, customerId = '' }: Session): Promise<Address> {
  // Somebody who has never ordered is not known.
  const known = guest ? undefined : await knownCustomer(shop, customerId);
  if (known?.address) return known.address;
  const [first = HOME] = known?.country ? [known.country] : await countriesOf();
  return { shipTo: { country: first } };
}

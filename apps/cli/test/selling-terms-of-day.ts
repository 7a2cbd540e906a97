import { uniqueName } from '@concord/testing';
import type { ServiceName } from '@concord/contracts';
import { aligned } from '../src/replay/alignment';
import type { System } from '../src/system/system';
import { pathClientAs, type PathClient } from './path-client';

/** What a basket rests on: a list with a price, a way to ship, a company with a buyer, a voucher, points; and a basket. */
export async function sellingTermsOfDay(
  client: PathClient,
  system: Pick<System, 'addresses' | 'issuer'>,
  sku: string,
): Promise<void> {
  const post = <T>(service: ServiceName, route: string, body: object) => client.write<T>(service, route, body);
  const put = (service: ServiceName, route: string, body: object) => client.call(service, 'PUT', route, { body });
  const list = uniqueName('trade').toLowerCase();
  const option = uniqueName('parcel').toLowerCase();
  const companyId = uniqueName('company').toLowerCase();
  const customerId = uniqueName('buyer');

  await put('catalog', `/v1/price-lists/${list}`, {
    name: 'Trade',
    currency: 'GBP',
    taxIncluded: false,
    channels: ['b2b'],
    groups: [list],
  });
  const tiers = [{ fromUnits: 10, amountMinor: 2_400 }];
  await post('catalog', '/v1/prices/proposals', { sku, list, amountMinor: 2_500, currency: 'GBP', tiers });
  const rate = { currency: 'GBP', priceMinor: 300, daysMin: 1, daysMax: 2, cutOffMinute: 840 };
  await put('logistics', `/v1/ship-options/${option}`, { ...rate, name: 'Parcel', weightGMax: 20_000 });
  await post('customer-service', '/v1/customers', { customerId, country: 'United Kingdom' });
  await put('customer-service', `/v1/customers/${customerId}/groups`, { groups: [list] });
  const terms = { name: 'Acme', country: 'United Kingdom', currency: 'GBP', creditLimitMinor: 100_000 };
  await post('customer-service', '/v1/companies', { companyId, ...terms });
  await put('customer-service', `/v1/companies/${companyId}/buyers/${customerId}`, { orderLimitMinor: 50_000 });
  // Goodwill is decided by a person.
  const lead = pathClientAs(system, { roles: ['cs_lead'], subject: 'lead' });
  await lead.write('marketing', '/v1/vouchers', { amountMinor: 500, currency: 'GBP', cause: 'goodwill', customerId });
  await lead.write('marketing', `/v1/loyalty/${customerId}/adjustments`, { points: 40, reason: 'a birthday' });
  await aligned(client);

  const { cartId } = await post<{ cartId: string }>('orders', '/v1/carts', { currency: 'GBP' });
  await post('orders', `/v1/carts/${cartId}/lines`, { sku, quantity: 1 });
}

import { STOCK_LOW_UNITS, type ServiceName } from '@concord/contracts';
import { eventually, uniqueName } from '@concord/testing';
import { agreeOn } from '../src/demo/agree-on-setting';
import { aligned } from '../src/replay/alignment';
import type { System } from '../src/system/system';
import type { PathClient } from './path-client';
import { sellingTermsOfDay } from './selling-terms-of-day';

/** Something of everything: the terms of selling, an order that comes back, one on its way back, a promotion, a campaign, a case, a setting. */
export async function shopDay(client: PathClient, system: Pick<System, 'addresses' | 'issuer'>) {
  const post = <T>(service: ServiceName, route: string, body: object = {}) => client.write<T>(service, route, body);
  const sku = uniqueName('DAY').toUpperCase();
  const customerId = uniqueName('customer');
  const row = { sku, title: 'A lamp', kind: 'shippable', priceMinor: 2_500, currency: 'GBP', weightG: 400 };
  await post('catalog', '/v1/imports', { rows: [row], publish: true });
  await post('inventory', '/v1/receipts', { warehouse: 'MAIN', cause: 'spec', lines: [{ sku, quantity: 50 }] });
  const eta = new Date(Date.now() + 10 * 86_400_000).toISOString();
  await post('inventory', '/v1/purchase-orders', { sku, quantity: 7, eta });
  // A SKU that never had stock.
  await post('inventory', '/v1/purchase-orders', { sku: `${sku}-NEW`, quantity: 7, eta });
  await post('catalog', '/v1/prices/proposals', { sku, amountMinor: 2_700, currency: 'GBP' });
  await post('customer-service', '/v1/customers', { customerId, country: 'United Kingdom' });
  await agreeOn(STOCK_LOW_UNITS, 6, 'a spec', system);
  await aligned(client);
  await sellingTermsOfDay(client, system, sku);

  const window = {
    from: new Date().toISOString(),
    to: new Date(Date.now() + 5 * 86_400_000).toISOString(),
  };
  const code = uniqueName('LAMP').toUpperCase();
  const reward = { kind: 'percent', value: 10 };
  const promotion = { code, name: 'A tenth off', skus: [sku], reward, ...window };
  const { id: promotionId } = await post<{ id: string }>('marketing', '/v1/promotions', promotion);
  await post('marketing', `/v1/promotions/${promotionId}/activate`);
  const expected = { reach: 1_000, conversionMilli: 10, unitsPerOrderMilli: 1_000 };
  const plan = { name: 'Lamps', channels: ['email'], skus: [sku], promotionId, ...window, expected, audience: 1_000 };
  const { id: campaignId } = await post<{ id: string }>('marketing', '/v1/campaigns', plan);
  await post('marketing', `/v1/campaigns/${campaignId}/submit`);
  await aligned(client);

  const wanted = {
    customerId,
    channel: 'b2c',
    currency: 'GBP',
    lines: [{ sku, quantity: 3 }],
    promotionCodes: [code],
    shipTo: { country: 'United Kingdom' },
    payment: { method: 'card' },
  };
  const { orderId } = await post<{ orderId: string }>('orders', '/v1/orders', wanted);
  const fulfilmentId = `${orderId}.MAIN`;
  await eventually(async () => client.read('logistics', `/v1/fulfilments/${fulfilmentId}`), { within: 30_000 });
  const units = [{ sku, quantity: 3 }];
  await post('logistics', '/v1/pick-tasks', { fulfilmentId, scans: units, finish: true });
  await post('logistics', '/v1/pack-sessions', { fulfilmentId, contents: units, close: true });
  await post('logistics', `/v1/fulfilments/${fulfilmentId}/labels`);
  await post('logistics', `/v1/shipments/${fulfilmentId}/handover`);
  await post('logistics', `/v1/shipments/${fulfilmentId}/deliver`);
  await aligned(client);

  const comesBack = async () => {
    const lines = [{ lineId: '1', quantity: 1, reason: 'too bright' }];
    const { id } = await post<{ id: string }>('customer-service', '/v1/return-desk/requests', { orderId, lines });
    await aligned(client);
    return id;
  };
  const graded = await comesBack();
  await post('logistics', `/v1/return-shipments/${graded}/arrive`, { warehouse: 'MAIN' });
  await aligned(client);
  const grades = [{ lineId: '1', quantity: 1, grade: 'A' }];
  await post('inventory', `/v1/return-receipts/${graded}/grades`, { grades });
  const open = await comesBack();
  await post('customer-service', '/v1/cases', { orderId, kind: 'late', text: 'Where is it?' });
  await aligned(client);
  return { sku, customerId, orderId, promotionId, campaignId, graded, open };
}

import { setTimeout as pause } from 'node:timers/promises';
import { CAMPAIGN_RESUME_MINUTES } from '@concord/contracts';
import type { Concord, Inventory, Marketing } from '@concord/client';
import { aligned } from '../replay/alignment';
import { Narrator } from './narrator';

const WAREHOUSE = 'MAIN';
const DAY_MS = 86_400_000;
const FIRST_UNITS = 60;
const MORE_UNITS = 80;
const ORDERED_UNITS = 45;
/** How long the story waits for the campaign to go on. */
const RESUMES_MS = 10_000;
/** A setting that takes effect within this time is waited for. */
const SETTING_MS_MAX = 60_000;
/** 4,000 people, of whom 25 in a thousand buy one: a demand of 100. */
const EXPECTED = { reach: 4_000, conversionMilli: 25, unitsPerOrderMilli: 1_000 };

/** A promotion that waits for stock, runs, pauses and resumes by itself, with all services on the same facts. */
export async function tellStory(client: Concord): Promise<void> {
  const narrator = new Narrator(client);
  const mark = Date.now().toString(36).toUpperCase();
  const sku = `LANTERN-${mark}`;
  const customerId = `demo-${mark}`;
  await client.inventory
    .post('/v1/warehouses', { body: { warehouse: WAREHOUSE, name: 'Main warehouse' }, key: 'demo-warehouse' })
    .catch(() => undefined);
  await narrator.begin();

  narrator.step(`The shop lists a storm lantern and has ${FIRST_UNITS} of it.`);
  const row = { sku, title: 'Storm lantern', kind: 'shippable', priceMinor: 2_499, currency: 'GBP' } as const;
  await narrator.post(
    'catalog',
    '/v1/imports',
    { body: { publish: true, rows: [row] } },
    ({ imported }) => `${imported} product imported`,
  );
  const receipt = (quantity: number) => ({
    body: { warehouse: WAREHOUSE, cause: 'supplier delivery', lines: [{ sku, quantity }] },
  });
  const received = ({ units }: Inventory.StockReceipt) => `${units} units received`;
  await narrator.post('inventory', '/v1/receipts', receipt(FIRST_UNITS), received);
  await client.customerService.post('/v1/customers', { body: { customerId, country: 'United Kingdom' } });
  await narrator.events();
  await aligned(client);

  narrator.step('Marketing plans a campaign for 4,000 people, of whom a hundred will buy. It is held: stock is short.');
  const window = { from: new Date().toISOString(), to: new Date(Date.now() + 5 * DAY_MS).toISOString() };
  const promotion = {
    code: `LIGHT-${mark}`,
    name: 'A tenth off',
    skus: [sku],
    reward: { kind: 'percent', value: 10 },
    ...window,
  } as const;
  const { id: promotionId } = await narrator.post(
    'marketing',
    '/v1/promotions',
    { body: promotion },
    ({ id }) => `promotion ${id}`,
  );
  await narrator.post('marketing', '/v1/promotions/{promotionId}/activate', { path: { promotionId } }, () => 'active');
  const plan = {
    name: 'Light for dark evenings',
    channels: ['email'],
    skus: [sku],
    promotionId,
    ...window,
    expected: EXPECTED,
    audience: EXPECTED.reach,
  } as const;
  const { id: campaignId } = await narrator.post(
    'marketing',
    '/v1/campaigns',
    { body: plan },
    ({ id }) => `campaign ${id}`,
  );
  const campaign = { path: { campaignId } };
  const held = await narrator.post(
    'marketing',
    '/v1/campaigns/{campaignId}/submit',
    campaign,
    ({ status, stockVerdict }) => `${status}: ${figures(stockVerdict)}`,
  );
  for (const { detail } of held.stockVerdict?.proposals ?? []) console.log(`       proposal: ${detail}`);
  await narrator.events();

  narrator.step(`${MORE_UNITS} more arrive. The campaign is scheduled by itself.`);
  await narrator.post('inventory', '/v1/receipts', receipt(MORE_UNITS), received);
  await narrator.until(
    'marketing',
    '/v1/campaigns/{campaignId}',
    campaign,
    ({ status }) => status === 'scheduled',
    ({ status, stockVerdict }) => `${status}: ${figures(stockVerdict)}`,
  );
  await narrator.events();

  narrator.step('The campaign is sent. Before each batch the stock is weighed again.');
  await narrator.post('marketing', '/v1/campaigns/{campaignId}/activate', campaign, ({ status }) => status);
  await narrator.post(
    'marketing',
    '/v1/campaigns/{campaignId}/batches',
    { ...campaign, body: { recipients: 500 } },
    ({ status }) => `500 people told; ${status}`,
  );
  await narrator.events();

  narrator.step(
    `A hotel orders ${ORDERED_UNITS}. Stock falls below what the campaign needs, and the campaign pauses by itself.`,
  );
  const order = {
    customerId,
    channel: 'b2c',
    currency: 'GBP',
    lines: [{ sku, quantity: ORDERED_UNITS }],
    promotionCodes: [promotion.code],
    shipTo: { country: 'United Kingdom' },
    payment: { method: 'card' },
  } as const;
  const { orderId } = await narrator.post(
    'orders',
    '/v1/orders',
    { body: order },
    (placed) => `order ${placed.orderId}, ${placed.status}`,
  );
  const ofOrder = { path: { orderId } };
  await narrator.until(
    'orders',
    '/v1/orders/{orderId}',
    ofOrder,
    ({ status }) => status !== 'pending',
    ({ status }) => status,
  );
  await narrator.until(
    'marketing',
    '/v1/campaigns/{campaignId}',
    campaign,
    ({ status }) => status === 'paused',
    ({ status, reason }) => `${status}: ${reason}`,
  );
  await narrator.events();

  narrator.step('The warehouse picks, packs and sends; the parcel arrives.');
  const fulfilmentId = `${orderId}.${WAREHOUSE}`;
  const parcel = { path: { id: fulfilmentId } };
  const units = [{ sku, quantity: ORDERED_UNITS }];
  await narrator.until(
    'logistics',
    '/v1/fulfilments/{id}',
    parcel,
    () => true,
    () => 'planned',
  );
  await narrator.post(
    'logistics',
    '/v1/pick-tasks',
    { body: { fulfilmentId, scans: units, finish: true } },
    () => 'picked, every scan fits',
  );
  await narrator.post(
    'logistics',
    '/v1/pack-sessions',
    { body: { fulfilmentId, contents: units, close: true } },
    () => 'packed',
  );
  await narrator.post('logistics', '/v1/fulfilments/{id}/labels', { ...parcel, body: {} }, () => 'labelled');
  await narrator.post('logistics', '/v1/shipments/{id}/handover', parcel, () => 'on its way');
  await narrator.post('logistics', '/v1/shipments/{id}/deliver', { ...parcel, body: {} }, () => 'delivered');
  await narrator.until(
    'orders',
    '/v1/orders/{orderId}',
    ofOrder,
    ({ status }) => status === 'delivered',
    ({ status }) => status,
  );
  await narrator.events();
  await aligned(client);

  narrator.step(
    'The hotel sends all of them back. The desk requests the return, the parcel comes, and everything is graded as new.',
  );
  const wanted = { orderId, lines: [{ lineId: '1', quantity: ORDERED_UNITS, reason: 'too many' }] };
  const { id: returnId } = await narrator.post(
    'customerService',
    '/v1/return-desk/requests',
    { body: wanted },
    ({ id }) => `return ${id}`,
  );
  const ofReturn = { path: { returnId } };
  await narrator.until(
    'customerService',
    '/v1/return-desk/{returnId}',
    ofReturn,
    ({ status }) => status === 'authorised',
    ({ status }) => status,
  );
  await aligned(client);
  await narrator.post(
    'logistics',
    '/v1/return-shipments/{returnId}/arrive',
    { ...ofReturn, body: { warehouse: WAREHOUSE } },
    () => 'the parcel has arrived',
  );
  await narrator.until(
    'inventory',
    '/v1/return-receipts/{returnId}',
    ofReturn,
    ({ status }) => status === 'arrived',
    ({ status }) => status,
  );
  await settingTakesEffect(client, narrator);
  await narrator.post(
    'inventory',
    '/v1/return-receipts/{returnId}/grades',
    { ...ofReturn, body: { grades: [{ lineId: '1', quantity: ORDERED_UNITS, grade: 'A' }] } },
    () => `${ORDERED_UNITS} units graded A`,
  );
  await narrator.events();

  narrator.step('Stock has recovered, and the campaign goes on. The money is refunded.');
  const goesOn = ({ status }: { status: string }) => status === 'active';
  // In operation stock must suffice for half an hour; `npm start` and `npm run demo` change the setting.
  const hasResumed = await narrator.comesToBe('marketing', '/v1/campaigns/{campaignId}', campaign, goesOn, RESUMES_MS);
  if (!hasResumed)
    narrator.note(
      `The campaign goes on by itself once stock has sufficed for the time in the setting ${CAMPAIGN_RESUME_MINUTES.key}.`,
    );
  await narrator.until(
    'marketing',
    '/v1/campaigns/{campaignId}',
    campaign,
    (seen) => goesOn(seen) || !hasResumed,
    ({ status, stockVerdict }) => `${status}: ${figures(stockVerdict)}`,
  );
  await narrator.until(
    'orders',
    '/v1/returns/{returnId}',
    ofReturn,
    ({ status }) => status === 'refunded',
    ({ status }) => status,
  );
  await narrator.events();
  await aligned(client);

  narrator.step('The service desk has seen every step.');
  await narrator.until(
    'customerService',
    '/v1/orders/{orderId}/status-explained',
    ofOrder,
    () => true,
    ({ status, story }) => [status, ...story.map(({ text }) => `      ${text}`)].join('\n'),
  );
  await narrator.until(
    'customerService',
    '/v1/campaigns/{campaignId}',
    campaign,
    (seen) => goesOn(seen) || !hasResumed,
    ({ status }) => `the campaign, as the desk sees it: ${status}`,
  );
  const bySku = { query: { sku } };
  const sellable = ({ items }: { items: { sellable: number | null }[] }) => `${items[0]?.sellable} can be sold`;
  await narrator.until('inventory', '/v1/stock', bySku, () => true, sellable);
  await narrator.until('catalog', '/v1/variants', bySku, () => true, sellable);
  await narrator.until('marketing', '/v1/alignment', bySku, () => true, sellable);
  await narrator.until('customerService', '/v1/stock', bySku, () => true, sellable);
  console.log('\nFour services, four databases, one number.');
}

/** Waits for a value that two people agreed on a moment ago: it takes effect in all services at once. */
async function settingTakesEffect(client: Concord, narrator: Narrator): Promise<void> {
  const { key } = CAMPAIGN_RESUME_MINUTES;
  const { versions } = (await client.oversight.get('/v1/settings/{key}', { path: { key } })).data;
  const next = versions.at(-1);
  const inMs = next ? Date.parse(next.from) - Date.now() : 0;
  if (!next || inMs <= 0 || inMs > SETTING_MS_MAX) return;
  const value = JSON.stringify(next.value);
  narrator.note(`Two people agreed that ${key} is ${value}: in ${Math.ceil(inMs / 1_000)} s it takes effect.`);
  await pause(inMs + 100);
}

function figures(verdict: Marketing.Campaign['stockVerdict']): string {
  const [first] = verdict?.coverage ?? [];
  if (!verdict || !first) return 'no verdict';
  const { supply, demand, coverageMilli } = first;
  return `${verdict.verdict}, supply ${supply} against demand ${demand}, coverage ${(coverageMilli / 1000).toFixed(2)}, short ${verdict.shortUnits}`;
}

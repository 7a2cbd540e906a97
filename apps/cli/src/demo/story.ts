import { setTimeout as pause } from 'node:timers/promises';
import { CAMPAIGN_RESUME_MINUTES } from '@concord/contracts';
import type { Client } from '../system/client';
import { aligned } from '../replay/alignment';
import { Narrator } from './narrator';

interface Verdict {
  readonly verdict: string;
  readonly shortUnits: number;
  readonly coverage: readonly { readonly supply: number; readonly demand: number; readonly coverageMilli: number }[];
  readonly proposals: readonly { readonly detail: string }[];
}
interface Campaign {
  readonly status: string;
  readonly reason: string | null;
  readonly stockVerdict: Verdict | null;
}
interface Submitted {
  readonly id: string;
  readonly status: string;
  readonly stockVerdict: Verdict | null;
}
interface Order {
  readonly orderId: string;
  readonly status: string;
}
interface Explained {
  readonly status: string;
  readonly story: readonly { readonly text: string }[];
}

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
export async function tellStory(client: Client): Promise<void> {
  const narrator = new Narrator(client);
  const mark = Date.now().toString(36).toUpperCase();
  const sku = `LANTERN-${mark}`;
  const customerId = `demo-${mark}`;
  await client
    .post('inventory', '/v1/warehouses', { warehouse: WAREHOUSE, name: 'Main warehouse' }, `demo-warehouse`)
    .catch(() => undefined);
  await narrator.begin();

  narrator.step(`The shop lists a storm lantern and has ${FIRST_UNITS} of it.`);
  const row = { sku, title: 'Storm lantern', kind: 'shippable', priceMinor: 2_499, currency: 'GBP' };
  await narrator.post<{ imported: number }>(
    'catalog',
    '/v1/imports',
    { publish: true, rows: [row] },
    ({ imported }) => `${imported} product imported`,
  );
  const receipt = (quantity: number) => ({
    warehouse: WAREHOUSE,
    cause: 'supplier delivery',
    lines: [{ sku, quantity }],
  });
  await narrator.post<{ units: number }>(
    'inventory',
    '/v1/receipts',
    receipt(FIRST_UNITS),
    ({ units }) => `${units} units received`,
  );
  await client.post(
    'customer-service',
    '/v1/customers',
    { customerId, country: 'United Kingdom' },
    `demo-customer-${mark}`,
  );
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
  };
  const { id: promotionId } = await narrator.post<{ id: string }>(
    'marketing',
    '/v1/promotions',
    promotion,
    ({ id }) => `promotion ${id}`,
  );
  await narrator.post('marketing', `/v1/promotions/${promotionId}/activate`, {}, () => 'active');
  const plan = {
    name: 'Light for dark evenings',
    channels: ['email'],
    skus: [sku],
    promotionId,
    ...window,
    expected: EXPECTED,
    audience: EXPECTED.reach,
  };
  const { id: campaignId } = await narrator.post<{ id: string }>(
    'marketing',
    '/v1/campaigns',
    plan,
    ({ id }) => `campaign ${id}`,
  );
  const held = await narrator.post<Submitted>(
    'marketing',
    `/v1/campaigns/${campaignId}/submit`,
    {},
    ({ status, stockVerdict }) => `${status}: ${figures(stockVerdict)}`,
  );
  for (const { detail } of held.stockVerdict?.proposals ?? []) console.log(`       proposal: ${detail}`);
  await narrator.events();

  const campaign = `/v1/campaigns/${campaignId}`;
  narrator.step(`${MORE_UNITS} more arrive. The campaign is scheduled by itself.`);
  await narrator.post<{ units: number }>(
    'inventory',
    '/v1/receipts',
    receipt(MORE_UNITS),
    ({ units }) => `${units} units received`,
  );
  await narrator.until<Campaign>(
    'marketing',
    campaign,
    ({ status }) => status === 'scheduled',
    ({ status, stockVerdict }) => `${status}: ${figures(stockVerdict)}`,
  );
  await narrator.events();

  narrator.step('The campaign is sent. Before each batch the stock is weighed again.');
  await narrator.post<Submitted>('marketing', `${campaign}/activate`, {}, ({ status }) => status);
  await narrator.post<Submitted>(
    'marketing',
    `${campaign}/batches`,
    { recipients: 500 },
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
  };
  const { orderId } = await narrator.post<Order>(
    'orders',
    '/v1/orders',
    order,
    (placed) => `order ${placed.orderId}, ${placed.status}`,
  );
  await narrator.until<Order>(
    'orders',
    `/v1/orders/${orderId}`,
    ({ status }) => status !== 'pending',
    ({ status }) => status,
  );
  await narrator.until<Campaign>(
    'marketing',
    campaign,
    ({ status }) => status === 'paused',
    ({ status, reason }) => `${status}: ${reason}`,
  );
  await narrator.events();

  narrator.step('The warehouse picks, packs and sends; the parcel arrives.');
  const fulfilmentId = `${orderId}.${WAREHOUSE}`;
  const units = [{ sku, quantity: ORDERED_UNITS }];
  await narrator.until(
    'logistics',
    `/v1/fulfilments/${fulfilmentId}`,
    () => true,
    () => 'planned',
  );
  await narrator.post(
    'logistics',
    '/v1/pick-tasks',
    { fulfilmentId, scans: units, finish: true },
    () => 'picked, every scan fits',
  );
  await narrator.post('logistics', '/v1/pack-sessions', { fulfilmentId, contents: units, close: true }, () => 'packed');
  await narrator.post('logistics', `/v1/fulfilments/${fulfilmentId}/labels`, {}, () => 'labelled');
  await narrator.post('logistics', `/v1/shipments/${fulfilmentId}/handover`, {}, () => 'on its way');
  await narrator.post('logistics', `/v1/shipments/${fulfilmentId}/deliver`, {}, () => 'delivered');
  await narrator.until<Order>(
    'orders',
    `/v1/orders/${orderId}`,
    ({ status }) => status === 'delivered',
    ({ status }) => status,
  );
  await narrator.events();
  await aligned(client);

  narrator.step(
    'The hotel sends all of them back. The desk requests the return, the parcel comes, and everything is graded as new.',
  );
  const wanted = { orderId, lines: [{ lineId: '1', quantity: ORDERED_UNITS, reason: 'too many' }] };
  const { id: returnId } = await narrator.post<{ id: string }>(
    'customer-service',
    '/v1/return-desk/requests',
    wanted,
    ({ id }) => `return ${id}`,
  );
  await narrator.until<{ status: string }>(
    'customer-service',
    `/v1/return-desk/${returnId}`,
    ({ status }) => status === 'authorised',
    ({ status }) => status,
  );
  await aligned(client);
  await narrator.post(
    'logistics',
    `/v1/return-shipments/${returnId}/arrive`,
    { warehouse: WAREHOUSE },
    () => 'the parcel has arrived',
  );
  await narrator.until<{ status: string }>(
    'inventory',
    `/v1/return-receipts/${returnId}`,
    ({ status }) => status === 'arrived',
    ({ status }) => status,
  );
  await settingTakesEffect(client, narrator);
  const grades = [{ lineId: '1', quantity: ORDERED_UNITS, grade: 'A' }];
  await narrator.post(
    'inventory',
    `/v1/return-receipts/${returnId}/grades`,
    { grades },
    () => `${ORDERED_UNITS} units graded A`,
  );
  await narrator.events();

  narrator.step('Stock has recovered, and the campaign goes on. The money is refunded.');
  const goesOn = ({ status }: Campaign) => status === 'active';
  // In operation stock must suffice for half an hour; `npm start` and `npm run demo` change the setting.
  const hasResumed = await narrator.comesToBe<Campaign>('marketing', campaign, goesOn, RESUMES_MS);
  if (!hasResumed)
    narrator.note(
      `The campaign goes on by itself once stock has sufficed for the time in the setting ${CAMPAIGN_RESUME_MINUTES.key}.`,
    );
  await narrator.until<Campaign>(
    'marketing',
    campaign,
    (seen) => goesOn(seen) || !hasResumed,
    ({ status, stockVerdict }) => `${status}: ${figures(stockVerdict)}`,
  );
  await narrator.until<{ status: string }>(
    'orders',
    `/v1/returns/${returnId}`,
    ({ status }) => status === 'refunded',
    ({ status }) => status,
  );
  await narrator.events();
  await aligned(client);

  narrator.step('The service desk has seen every step.');
  await narrator.until<Explained>(
    'customer-service',
    `/v1/orders/${orderId}/status-explained`,
    () => true,
    ({ status, story }) => [status, ...(story ?? []).map(({ text }) => `      ${text}`)].join('\n'),
  );
  await narrator.until<Campaign>(
    'customer-service',
    campaign,
    (seen) => goesOn(seen) || !hasResumed,
    ({ status }) => `the campaign, as the desk sees it: ${status}`,
  );
  for (const [service, path] of [
    ['inventory', `/v1/stock?sku=${sku}`],
    ['catalog', `/v1/variants?sku=${sku}`],
    ['marketing', `/v1/alignment?sku=${sku}`],
    ['customer-service', `/v1/stock?sku=${sku}`],
  ] as const)
    await narrator.until<{ items: { sellable: number }[] }>(
      service,
      path,
      () => true,
      ({ items }) => `${items[0]?.sellable} can be sold`,
    );
  console.log('\nFour services, four databases, one number.');
}

/** Waits for a value that two people agreed on a moment ago: it takes effect in all services at once. */
async function settingTakesEffect(client: Client, narrator: Narrator): Promise<void> {
  const { key } = CAMPAIGN_RESUME_MINUTES;
  const { versions } = await client.get<{ versions: { value: number; from: string }[] }>(
    'oversight',
    `/v1/settings/${key}`,
  );
  const next = versions.at(-1);
  const inMs = next ? Date.parse(next.from) - Date.now() : 0;
  if (!next || inMs <= 0 || inMs > SETTING_MS_MAX) return;
  narrator.note(`Two people agreed that ${key} is ${next.value}: in ${Math.ceil(inMs / 1_000)} s it takes effect.`);
  await pause(inMs + 100);
}

function figures(verdict: Verdict | null): string {
  const [first] = verdict?.coverage ?? [];
  if (!verdict || !first) return 'no verdict';
  const { supply, demand, coverageMilli } = first;
  return `${verdict.verdict}, supply ${supply} against demand ${demand}, coverage ${(coverageMilli / 1000).toFixed(2)}, short ${verdict.shortUnits}`;
}

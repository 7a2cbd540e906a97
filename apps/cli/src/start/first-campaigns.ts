import type { Concord } from '@concord/client';
import { aligned } from '../replay/alignment';
import type { TradingLine } from '../replay/trading-line';

const HOUR_MS = 3_600_000;
/** The stock of the best seller does not last for as long as the first one takes, that of the next one does. */
const CAMPAIGNS = [
  { name: 'Advent letter', people: 20_000, hours: 120 },
  { name: 'A note to friends', people: 50, hours: 6 },
] as const;

/**
 * Promotes the two best sellers of the day, so that the first look at the board shows a campaign that is held and one
 * that may go. Two runs make one of each.
 */
export async function planFirstCampaigns(client: Concord, lines: readonly TradingLine[]): Promise<void> {
  await aligned(client);
  for (const [place, { name, people, hours }] of CAMPAIGNS.entries()) {
    const sku = bestSellers(lines)[place];
    if (sku === undefined) return;
    const window = { from: new Date().toISOString(), to: new Date(Date.now() + hours * HOUR_MS).toISOString() };
    const reward = { kind: 'percent', value: 10 } as const;
    const promotion = { code: `ADVENT-${place + 1}`, name: 'A tenth off', skus: [sku], reward, ...window };
    const key = (what: string) => ({ key: `first-${what}-${place}` });
    const { id: promotionId } = (
      await client.marketing.post('/v1/promotions', { body: promotion, ...key('promotion') })
    ).data;
    await client.marketing.post('/v1/promotions/{promotionId}/activate', { path: { promotionId }, ...key('activate') });
    const expected = { reach: people, conversionMilli: 25, unitsPerOrderMilli: 2_000 };
    const plan = {
      name,
      channels: ['email' as const],
      skus: [sku],
      promotionId,
      ...window,
      expected,
      audience: people,
    };
    const { id: campaignId } = (await client.marketing.post('/v1/campaigns', { body: plan, ...key('campaign') })).data;
    await client.marketing.post('/v1/campaigns/{campaignId}/submit', { path: { campaignId }, ...key('submit') });
  }
}

/** The SKUs of the day, those first of which most units were sold. */
function bestSellers(lines: readonly TradingLine[]): string[] {
  const units = new Map<string, number>();
  for (const line of lines)
    if (line.outcome === 'order-line') units.set(line.sku, (units.get(line.sku) ?? 0) + line.quantity);
  return [...units].sort(([, a], [, b]) => b - a).map(([sku]) => sku);
}

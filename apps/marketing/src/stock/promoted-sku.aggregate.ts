import { fields } from '@concord/contracts';
import { event, never, type Aggregate, type EventFrom } from '@concord/event-sourcing';
import { Type } from 'typebox';
import { after, type StockChange, type StockFacts } from './stock-facts';

/** A campaign counts on this SKU: its stock events are recorded from now on. */
export const SkuWatched = event('SkuWatched', 1, { sku: fields.Sku, campaignId: fields.Id });
/** A campaign no longer counts on it. */
export const SkuLeft = event('SkuLeft', 1, { sku: fields.Sku, campaignId: fields.Id });
/** What was known of its stock when a campaign was weighed. */
export const StockFactsSeen = event('StockFactsSeen', 1, {
  sku: fields.Sku,
  facts: Type.Unsafe<StockFacts>({ type: 'object' }),
});
/** What inventory published of it while a campaign counted on it. */
export const StockMoved = event('StockMoved', 1, {
  sku: fields.Sku,
  version: Type.Integer(),
  change: Type.Unsafe<StockChange>({ type: 'object' }),
});

const events = { SkuWatched, SkuLeft, StockFactsSeen, StockMoved };
type PromotedSkuEvent = EventFrom<(typeof events)[keyof typeof events]>;

export interface PromotedSku {
  readonly campaigns: readonly string[];
  readonly facts: StockFacts | null;
  /** News between the start of listening and the look-up, which may not contain it. */
  readonly pending: readonly { readonly version: number; readonly change: StockChange }[];
}

/** A SKU with the campaigns that count on it. A SKU without a campaign has no stream. */
export const promotedSku: Aggregate<PromotedSkuEvent, PromotedSku> = {
  kind: 'promoted-sku',
  events,
  shapeVersion: 2,
  initial: { campaigns: [], facts: null, pending: [] },

  evolve(promoted, { type, data }) {
    switch (type) {
      case 'SkuWatched':
        return { ...promoted, campaigns: [...promoted.campaigns, data.campaignId] };
      case 'SkuLeft': {
        const campaigns = promoted.campaigns.filter((id) => id !== data.campaignId);
        return campaigns.length > 0 ? { ...promoted, campaigns } : { campaigns, facts: null, pending: [] };
      }
      case 'StockFactsSeen': {
        const { facts, pending } = promoted;
        if (facts && facts.version > data.facts.version) return promoted;
        const caughtUp = pending.reduce((seen, { version, change }) => after(seen, change, version), data.facts);
        return { ...promoted, facts: caughtUp, pending: [] };
      }
      case 'StockMoved': {
        const { version, change } = data;
        if (!promoted.facts) return { ...promoted, pending: [...promoted.pending, { version, change }] };
        return { ...promoted, facts: after(promoted.facts, change, version) };
      }
      default:
        return never(type);
    }
  },
};

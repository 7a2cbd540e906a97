import { event, type Aggregate, type EventFrom } from '@concord/event-sourcing';
import { fields, ProductKind } from '@concord/contracts';

/** A SKU belongs to one product for ever: no other product can take it, even when it is no longer sold. */
export const SkuTaken = event('SkuTaken', 1, { sku: fields.Sku, productId: fields.Id, kind: ProductKind });

const events = { SkuTaken };

/** The product that owns a SKU. */
export interface SkuOwner {
  readonly productId: string | null;
  readonly kind: 'shippable' | 'service';
}

/** Joint decisions take SKUs. */
export const skuOwner: Aggregate<EventFrom<typeof SkuTaken>, SkuOwner> = {
  kind: 'sku',
  events,
  initial: { productId: null, kind: 'shippable' },
  evolve: (_, { data: { productId, kind } }) => ({ productId, kind }),
};

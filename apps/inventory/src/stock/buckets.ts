import { lookup } from '@concord/event-sourcing';

/**
 * The units of a SKU at one warehouse, each number at least 0. What is on hand is their sum less the oversold units:
 * those are counted as reserved although they are on no shelf.
 */
export interface Buckets {
  readonly available: number;
  readonly reserved: number;
  /**
   * Reserved for orders, and gone with the parcel of another order. Received units fill this gap before they are for
   * sale.
   */
  readonly oversold: number;
  /** Returned and waiting for a second look. */
  readonly quality: number;
  readonly damaged: number;
  /** Being repaired or repacked. */
  readonly refurb: number;
  /** Whether the units here can be ordered: the warehouse sells, and it ships. */
  readonly sells: boolean;
}

export type Bucket = 'available' | 'reserved' | 'oversold' | 'quality' | 'damaged' | 'refurb';

/** The buckets in which units wait for a decision. */
export const WAITING = ['quality', 'damaged', 'refurb'] as const;
export type Waiting = (typeof WAITING)[number];

/** A warehouse without units. */
export const emptyAt = (sells: boolean): Buckets => ({
  available: 0,
  reserved: 0,
  oversold: 0,
  quality: 0,
  damaged: 0,
  refurb: 0,
  sells,
});

/** By warehouse code. */
export type Warehouses = Readonly<Record<string, Buckets>>;

export const onHand = ({ available, reserved, oversold, quality, damaged, refurb }: Buckets) =>
  available + reserved - oversold + quality + damaged + refurb;

/** Units in warehouses that sell and ship, whether or not a basket holds them. */
export const freeOf = (warehouses: Warehouses) =>
  Object.values(warehouses).reduce((sum, { sells, available }) => sum + (sells ? available : 0), 0);

/**
 * What anybody can order. Held units are counted over all warehouses, not within one: the order of a basket is then sent
 * from where it takes the fewest parcels, and no hold binds a shelf. A count may find fewer units than baskets hold.
 */
export const sellableOf = ({ warehouses, held }: { readonly warehouses: Warehouses; readonly held: number }) =>
  Math.max(0, freeOf(warehouses) - held);

/**
 * What one basket can order: its own held units never count against it. Where fewer units are left than all baskets hold,
 * the basket that orders first gets them.
 */
export const orderableBy = (own: number, { warehouses, held }: Parameters<typeof sellableOf>[0]) => {
  const free = freeOf(warehouses);
  return Math.max(free - (held - own), Math.min(own, free));
};

/** Puts units into a bucket; a negative quantity takes them out. */
export function put(warehouses: Warehouses, warehouse: string, bucket: Bucket, quantity: number): Warehouses {
  const buckets = lookup(warehouses, warehouse) ?? emptyAt(true);
  const changed = { ...buckets, [bucket]: buckets[bucket] + quantity };
  const filled = Math.max(0, Math.min(changed.available, changed.oversold));
  const settled = {
    ...changed,
    available: changed.available - filled,
    oversold: changed.oversold - filled,
  };
  return { ...warehouses, [warehouse]: settled };
}

/** Moves units from one bucket to another. */
export const shift = (warehouses: Warehouses, warehouse: string, from: Bucket, to: Bucket, quantity: number) =>
  put(put(warehouses, warehouse, from, -quantity), warehouse, to, quantity);

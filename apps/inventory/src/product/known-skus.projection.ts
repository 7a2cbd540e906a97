import { catalogEvents } from '@concord/contracts';
import { projection } from '@concord/event-sourcing';
import { RowKeyText } from '@concord/service';
import { Entity } from 'typeorm';

/** A SKU of the catalog. An item found in a return parcel must be one of them. */
@Entity('known_sku_view')
export class KnownSkuRow {
  @RowKeyText()
  sku!: string;
}

export const knownSkus = projection(
  'inventory.known-skus',
  catalogEvents,
  KnownSkuRow,
  ({ data }) => ({ sku: (data as { sku: string }).sku }),
  { VariantAdded: (row) => row },
);

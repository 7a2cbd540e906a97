import { catalogEvents } from '@concord/contracts';
import { projection } from '@concord/event-sourcing';
import { RowKeyText, RowWhole } from '@concord/service';
import { Entity } from 'typeorm';

/** The weight of one unit, from the catalog. Variants of unknown weight are absent. */
@Entity('variant_weight_view')
export class VariantWeightRow {
  @RowKeyText()
  sku!: string;

  @RowWhole()
  weightG: number = 0;
}

export const variantWeights = projection(
  'logistics.variant-weights',
  catalogEvents,
  VariantWeightRow,
  ({ data }) => ({ sku: (data as { sku: string }).sku }),
  { VariantAdded: (row, { data: { weightG } }) => (weightG === undefined ? undefined : { ...row, weightG }) },
);

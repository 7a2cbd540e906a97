import { PriceActivated } from '@concord/contracts';
import { projection } from '@concord/event-sourcing';
import { RowKeyText, RowText, RowTime, RowWhole } from '@concord/service';
import { Entity, Index } from 'typeorm';

/** A price that took the place of another one. First prices need nobody's approval. */
@Entity('price_decision_view')
@Index(['at'])
export class PriceDecisionRow {
  @RowKeyText({ description: 'The event of the change.' })
  changeId!: string;

  @RowText()
  sku: string = '';

  @RowText()
  list: string = '';

  @RowWhole()
  previousMinor: number = 0;

  @RowWhole()
  amountMinor: number = 0;

  @RowText()
  currency: string = '';

  @RowTime({ nullable: true })
  at: string | null = null;
}

export const priceDecisions = projection(
  'oversight.price-decisions',
  { PriceActivated },
  PriceDecisionRow,
  ({ eventId }) => ({ changeId: eventId }),
  {
    PriceActivated: (row, { data: { sku, list, previousMinor, amountMinor, currency }, occurredAt: at }) =>
      previousMinor === undefined ? undefined : { ...row, sku, list, previousMinor, amountMinor, currency, at },
  },
);

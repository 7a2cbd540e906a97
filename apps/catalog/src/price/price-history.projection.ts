import { projection } from '@concord/event-sourcing';
import { RowKeyText, RowText, RowTime, RowWhole } from '@concord/service';
import { Entity, Index } from 'typeorm';
import { priceEvents } from './price.aggregate';

/** A price that took effect at a moment. */
@Entity('price_history_view')
@Index(['sku', 'activeFrom'])
export class PriceHistoryRow {
  @RowKeyText()
  activationId!: string;

  @RowText()
  sku: string = '';

  @RowText()
  list: string = '';

  @RowWhole()
  amountMinor: number = 0;

  @RowText()
  currency: string = '';

  @RowWhole({ nullable: true })
  previousMinor: number | null = null;

  @RowTime()
  activeFrom: string = '';

  @RowText({ description: 'The person or system that set it.' })
  by: string = '';
}

export const priceHistory = projection(
  'catalog.price-history',
  { PriceActivated: priceEvents.PriceActivated },
  PriceHistoryRow,
  ({ eventId }) => ({ activationId: eventId }),
  {
    PriceActivated: (row, { data: { sku, list, amountMinor, currency, previousMinor = null }, occurredAt, meta }) => ({
      ...row,
      sku,
      list,
      amountMinor,
      currency,
      previousMinor,
      activeFrom: occurredAt,
      by: meta.actor.id,
    }),
  },
);

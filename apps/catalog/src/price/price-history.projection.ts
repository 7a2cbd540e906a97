import { projection } from '@concord/event-sourcing';
import { listOf, RowFlag, RowJson, RowKeyText, RowText, RowTime, RowWhole } from '@concord/service';
import { Entity, Index } from 'typeorm';
import { PriceActivated, PriceExpired } from '@concord/contracts';

const events = { PriceActivated, PriceExpired };

/** The tiers of a price, as answers show them. */
export const TIERS = listOf({ fromUnits: 'whole', amountMinor: 'whole' });

/** A price that took effect at a moment, or the moment from which on there was none. */
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

  @RowJson(TIERS, { description: 'Lower prices of a unit from so many units on.' })
  tiers: { fromUnits: number; amountMinor: number }[] = [];

  @RowTime({ nullable: true, description: 'When it ends, or was to end; null for a price without an end.' })
  until: string | null = null;

  @RowFlag({ description: 'Whether no price holds from this moment on.' })
  isEnd: boolean = false;

  @RowText({ description: 'The person or system that set it.' })
  by: string = '';
}

export const priceHistory = projection(
  'catalog.price-history',
  events,
  PriceHistoryRow,
  ({ eventId }) => ({ activationId: eventId }),
  {
    PriceActivated: (row, { data, occurredAt, meta }) => {
      const { sku, list, amountMinor, currency, previousMinor = null, tiers = [], until = null } = data;
      const price = { sku, list, amountMinor, currency, previousMinor, tiers, until };
      return { ...row, ...price, activeFrom: occurredAt, by: meta.actor.id };
    },
    PriceExpired: (row, { data: { sku, list }, occurredAt, meta }) => {
      return { ...row, sku, list, isEnd: true, activeFrom: occurredAt, by: meta.actor.id };
    },
  },
);

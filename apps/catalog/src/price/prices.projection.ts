import { PriceActivated, PriceExpired } from '@concord/contracts';
import { projection } from '@concord/event-sourcing';
import { RowJson, RowKeyText, RowText, RowTime, RowWhole } from '@concord/service';
import { Entity, Index } from 'typeorm';
import { TIERS } from './price-history.projection';

/** The price of a SKU in a list, in force now. */
@Entity('price_view')
@Index(['list', 'sku'])
export class ListPriceRow {
  @RowKeyText({ description: 'List and SKU.', example: 'trade-eu/TEE-RED-M' })
  priceId!: string;

  @RowText()
  list: string = '';

  @RowText()
  sku: string = '';

  @RowWhole({ description: 'The price of one unit.' })
  amountMinor: number = 0;

  @RowText()
  currency: string = '';

  @RowJson(TIERS, { description: 'Lower prices of a unit from so many units on.' })
  tiers: { fromUnits: number; amountMinor: number }[] = [];

  @RowTime({ nullable: true, description: 'When it ends; null for a price without an end.' })
  until: string | null = null;

  @RowTime()
  activeFrom: string = new Date(0).toISOString();
}

export const prices = projection(
  'catalog.prices',
  { PriceActivated, PriceExpired },
  ListPriceRow,
  ({ data: { list, sku } }) => ({ priceId: `${list}/${sku}` }),
  {
    PriceActivated: (row, { data: { list, sku, amountMinor, currency, tiers = [], until = null }, occurredAt }) => {
      return { ...row, list, sku, amountMinor, currency, tiers, until, activeFrom: occurredAt };
    },
    PriceExpired: () => null,
  },
);

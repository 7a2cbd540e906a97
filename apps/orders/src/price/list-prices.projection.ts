import { catalogEvents } from '@concord/contracts';
import { projection } from '@concord/event-sourcing';
import { RowKeyText, RowList, RowText, RowTime, RowWhole } from '@concord/service';
import { Entity, Index } from 'typeorm';

/** The price of a SKU in a list. */
@Entity('list_price_view')
@Index(['sku'])
export class ListPriceRow {
  @RowKeyText({ description: 'The list and the SKU.', example: 'WHOLESALE/TEE-RED-M' })
  priceId!: string;

  @RowText()
  list: string = '';

  @RowText()
  sku: string = '';

  @RowWhole({ description: 'Of one unit.' })
  amountMinor: number = 0;

  @RowText()
  currency: string = '';

  @RowList(
    { fromUnits: 'whole', amountMinor: 'whole' },
    { description: 'Prices of a unit from so many units on, the smallest number first.' },
  )
  tiers: { fromUnits: number; amountMinor: number }[] = [];

  @RowTime({ nullable: true, description: 'When the price ends.' })
  until: string | null = null;
}

export const listPrices = projection(
  'orders.list-prices',
  catalogEvents,
  ListPriceRow,
  ({ data }) => {
    const { list, sku } = data as { list: string; sku: string };
    return { priceId: `${list}/${sku}` };
  },
  {
    PriceActivated: (row, { data: { list, sku, amountMinor, currency, tiers = [], until = null } }) => {
      return { ...row, list, sku, amountMinor, currency, tiers, until };
    },
    PriceExpired: () => null,
  },
);

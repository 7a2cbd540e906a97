import { PriceListDefined } from '@concord/contracts';
import { projection } from '@concord/event-sourcing';
import { RowFlag, RowKeyText, RowList, RowText, RowTime } from '@concord/service';
import { Entity } from 'typeorm';

/** A price list: for whom and when its prices count. */
@Entity('price_list_view')
export class PriceListRow {
  @RowKeyText({ example: 'trade-eu' })
  list!: string;

  @RowText()
  name: string = '';

  @RowText({
    nullable: true,
    description: 'The currency of its prices; null for the list `standard`, which has several.',
  })
  currency: string | null = null;

  @RowFlag({ description: 'Whether its prices include tax.' })
  taxIncluded: boolean = true;

  @RowList('text', { description: 'The sales channels in which its prices count; empty means all.' })
  channels: string[] = [];

  @RowList('text', { description: 'The customer groups for which its prices count; empty means all.' })
  groups: string[] = [];

  @RowList('text', { description: 'The customers and companies with whom its prices are agreed; empty means all.' })
  customerIds: string[] = [];

  @RowTime({ nullable: true, description: 'Since when its prices count.' })
  from: string | null = null;

  @RowTime({ nullable: true, description: 'Until when its prices count.' })
  to: string | null = null;
}

export const priceLists = projection(
  'catalog.price-lists',
  { PriceListDefined },
  PriceListRow,
  ({ data }) => ({ list: data.list }),
  { PriceListDefined: (row, { data: { from = null, to = null, ...data } }) => ({ ...row, ...data, from, to }) },
);

import { catalogEvents } from '@concord/contracts';
import { projection } from '@concord/event-sourcing';
import { RowFlag, RowKeyText, RowList, RowText, RowTime } from '@concord/service';
import { Entity, Index } from 'typeorm';

/** A price list beside the standard one, and when it counts. */
@Entity('price_list_view')
@Index(['currency'])
export class PriceListRow {
  @RowKeyText({ example: 'WHOLESALE' })
  list!: string;

  @RowText()
  name: string = '';

  @RowText()
  currency: string = '';

  @RowFlag()
  taxIncluded: boolean = true;

  @RowList('text', { description: 'Empty means all channels.' })
  channels: string[] = [];

  @RowList('text', { description: 'Empty means all customers.' })
  groups: string[] = [];

  @RowList('text', { description: 'The customers and companies with whom the prices were agreed; empty means all.' })
  customerIds: string[] = [];

  @RowTime({ nullable: true })
  from: string | null = null;

  @RowTime({ nullable: true })
  to: string | null = null;
}

export const priceLists = projection(
  'orders.price-lists',
  catalogEvents,
  PriceListRow,
  ({ data }) => ({ list: (data as { list: string }).list }),
  { PriceListDefined: (row, { data: { from = null, to = null, ...terms } }) => ({ ...row, ...terms, from, to }) },
);

import { logisticsEvents } from '@concord/contracts';
import { projection } from '@concord/event-sourcing';
import { RowKeyText, RowList, RowText, RowWhole } from '@concord/service';
import { Entity } from 'typeorm';

/** A way to ship, as quotes offer it. */
@Entity('ship_option_view')
export class ShipOptionRow {
  @RowKeyText()
  option!: string;

  @RowText()
  name: string = '';

  @RowList('text', { description: 'Empty means everywhere.' })
  countries: string[] = [];

  @RowText()
  currency: string = '';

  @RowWhole()
  priceMinor: number = 0;

  @RowWhole({ nullable: true, description: 'The goods of an order from which on it costs nothing.' })
  freeFromMinor: number | null = null;

  @RowWhole({ nullable: true })
  weightGMax: number | null = null;

  @RowText()
  taxClass: string = 'standard';

  @RowWhole()
  daysMin: number = 0;

  @RowWhole()
  daysMax: number = 0;

  @RowWhole({ description: 'The minute of the day, in UTC.' })
  cutOffMinute: number = 0;
}

export const shipOptions = projection(
  'orders.ship-options',
  logisticsEvents,
  ShipOptionRow,
  ({ data }) => ({ option: (data as { option: string }).option }),
  {
    ShipOptionOffered: (row, { data: { freeFromMinor = null, weightGMax = null, ...terms } }) => {
      return { ...row, ...terms, freeFromMinor, weightGMax };
    },
    ShipOptionWithdrawn: () => null,
  },
);

import { ShipOptionOffered, ShipOptionWithdrawn } from '@concord/contracts';
import { projection } from '@concord/event-sourcing';
import { RowKeyText, RowList, RowOneOf, RowText, RowTitle, RowWhole } from '@concord/service';
import { Entity } from 'typeorm';

/** A way to ship that customers can choose, or could. */
@Entity('ship_option_view')
export class ShipOptionRow {
  @RowKeyText({ example: 'express' })
  option!: string;

  @RowOneOf(['offered', 'withdrawn'])
  status: string = 'offered';

  @RowTitle()
  name: string = '';

  @RowList('text', { description: 'Where it ships to; empty means everywhere.' })
  countries: string[] = [];

  @RowText()
  currency: string = '';

  @RowWhole()
  priceMinor: number = 0;

  @RowWhole({ nullable: true, description: 'The value of the goods from which on it costs nothing.' })
  freeFromMinor: number | null = null;

  @RowWhole({ nullable: true, description: 'The heaviest order that it takes, in grams.' })
  weightGMax: number | null = null;

  @RowText()
  taxClass: string = '';

  @RowWhole({ description: 'Working days from dispatch to delivery, at least.' })
  daysMin: number = 0;

  @RowWhole({ description: 'Working days from dispatch to delivery, at most.' })
  daysMax: number = 0;

  @RowWhole({ description: 'Orders until this minute of the day (UTC) leave on the same working day.' })
  cutOffMinute: number = 0;
}

export const shipOptions = projection(
  'logistics.ship-options',
  { ShipOptionOffered, ShipOptionWithdrawn },
  ShipOptionRow,
  ({ data }) => ({ option: data.option }),
  {
    ShipOptionOffered: (row, { data: { freeFromMinor = null, weightGMax = null, ...data } }) => {
      return { ...row, ...data, freeFromMinor, weightGMax, status: 'offered' };
    },
    ShipOptionWithdrawn: (row) => ({ ...row, status: 'withdrawn' }),
  },
);

/** What others repeat of a way to ship; a withdrawn one is none. */
export function shipOptionFact(row: ShipOptionRow) {
  const { name, countries, currency, priceMinor, freeFromMinor, weightGMax, taxClass } = row;
  const { daysMin, daysMax, cutOffMinute } = row;
  const terms = { name, countries, currency, priceMinor, freeFromMinor, weightGMax, taxClass };
  return row.status === 'offered' ? { ...terms, daysMin, daysMax, cutOffMinute } : null;
}

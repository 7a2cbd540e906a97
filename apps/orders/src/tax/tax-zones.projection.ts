import { projection } from '@concord/event-sourcing';
import { RowKeyText, RowList, RowOneOf, RowText } from '@concord/service';
import { Entity } from 'typeorm';
import { isSameRate, taxTableEvents, withRate, ZONE_KINDS, type TaxRate } from './tax-table.aggregate';

/** Countries that are taxed alike, with their rates. */
@Entity('tax_zone_view')
export class TaxZoneRow {
  @RowKeyText({ example: 'UK' })
  zone!: string;

  @RowText()
  name: string = '';

  @RowOneOf(ZONE_KINDS, {
    description:
      'domestic: the shop charges its tax. union: other countries of the union, where a business with a checked VAT number pays the tax itself. export: no tax.',
  })
  kind: (typeof ZONE_KINDS)[number] = 'domestic';

  @RowList('text', { description: 'As they stand in addresses; case does not matter.' })
  countries: string[] = [];

  @RowList(
    { taxClass: 'text', rateMilli: 'whole', from: 'moment' },
    { description: 'Rates in thousandths of a percent: 20 % is 20000. The last one that has begun counts.' },
  )
  rates: TaxRate[] = [];
}

export const taxZones = projection(
  'orders.tax-zones',
  taxTableEvents,
  TaxZoneRow,
  ({ data }) => ({ zone: data.zone }),
  {
    TaxZoneDefined: (row, { data: { name, kind, countries } }) => ({ ...row, name, kind, countries }),
    TaxRateSet: (row, { data }) => ({ ...row, rates: withRate(row.rates, data) }),
    TaxRateWithdrawn: (row, { data }) => ({ ...row, rates: row.rates.filter((rate) => !isSameRate(rate, data)) }),
  },
);

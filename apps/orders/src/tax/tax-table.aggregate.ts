import { fields, TaxClass } from '@concord/contracts';
import { event, never, type Aggregate, type EventFrom } from '@concord/event-sourcing';
import { Type } from 'typebox';

const ZoneCode = Type.String({ minLength: 1, maxLength: 40 });

/** Whether a sale to a zone is taxed as at home, by the rules between countries of the union, or not at all. */
export const ZONE_KINDS = ['domestic', 'union', 'export'] as const;

/** A zone of countries that are taxed alike exists, or was changed to this. */
export const TaxZoneDefined = event('TaxZoneDefined', 1, {
  zone: ZoneCode,
  name: fields.ShortText,
  kind: fields.OneOf(...ZONE_KINDS),
  countries: Type.Array(Type.String({ minLength: 1, maxLength: 60 })),
});

/** A tax class has this rate in a zone from a moment on. */
export const TaxRateSet = event('TaxRateSet', 1, {
  zone: ZoneCode,
  taxClass: TaxClass,
  rateMilli: Type.Integer({ minimum: 0, maximum: 100_000 }),
  from: fields.Time,
});

/** A rate that had not begun was taken back. */
export const TaxRateWithdrawn = event('TaxRateWithdrawn', 1, { zone: ZoneCode, taxClass: TaxClass, from: fields.Time });

export const taxTableEvents = { TaxZoneDefined, TaxRateSet, TaxRateWithdrawn };
export type TaxTableEvent = EventFrom<(typeof taxTableEvents)[keyof typeof taxTableEvents]>;

export interface TaxRate {
  readonly taxClass: string;
  /** Thousandths of a percent. */
  readonly rateMilli: number;
  readonly from: string;
}

export interface TaxZone {
  readonly zone: string;
  readonly name: string;
  readonly kind: (typeof ZONE_KINDS)[number];
  readonly countries: readonly string[];
  readonly rates: readonly TaxRate[];
}

/** All zones: a country is in one of them. */
export interface TaxTable {
  readonly zones: readonly TaxZone[];
}

/** The id of the one table of the shop. */
export const TAX_TABLE = 'shop';

export const taxTableAggregate: Aggregate<TaxTableEvent, TaxTable> = {
  kind: 'tax-table',
  events: taxTableEvents,
  initial: { zones: [] },

  evolve({ zones }, { type, data }) {
    switch (type) {
      case 'TaxZoneDefined': {
        const before = zones.find(({ zone }) => zone === data.zone);
        const others = zones.filter((zone) => zone !== before);
        return { zones: [...others, { ...data, rates: before?.rates ?? [] }] };
      }
      case 'TaxRateSet':
        return withRates(zones, data.zone, (rates) => withRate(rates, data));
      case 'TaxRateWithdrawn':
        return withRates(zones, data.zone, (rates) => rates.filter((rate) => !isSameRate(rate, data)));
      default:
        return never(type);
    }
  },
};

/** Rates with one more; it takes the place of the rate of the same class and moment. */
export const withRate = (rates: readonly TaxRate[], { taxClass, rateMilli, from }: TaxRate): TaxRate[] => [
  ...rates.filter((rate) => !isSameRate(rate, { taxClass, from })),
  { taxClass, rateMilli, from },
];

export const isSameRate = (one: Omit<TaxRate, 'rateMilli'>, other: Omit<TaxRate, 'rateMilli'>) =>
  one.taxClass === other.taxClass && Date.parse(one.from) === Date.parse(other.from);

const withRates = (zones: TaxTable['zones'], code: string, change: (rates: readonly TaxRate[]) => TaxRate[]) => ({
  zones: zones.map((zone) => (zone.zone === code ? { ...zone, rates: change(zone.rates) } : zone)),
});

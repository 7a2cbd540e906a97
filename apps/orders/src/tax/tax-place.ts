import { countryKey } from '@concord/contracts';
import type { TaxRate, TaxZone } from './tax-table.aggregate';
import type { TaxPlace } from './tax';

/** Customers of this group pay no tax. */
export const EXEMPT_GROUP = 'tax-exempt';

/** What of a buyer decides about tax. */
export interface TaxedBuyer {
  readonly groups: readonly string[];
  /** The country of the buyer's company whose VAT number was checked. */
  readonly vatCountry: string | null;
}

/**
 * How a sale to a country is taxed at a moment. Undefined where no zone has the country: the shop charges no tax there
 * and says none.
 */
export function taxPlace(
  country: string,
  zones: readonly TaxZone[],
  buyer: TaxedBuyer,
  at: string,
): TaxPlace | undefined {
  const zone = zoneOf(country, zones);
  if (!zone) return undefined;
  return { rates: ratesAt(zone, at), exemption: exemptionOf(zone, zones, buyer) };
}

const zoneOf = (country: string, zones: readonly TaxZone[]) => {
  const key = countryKey(country);
  return zones.find(({ countries }) => countries.some((name) => countryKey(name) === key));
};

/** A business of another country of the union pays the tax there by itself. */
function exemptionOf(
  zone: TaxZone,
  zones: readonly TaxZone[],
  { groups, vatCountry }: TaxedBuyer,
): TaxPlace['exemption'] {
  if (zone.kind === 'export') return 'export';
  if (groups.includes(EXEMPT_GROUP)) return 'exempt-customer';
  const isBusinessOfUnion = vatCountry !== null && zoneOf(vatCountry, zones)?.kind === 'union';
  return zone.kind === 'union' && isBusinessOfUnion ? 'reverse-charge' : null;
}

const ratesAt = (zone: TaxZone, at: string): ReadonlyMap<string, number> =>
  new Map(ratesInForce(zone, at).map(({ taxClass, rateMilli }) => [taxClass, rateMilli]));

/** The rates that count at a moment: the last one of each class that has begun. */
export function ratesInForce({ rates }: Pick<TaxZone, 'rates'>, at: string): TaxRate[] {
  const begun = rates.filter((rate) => !isLater(rate, at)).toSorted(byBeginning);
  return [...new Map(begun.map((rate) => [rate.taxClass, rate])).values()];
}

/** The rates that begin after a moment, the next one first. */
export const ratesToCome = ({ rates }: Pick<TaxZone, 'rates'>, at: string): TaxRate[] =>
  rates.filter((rate) => isLater(rate, at)).toSorted(byBeginning);

const isLater = ({ from }: TaxRate, at: string) => Date.parse(from) > Date.parse(at);
const byBeginning = (a: TaxRate, b: TaxRate) => Date.parse(a.from) - Date.parse(b.from);

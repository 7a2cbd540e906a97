import { countryKey } from './country';

/** What an order must meet for a ship option. */
export interface ShipOptionTerms {
  /** Empty means everywhere. */
  readonly countries: readonly string[];
  readonly currency: string;
  readonly priceMinor: number;
  readonly freeFromMinor?: number | null | undefined;
  readonly weightGMax?: number | null | undefined;
}

/** What is to be sent, as far as it is known. */
export interface ToSend {
  readonly country?: string | undefined;
  readonly currency?: string | undefined;
  /** The weight of all goods; undefined where the weight of one of them is not known. */
  readonly weightG?: number | undefined;
}

/** Whether customers can choose the option. What is not known of the order refuses nothing. */
export const canShip = ({ countries, currency, weightGMax }: ShipOptionTerms, order: ToSend): boolean =>
  (order.currency === undefined || order.currency === currency) &&
  (order.weightG === undefined || weightGMax === undefined || weightGMax === null || order.weightG <= weightGMax) &&
  (order.country === undefined || countries.length === 0 || isAmong(order.country, countries));

/** What the option costs with goods of this value. */
export const shippingPriceOf = ({ priceMinor, freeFromMinor }: ShipOptionTerms, goodsMinor: number): number =>
  freeFromMinor !== undefined && freeFromMinor !== null && goodsMinor >= freeFromMinor ? 0 : priceMinor;

/** People write countries in their own way. */
function isAmong(country: string, countries: readonly string[]): boolean {
  const key = countryKey(country);
  return countries.some((other) => countryKey(other) === key);
}

import { canShip, promisedDates, shippingPriceOf, type ShipOptionTerms } from '@concord/contracts';
import { rule, type Rejection } from '@concord/event-sourcing';

/** A way to ship, from its row in the view. */
export interface ShipTerms extends ShipOptionTerms {
  readonly option: string;
  readonly name: string;
  readonly taxClass: string;
  readonly daysMin: number;
  readonly daysMax: number;
  readonly cutOffMinute: number;
}

/** A way to ship a basket, with its price and the promised date. */
export interface ShipOffer {
  readonly option: string;
  readonly name: string;
  readonly priceMinor: number;
  readonly taxClass: string;
  readonly promisedFrom: string;
  readonly promisedTo: string;
}

/** What is to be shipped, and where to. */
export interface Parcel {
  readonly country: string;
  readonly currency: string;
  /** The goods after their discounts. */
  readonly goodsMinor: number;
  /** Null where the weight of a SKU is not known. */
  readonly weightG: number | null;
}

/** The ways to ship, the cheapest first, then the quickest. */
export function shipOffers(options: readonly ShipTerms[], parcel: Parcel, at: string): ShipOffer[] {
  const { country, currency, goodsMinor, weightG } = parcel;
  return options
    .filter((terms) => canShip(terms, { country, currency, weightG: weightG ?? undefined }))
    .map((terms) => {
      const { option, name, taxClass } = terms;
      const { deliveredFrom, deliveredTo } = promisedDates(terms, at);
      const promised = { promisedFrom: `${deliveredFrom}T00:00:00.000Z`, promisedTo: `${deliveredTo}T23:59:59.999Z` };
      return { option, name, priceMinor: shippingPriceOf(terms, goodsMinor), taxClass, ...promised };
    })
    .sort(
      (a, b) =>
        a.priceMinor - b.priceMinor ||
        Date.parse(a.promisedTo) - Date.parse(b.promisedTo) ||
        (a.option < b.option ? -1 : 1),
    );
}

/** The chosen way, or the cheapest one. Where no way fits, the goods cannot be sent: sending them is not free. */
export function chosenShipping(wanted: string | null, offers: readonly ShipOffer[]): ShipOffer | Rejection {
  const [cheapest] = offers;
  if (!cheapest)
    return rule(
      'no-way-to-ship',
      'The shop has no way to ship these goods: not to this country, or not in this currency, or not at this weight.',
    );
  if (wanted === null) return cheapest;
  const found = offers.find(({ option }) => option === wanted);
  if (found) return found;
  const names = offers.map(({ option }) => option);
  return rule('ship-option-not-possible', `The basket cannot be sent by ${wanted}: choose another way.`, {
    possible: names,
  });
}

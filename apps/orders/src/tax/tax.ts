import type { LineTax, TAX_EXEMPTIONS } from '@concord/contracts';
import { split } from '@concord/event-sourcing';
import type { Static } from 'typebox';

export type TaxOfLine = Static<typeof LineTax>;
type Exemption = (typeof TAX_EXEMPTIONS)[number];

/** What is taxed where an order goes: the rates of the day by tax class, in thousandths of a percent. */
export interface TaxPlace {
  readonly rates: ReadonlyMap<string, number>;
  /** Why no tax is due at all. */
  readonly exemption: Exemption | null;
}

export interface LineToTax {
  readonly totalMinor: number;
  readonly taxClass: string;
  /** Whether `totalMinor` includes the tax. */
  readonly isIncluded: boolean;
}

/** The tax of a line, and the part of it that comes on top of its total. */
export interface Taxed {
  readonly tax: TaxOfLine;
  readonly onTopMinor: number;
}

const WHOLE = 100_000n;

/** Whether nobody knows how goods of a class are taxed in a place where others are: nothing is sold without its tax. */
export const lacksRate = (place: TaxPlace | undefined, taxClass: string): boolean =>
  place !== undefined && place.exemption === null && place.rates.size > 0 && !place.rates.has(taxClass);

/**
 * The tax of each line; undefined where the place has no rate at all yet. All lines of a rate are taxed as one sum,
 * half up, and the tax is spread over them.
 */
export function taxes(lines: readonly LineToTax[], { rates, exemption }: TaxPlace): (Taxed | undefined)[] {
  const taxed = lines.map((): Taxed | undefined => undefined);
  const groups = new Map<string, number[]>();
  lines.forEach(({ taxClass, isIncluded }, index) => {
    const rateMilli = exemption ? 0 : rates.get(taxClass);
    if (rateMilli === undefined) return;
    const key = `${rateMilli}/${isIncluded}`;
    groups.set(key, [...(groups.get(key) ?? []), index]);
  });
  for (const indexes of groups.values()) {
    const { taxClass, isIncluded } = lines[indexes[0]!]!;
    const rateMilli = exemption ? 0 : rates.get(taxClass)!;
    const totals = indexes.map((index) => lines[index]!.totalMinor);
    const sumMinor = totals.reduce((sum, total) => sum + total, 0);
    const parts = split(taxOf(sumMinor, rateMilli, isIncluded), totals);
    indexes.forEach((index, n) => {
      const tax = {
        taxClass: lines[index]!.taxClass,
        rateMilli,
        amountMinor: parts[n]!,
        ...(exemption && { exemption }),
      };
      taxed[index] = { tax, onTopMinor: isIncluded ? 0 : parts[n]! };
    });
  }
  return taxed;
}

function taxOf(sumMinor: number, rateMilli: number, isIncluded: boolean): number {
  const rate = BigInt(rateMilli);
  const whole = isIncluded ? WHOLE + rate : WHOLE;
  return Number((2n * BigInt(sumMinor) * rate + whole) / (2n * whole));
}

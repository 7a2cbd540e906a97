import { STATES, type Judgement, type SkuFacts } from './alignment';
import type { Content } from './content';

/** The departments that may have something to do about a SKU, by the service that is theirs. */
export const TEAMS = ['inventory', 'marketing', 'logistics', 'customer-service', 'catalog'] as const;
export type Team = (typeof TEAMS)[number];

/** What the choice of rows and their order rests on. */
export type Ranked = Pick<SkuFacts, 'sku' | 'stock' | 'promotions' | 'campaigns' | 'orders'> & Judgement;

/** Supply that is exactly the demand. */
const COVERED_MILLI = 1_000;

/** Which departments have something to do about a SKU. */
export function teamsOf(row: Ranked & { readonly cases: number; readonly content: Content }): readonly Team[] {
  const { state, promotions, campaigns, orders, cases, content } = row;
  const isPromised = promotions.length + campaigns.length > 0;
  // What a campaign that is held lacks comes through the warehouse.
  const isTooLittle = (coverageOf(row) ?? COVERED_MILLI) < COVERED_MILLI;
  const concerns: Readonly<Record<Team, boolean>> = {
    inventory: state === 'broken' || state === 'at-risk' || state === 'short' || isTooLittle,
    marketing: isPromised && state !== 'ok' && state !== 'short',
    logistics: orders.units > 0,
    'customer-service': cases > 0,
    catalog: content.gaps.length > 0,
  };
  return TEAMS.filter((team) => concerns[team]);
}

/** Supply divided by demand in thousandths, of the campaign that has least; null without a campaign that was weighed. */
export function coverageOf({ campaigns }: Pick<SkuFacts, 'campaigns'>): number | null {
  const known = campaigns.flatMap(({ coverageMilli }) => coverageMilli ?? []);
  return known.length > 0 ? Math.min(...known) : null;
}

/** The place of a row on the board as of a moment: a page begins after it. */
export interface BoardPlace {
  readonly asOf: string;
  readonly rank: number;
  readonly units: number;
  readonly sku: string;
}

export const placeOf = ({ state, orders, sku }: Ranked, asOf: string): BoardPlace => {
  return { asOf, rank: STATES.indexOf(state), units: orders.units, sku };
};

/** Whether a row comes after a place, in the order of `byUrgency`. */
export function isAfter(row: Ranked, place: BoardPlace): boolean {
  const { rank, units, sku } = placeOf(row, place.asOf);
  if (rank !== place.rank) return rank > place.rank;
  return units !== place.units ? units < place.units : sku > place.sku;
}

/** The place as a cursor, and back; undefined where the text is none of ours. */
export const cursorOf = ({ asOf, rank, units, sku }: BoardPlace): string =>
  Buffer.from(JSON.stringify([asOf, rank, units, sku])).toString('base64url');

export function placeBehind(cursor: string): BoardPlace | undefined {
  let values: unknown;
  try {
    values = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
  } catch {
    return undefined;
  }
  if (!Array.isArray(values) || values.length !== 4) return undefined;
  const [asOf, rank, units, sku] = values as unknown[];
  if (typeof asOf !== 'string' || !/^\d{4}-\d\d-\d\dT[\d:.]{8,15}Z$/.test(asOf) || Number.isNaN(Date.parse(asOf)))
    return undefined;
  if (!Number.isSafeInteger(rank) || !Number.isSafeInteger(units) || typeof sku !== 'string') return undefined;
  return { asOf, rank: rank as number, units: units as number, sku };
}

/** Categories with all that stand below them. */
export function withDescendants(
  categoryId: string,
  categories: readonly { readonly categoryId: string; readonly parentId: string | null }[],
): ReadonlySet<string> {
  const found = new Set([categoryId]);
  // A set grows while it is walked.
  for (const id of found)
    for (const category of categories) if (category.parentId === id) found.add(category.categoryId);
  return found;
}

import { lookup } from '@concord/event-sourcing';
import type { AuditedRow, Values } from './facts';

/** The values of one key, as a fact or a mirror says. */
type Row = Pick<AuditedRow, 'key' | 'values'>;

/** A key for which fact and mirror differ. An absent row is null. */
export interface Difference {
  readonly key: string;
  readonly expected: Values | null;
  readonly found: Values | null;
}

/**
 * The keys for which rows of a fact and of its mirror differ, in the columns of the mirror. `absent` is what holds for a key
 * without a row of the fact; where it is left out, a row of the mirror is too much then. A row of the fact that says the
 * same as none needs none in the mirror.
 */
export function differences(fact: readonly Row[], mirror: readonly Row[], absent?: Values): readonly Difference[] {
  const expectedOf = new Map(fact.map(({ key, values }) => [key, values]));
  const foundOf = new Map(mirror.map(({ key, values }) => [key, values]));
  return [...new Set([...expectedOf.keys(), ...foundOf.keys()])].flatMap((key) => {
    const expected = expectedOf.get(key) ?? absent ?? null;
    const found = foundOf.get(key) ?? null;
    const differs = found || !absent ? columnsThatDiffer(expected, found) : columnsThatDiffer(absent, expected);
    return differs.length > 0 ? [{ key, expected, found }] : [];
  });
}

/** The columns in which two rows differ; `row` where one of them is missing. */
export function columnsThatDiffer(expected: Values | null, found: Values | null): readonly string[] {
  if (!expected || !found) return expected === found ? [] : ['row'];
  return Object.keys(found).filter((column) => !isSame(lookup(found, column), lookup(expected, column)));
}

/** A step of a fact: what it was after one of its events. */
export interface FactStep {
  readonly eventId: string;
  readonly type: string;
  readonly at: string;
  readonly values: Values | null;
}

/**
 * The first event that a row does not show: the one after the last step at which the fact was like the row. Undefined
 * where the fact was never like it, so that something else than a missing event must have changed it. Of a missing row it
 * is the first event after which one was due.
 */
export function missingEvent(
  steps: readonly FactStep[],
  found: Values | null,
  absent: Values | null = null,
): FactStep | undefined {
  if (!found) return steps.find(({ values }) => columnsThatDiffer(absent, values).length > 0);
  const last = steps.findLastIndex(({ values }) => columnsThatDiffer(values, found).length === 0);
  return last < 0 ? undefined : steps[last + 1];
}

/** Members of an object have no order: a document that the database has kept comes back in another one. */
const isSame = (one: unknown, other: unknown) => JSON.stringify(one, inOrder) === JSON.stringify(other, inOrder);

const inOrder = (_: string, value: unknown): unknown =>
  value !== null && typeof value === 'object' && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
    : value;

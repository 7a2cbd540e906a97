import { momentText, rule, type Rejection } from '@concord/event-sourcing';

const DAY_MS = 86_400_000;

/** The facts of an order that decide what may come back. */
export interface ReturnFacts {
  /** The return window that was promised with the order. */
  readonly windowDays: number;
  readonly lines: readonly {
    readonly lineId: string;
    readonly sku: string;
    readonly stocked: boolean;
    /** Units that have arrived. */
    readonly delivered: number;
    /** Units in returns that are neither rejected, cancelled nor expired. */
    readonly inReturns: number;
    /** Units of claims that are open, or were settled with a replacement. A rejected or refunded claim keeps none. */
    readonly inClaims: number;
  }[];
  /** When parcels arrived, and when the shop heard of it: late news does not shorten the return period. */
  readonly arrivals: readonly string[];
}

/** Units of an order line that are to come back. */
export interface UnitsWanted {
  readonly lineId: string;
  readonly quantity: number;
}

/** Whether units of one line may come back, and why not. */
export interface ReturnVerdict extends UnitsWanted {
  readonly sku: string | null;
  readonly eligible: boolean;
  /** Units that could still come back. */
  readonly left: number;
  readonly reason: string | null;
  readonly detail: string | null;
}

/** The last moment at which a return can be requested; null where nothing has arrived. */
export function returnWindowEnd({ arrivals, windowDays }: Pick<ReturnFacts, 'arrivals' | 'windowDays'>): string | null {
  if (arrivals.length === 0) return null;
  const last = Math.max(...arrivals.map((moment) => Date.parse(moment)));
  return new Date(last + windowDays * DAY_MS).toISOString();
}

/** Whether goods have arrived, and the return period is over. */
export function isBeyondWindow(facts: Pick<ReturnFacts, 'arrivals' | 'windowDays'>, at: string): boolean {
  const until = returnWindowEnd(facts);
  return until !== null && Date.parse(at) > Date.parse(until);
}

/**
 * Which units may come back now, line by line: units that have arrived and are in no return and no claim, while the return
 * period runs, or after it where a person allows that. Orders decides by this rule, and the desk checks it before. It
 * stands in contracts so that both use the same rule.
 */
export function returnVerdicts(
  facts: ReturnFacts,
  wanted: readonly UnitsWanted[],
  at: string,
  { isLateAllowed = false } = {},
): ReturnVerdict[] {
  const until = returnWindowEnd(facts);
  const isOpen = until !== null && (isLateAllowed || !isBeyondWindow(facts, at));
  return mergedUnits(wanted).map(({ lineId, quantity }) => {
    const line = facts.lines.find((known) => known.lineId === lineId);
    const left = line?.stocked && isOpen ? Math.max(0, line.delivered - line.inReturns - line.inClaims) : 0;
    const no = (reason: string, detail: string): ReturnVerdict => {
      return { lineId, sku: line?.sku ?? null, quantity, eligible: false, left, reason, detail };
    };
    if (!line) return no('line-unknown', `The order has no line ${lineId}.`);
    if (!line.stocked) return no('line-not-returnable', `${line.sku} is a service and cannot come back.`);
    if (until === null)
      return no(
        'order-not-delivered',
        'No delivery of the order is known here yet. If it has just arrived, try again in a moment.',
      );
    if (!isOpen) return no('window-closed', `Returns were possible until ${momentText(until)}.`);
    if (line.delivered === 0) return no('order-not-delivered', `${line.sku} has not arrived yet.`);
    const { delivered, inReturns, inClaims } = line;
    if (quantity > left) {
      // Without the claims the units could come back.
      const isClaimed = quantity <= delivered - inReturns;
      const taken = `Of ${delivered} delivered units ${inReturns} are in returns and ${inClaims} in claims`;
      return no(
        isClaimed ? 'units-claimed' : 'quantity-beyond-delivered',
        `${taken}: ${left} can come back, ${quantity} are too many.`,
      );
    }
    return { lineId, sku: line.sku, quantity, eligible: true, left, reason: null, detail: null };
  });
}

/**
 * Refuses a member of staff who acts on their own return: another person must accept and grade it. `customers` are the
 * customer ids of the caller.
 */
export function ownReturn(customerId: string | null, customers: readonly string[]): Rejection | undefined {
  if (customerId === null || !customers.includes(customerId)) return undefined;
  return rule('second-person-needed', 'This return is your own: ask another person to accept and grade it.');
}

/** A line that is named twice is added up. */
export const mergedUnits = <U extends UnitsWanted>(lines: readonly U[]): U[] => merged(lines, ({ lineId }) => lineId);

/** A line that is named twice for one reason is added up; units with another reason keep it. */
export const mergedReasons = <U extends UnitsWanted & { readonly reason: string; readonly reasonCode?: string }>(
  lines: readonly U[],
): U[] => merged(lines, ({ lineId, reason, reasonCode }) => JSON.stringify([lineId, reason, reasonCode]));

function merged<U extends UnitsWanted>(lines: readonly U[], keyOf: (line: U) => string): U[] {
  const byKey = new Map<string, U>();
  for (const line of lines) {
    const before = byKey.get(keyOf(line));
    byKey.set(keyOf(line), before ? { ...before, quantity: before.quantity + line.quantity } : line);
  }
  return [...byKey.values()];
}

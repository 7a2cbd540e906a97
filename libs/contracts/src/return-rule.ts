import { momentText, rule, type Rejection } from '@concord/event-sourcing';

/** Returns are possible until so many days after the last arrival. */
export const RETURN_WINDOW_DAYS = 30;
const DAY_MS = 86_400_000;

/** What must be known of an order to say what may come back. */
export interface ReturnFacts {
  readonly lines: readonly {
    readonly lineId: string;
    readonly sku: string;
    readonly stocked: boolean;
    /** Units that have arrived. */
    readonly delivered: number;
    /** Units that returns name which are neither rejected, cancelled nor expired. */
    readonly inReturns: number;
  }[];
  /** When parcels arrived, and when the shop learnt of it: whoever tells us late does not shorten the window. */
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

/** The last moment at which a return can be asked for; null where nothing has arrived. */
export function returnWindowEnd({ arrivals }: Pick<ReturnFacts, 'arrivals'>): string | null {
  if (arrivals.length === 0) return null;
  const last = Math.max(...arrivals.map((moment) => Date.parse(moment)));
  return new Date(last + RETURN_WINDOW_DAYS * DAY_MS).toISOString();
}

/**
 * Which units may come back at this moment, line by line: what has arrived and is in no return, while the window is
 * open. The rule of orders, which decides, and of the desk, which says so before: it stands here so that it is one.
 */
export function returnVerdicts(facts: ReturnFacts, wanted: readonly UnitsWanted[], at: string): ReturnVerdict[] {
  const until = returnWindowEnd(facts);
  const isOpen = until !== null && Date.parse(at) <= Date.parse(until);
  return mergedUnits(wanted).map(({ lineId, quantity }) => {
    const line = facts.lines.find((known) => known.lineId === lineId);
    const left = line?.stocked && isOpen ? Math.max(0, line.delivered - line.inReturns) : 0;
    const no = (reason: string, detail: string): ReturnVerdict => {
      return { lineId, sku: line?.sku ?? null, quantity, eligible: false, left, reason, detail };
    };
    if (!line) return no('line-unknown', `The order has no line ${lineId}.`);
    if (!line.stocked) return no('line-not-returnable', `${line.sku} is a service and cannot come back.`);
    if (until === null)
      return no(
        'order-not-delivered',
        'No delivery of the order is known here yet. If it has just arrived, ask again in a moment.',
      );
    if (!isOpen) return no('window-closed', `Returns were possible until ${momentText(until)}.`);
    if (line.delivered === 0) return no('order-not-delivered', `${line.sku} has not arrived yet.`);
    if (quantity > left)
      return no(
        'quantity-beyond-delivered',
        `Of ${line.delivered} that arrived ${line.inReturns} are in returns: ${left} can come back, ${quantity} are too many.`,
      );
    return { lineId, sku: line.sku, quantity, eligible: true, left, reason: null, detail: null };
  });
}

/**
 * The refusal of somebody of the staff who would move a return of their own towards its money: they shop here too, and
 * somebody else takes the parcel in and grades it. `customers` are the customers that the caller may be.
 */
export function ownReturn(customerId: string | null, customers: readonly string[]): Rejection | undefined {
  if (customerId === null || !customers.includes(customerId)) return undefined;
  return rule('second-person-needed', 'The return is your own: ask somebody else to take it in and to grade it.');
}

/** The same line named twice is one wish. */
export const mergedUnits = <U extends UnitsWanted>(lines: readonly U[]): U[] => merged(lines, ({ lineId }) => lineId);

/** The same line named twice for one reason is one wish; units that come back for another reason keep it. */
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

import {
  returnVerdicts,
  returnWindowEnd,
  type ReturnFacts,
  type ReturnVerdict,
  type UnitsWanted,
} from '@concord/contracts';

/** What is known of an order when a customer wants to return something. */
export interface OrderFacts {
  /** The return window that was promised with the order. */
  readonly windowDays: number;
  readonly lines: readonly Omit<ReturnFacts['lines'][number], 'inReturns'>[];
  readonly arrivals: readonly string[];
  readonly returns: readonly {
    readonly returnId: string;
    readonly status: string;
    readonly lines: readonly UnitsWanted[];
    /** The units of a settled return. */
    readonly counted?: readonly UnitsWanted[];
  }[];
}

export interface Verdict {
  readonly eligible: boolean;
  /** The last moment at which a return can be requested. */
  readonly until: string | null;
  readonly lines: readonly ReturnVerdict[];
}

/** Returns with these statuses do not block units. */
const OVER = ['rejected', 'cancelled', 'expired'];

/** Which of the wanted units may come back now, line by line: the rule of orders, on what this service knows. */
export function eligibility(
  { returns, lines, arrivals, windowDays }: OrderFacts,
  wanted: readonly UnitsWanted[],
  at: string,
): Verdict {
  const open = returns.filter(({ status }) => !OVER.includes(status)).flatMap((one) => one.counted ?? one.lines);
  const facts = {
    windowDays,
    arrivals,
    lines: lines.map((line) => ({
      ...line,
      inReturns: open.reduce((sum, units) => sum + (units.lineId === line.lineId ? units.quantity : 0), 0),
    })),
  };
  const verdicts = returnVerdicts(facts, wanted, at);
  return { eligible: verdicts.every(({ eligible }) => eligible), until: returnWindowEnd(facts), lines: verdicts };
}

/** The part of an order's page that returns need. */
interface Page {
  readonly status: string;
  readonly deliveredAt: string | Date | null;
  readonly deliveryKnownAt: string | Date | null;
  readonly lines: readonly {
    readonly lineId: string;
    readonly sku: string;
    readonly quantity: number;
    readonly stocked: boolean;
    readonly cancelled: number;
  }[];
  readonly arrivals: readonly {
    readonly units: readonly UnitsWanted[];
    readonly deliveredAt: string;
    readonly knownAt: string;
  }[];
  readonly returns: OrderFacts['returns'];
}

/** Arrived units, by line. Older orders, without news of single parcels, have arrived as a whole. */
export function factsOf(
  { status, deliveredAt, deliveryKnownAt, lines, arrivals, returns }: Page,
  windowDays: number,
): OrderFacts {
  const isWhole = status === 'delivered';
  const whole = isWhole ? [deliveredAt, deliveryKnownAt].flatMap((moment) => textOf(moment) ?? []) : [];
  return {
    windowDays,
    returns,
    arrivals: [...whole, ...arrivals.flatMap(({ deliveredAt: there, knownAt }) => [there, knownAt])],
    lines: lines.map(({ lineId, sku, quantity, stocked, cancelled }) => {
      const units = arrivals.flatMap((arrival) => arrival.units).filter((one) => one.lineId === lineId);
      const arrived = units.reduce((sum, one) => sum + one.quantity, 0);
      return { lineId, sku, stocked, delivered: isWhole ? quantity - cancelled : arrived };
    }),
  };
}

// The database returns moments as dates, and deciders take texts.
const textOf = (moment: string | Date | null) => (moment === null ? null : new Date(moment).toISOString());

import {
  returnVerdicts,
  returnWindowEnd,
  type ReturnFacts,
  type ReturnVerdict,
  type UnitsWanted,
} from '@concord/contracts';

/** What the desk knows of an order when somebody wants to bring something back. */
export interface OrderFacts {
  readonly lines: readonly Omit<ReturnFacts['lines'][number], 'inReturns'>[];
  readonly arrivals: readonly string[];
  readonly returns: readonly {
    readonly returnId: string;
    readonly status: string;
    readonly lines: readonly UnitsWanted[];
    /** What it came to, once it is settled. */
    readonly counted?: readonly UnitsWanted[];
  }[];
}

export interface Verdict {
  readonly eligible: boolean;
  /** The last moment at which a return can be asked for. */
  readonly until: string | null;
  readonly lines: readonly ReturnVerdict[];
}

/** Returns in these statuses keep no units from coming back. */
const OVER = ['rejected', 'cancelled', 'expired'];

/** Which of the units wanted may come back at this moment, line by line: the rule of orders on what the desk knows. */
export function eligibility(
  { returns, lines, arrivals }: OrderFacts,
  wanted: readonly UnitsWanted[],
  at: string,
): Verdict {
  const open = returns.filter(({ status }) => !OVER.includes(status)).flatMap((one) => one.counted ?? one.lines);
  const facts = {
    arrivals,
    lines: lines.map((line) => ({
      ...line,
      inReturns: open.reduce((sum, units) => sum + (units.lineId === line.lineId ? units.quantity : 0), 0),
    })),
  };
  const verdicts = returnVerdicts(facts, wanted, at);
  return { eligible: verdicts.every(({ eligible }) => eligible), until: returnWindowEnd(facts), lines: verdicts };
}

/** The page of an order, as far as returns go by it. */
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

/** What has arrived, by line. Orders that arrived before single parcels were told of have arrived as a whole. */
export function factsOf({ status, deliveredAt, deliveryKnownAt, lines, arrivals, returns }: Page): OrderFacts {
  const isWhole = status === 'delivered';
  const whole = isWhole ? [deliveredAt, deliveryKnownAt].flatMap((moment) => textOf(moment) ?? []) : [];
  return {
    returns,
    arrivals: [...whole, ...arrivals.flatMap(({ deliveredAt: there, knownAt }) => [there, knownAt])],
    lines: lines.map(({ lineId, sku, quantity, stocked, cancelled }) => {
      const units = arrivals.flatMap((arrival) => arrival.units).filter((one) => one.lineId === lineId);
      const arrived = units.reduce((sum, one) => sum + one.quantity, 0);
      return { lineId, sku, stocked, delivered: isWhole ? quantity - cancelled : arrived };
    }),
  };
}

// Moments come from the database as dates, and decisions take texts.
const textOf = (moment: string | Date | null) => (moment === null ? null : new Date(moment).toISOString());

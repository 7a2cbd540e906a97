import {
  returnVerdicts,
  returnWindowEnd,
  type ReturnFacts,
  type ReturnVerdict,
  type UnitsWanted,
} from '@concord/contracts';
import type { ClaimOfOrder } from '../order-page/claims-of-order';

/** What is known of an order when a customer wants to return something. */
export interface OrderFacts {
  /** The return window that was promised with the order. */
  readonly windowDays: number;
  readonly lines: readonly Omit<ReturnFacts['lines'][number], 'inReturns' | 'inClaims'>[];
  readonly arrivals: readonly string[];
  readonly returns: readonly {
    readonly returnId: string;
    readonly status: string;
    readonly lines: readonly UnitsWanted[];
    /** The units of a settled return. */
    readonly counted?: readonly UnitsWanted[];
  }[];
  readonly claims: readonly ClaimOfOrder[];
}

export interface Verdict {
  readonly eligible: boolean;
  /** The last moment at which a return can be requested. */
  readonly until: string | null;
  readonly lines: readonly ReturnVerdict[];
}

/** Returns with these statuses do not block units. */
const OVER = ['rejected', 'cancelled', 'expired'];

/** Claims with these statuses block no units: refunded goods may come back, for what is left of their price. */
const GIVEN_UP = ['rejected', 'refund'];

/** Which of the wanted units may come back now, line by line: the rule of orders, on what this service knows. */
export function eligibility(
  { returns, claims, lines, arrivals, windowDays }: OrderFacts,
  wanted: readonly UnitsWanted[],
  at: string,
  { isLateAllowed = false } = {},
): Verdict {
  const open = returns.filter(({ status }) => !OVER.includes(status)).flatMap((one) => one.counted ?? one.lines);
  const claimed = claims.filter(({ status }) => !GIVEN_UP.includes(status)).flatMap((one) => one.lines);
  const facts = {
    windowDays,
    arrivals,
    lines: lines.map((line) => ({
      ...line,
      inReturns: unitsOf(line.lineId, open),
      inClaims: unitsOf(line.lineId, claimed),
    })),
  };
  const verdicts = returnVerdicts(facts, wanted, at, { isLateAllowed });
  return { eligible: verdicts.every(({ eligible }) => eligible), until: returnWindowEnd(facts), lines: verdicts };
}

const unitsOf = (lineId: string, units: readonly UnitsWanted[]) =>
  units.reduce((sum, one) => sum + (one.lineId === lineId ? one.quantity : 0), 0);

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
  readonly claims: OrderFacts['claims'];
}

/** Arrived units, by line. Older orders, without news of single parcels, have arrived as a whole. */
export function factsOf(
  { status, deliveredAt, deliveryKnownAt, lines, arrivals, returns, claims }: Page,
  windowDays: number,
): OrderFacts {
  const isWhole = status === 'delivered';
  const whole = isWhole ? [deliveredAt, deliveryKnownAt].flatMap((moment) => textOf(moment) ?? []) : [];
  return {
    windowDays,
    returns,
    claims,
    arrivals: [...whole, ...arrivals.flatMap(({ deliveredAt: there, knownAt }) => [there, knownAt])],
    lines: lines.map(({ lineId, sku, quantity, stocked, cancelled }) => {
      const arrived = unitsOf(
        lineId,
        arrivals.flatMap(({ units }) => units),
      );
      return { lineId, sku, stocked, delivered: isWhole ? quantity - cancelled : arrived };
    }),
  };
}

// The database returns moments as dates, and deciders take texts.
const textOf = (moment: string | Date | null) => (moment === null ? null : new Date(moment).toISOString());

import { fields, HoldExpired, HoldExtended, HoldPlaced, HoldRefused, HoldReleased } from '@concord/contracts';
import { event, type Aggregate, type EventFrom } from '@concord/event-sourcing';
import type { Line } from '../stock/lines';

/**
 * The basket was ordered after its request of this number. A request up to that number that is heard afterwards comes
 * too late: the stream of an order is not in step with that of its basket, and neither are clocks.
 */
export const BasketClosed = event('BasketClosed', 1, { holdId: fields.Id, request: fields.Units });

/** Everything that happens to a hold. */
export const holdEvents = { HoldPlaced, HoldRefused, HoldExtended, HoldReleased, HoldExpired, BasketClosed };
export type HoldEvent = EventFrom<(typeof holdEvents)[keyof typeof holdEvents]>;

/** The units that one basket holds. */
export interface Hold {
  readonly status: 'none' | 'open' | 'released' | 'expired';
  /** One entry for a SKU; empty unless the hold is open. */
  readonly lines: readonly Line[];
  readonly expiresAt: string | null;
  /** When the hold would have ended had nothing renewed it since it began. */
  readonly firstExpiresAt: string | null;
  readonly extensions: number;
  /** The last request of the basket before it was ordered; 0 while it was not. */
  readonly closedRequest: number;
}

export const holdAggregate: Aggregate<HoldEvent, Hold> = {
  kind: 'hold',
  events: holdEvents,
  shapeVersion: 3,
  initial: { status: 'none', lines: [], expiresAt: null, firstExpiresAt: null, extensions: 0, closedRequest: 0 },

  evolve(hold, { type, data }) {
    switch (type) {
      case 'HoldPlaced':
        return {
          ...hold,
          status: 'open',
          lines: data.lines,
          expiresAt: data.expiresAt,
          firstExpiresAt: hold.status === 'open' ? hold.firstExpiresAt : data.expiresAt,
          extensions: 0,
        };
      case 'HoldRefused':
        return hold;
      case 'HoldExtended':
        return { ...hold, expiresAt: data.expiresAt, extensions: data.extension };
      case 'HoldReleased':
        return { ...hold, status: 'released', lines: [] };
      case 'HoldExpired':
        return { ...hold, status: 'expired', lines: [] };
      case 'BasketClosed':
        return { ...hold, closedRequest: Math.max(hold.closedRequest, data.request) };
    }
  },
};

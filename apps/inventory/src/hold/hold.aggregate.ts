import { fields, HoldExpired, HoldExtended, HoldPlaced, HoldRefused, HoldReleased } from '@concord/contracts';
import { event, type Aggregate, type EventFrom } from '@concord/event-sourcing';
import type { Line } from '../stock/lines';

/**
 * The basket was ordered or given up at this moment. What it asked for before, and what is heard after, comes too late:
 * the stream of an order is not in step with that of its basket.
 */
export const BasketClosed = event('BasketClosed', 1, { holdId: fields.Id, closedAt: fields.Time });

/** Everything that happens to a hold. */
export const holdEvents = { HoldPlaced, HoldRefused, HoldExtended, HoldReleased, HoldExpired, BasketClosed };
export type HoldEvent = EventFrom<(typeof holdEvents)[keyof typeof holdEvents]>;

/** The units that one basket holds. */
export interface Hold {
  readonly status: 'none' | 'open' | 'released' | 'expired';
  /** One entry for a SKU; empty unless the hold is open. */
  readonly lines: readonly Line[];
  readonly expiresAt: string | null;
  readonly extensions: number;
  /** When the basket was last ordered, or given up. */
  readonly closedAt: string | null;
}

export const holdAggregate: Aggregate<HoldEvent, Hold> = {
  kind: 'hold',
  events: holdEvents,
  initial: { status: 'none', lines: [], expiresAt: null, extensions: 0, closedAt: null },

  evolve(hold, { type, data }) {
    switch (type) {
      case 'HoldPlaced':
        return { ...hold, status: 'open', lines: data.lines, expiresAt: data.expiresAt, extensions: 0 };
      case 'HoldRefused':
        return hold;
      case 'HoldExtended':
        return { ...hold, expiresAt: data.expiresAt, extensions: data.extension };
      case 'HoldReleased':
        return { ...hold, status: 'released', lines: [] };
      case 'HoldExpired':
        return { ...hold, status: 'expired', lines: [] };
      case 'BasketClosed':
        return { ...hold, closedAt: data.closedAt };
    }
  },
};

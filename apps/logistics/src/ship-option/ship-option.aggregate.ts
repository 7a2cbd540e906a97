import { ShipOptionOffered, ShipOptionWithdrawn } from '@concord/contracts';
import { never, type Aggregate, type EventFrom } from '@concord/event-sourcing';

const events = { ShipOptionOffered, ShipOptionWithdrawn };
export type ShipOptionEvent = EventFrom<(typeof events)[keyof typeof events]>;
export type Offered = EventFrom<typeof ShipOptionOffered>['data'];

export interface ShipOption {
  readonly status: 'none' | 'offered' | 'withdrawn';
  readonly terms: Offered | null;
}

/** A way to ship that customers can choose. */
export const shipOptionAggregate: Aggregate<ShipOptionEvent, ShipOption> = {
  kind: 'ship-option',
  events,
  initial: { status: 'none', terms: null },

  evolve(option, { type, data }) {
    switch (type) {
      case 'ShipOptionOffered':
        return { status: 'offered', terms: data };
      case 'ShipOptionWithdrawn':
        return { ...option, status: 'withdrawn' };
      default:
        return never(type);
    }
  },
};

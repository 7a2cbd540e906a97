import {
  fields,
  ReturnAuthorised,
  ReturnCancelled,
  ReturnDecided,
  ReturnDecisionNeeded,
  ReturnExpired,
  ReturnRejected,
  ReturnSettled,
} from '@concord/contracts';
import { event, never, split, type Aggregate, type EventFrom } from '@concord/event-sourcing';

/** The parcel arrived at a warehouse: the return can no longer be cancelled. */
export const ReturnParcelNoted = event('ReturnParcelNoted', 1, { returnId: fields.Id, orderId: fields.Id });

export const returnEvents = {
  ReturnAuthorised,
  ReturnRejected,
  ReturnCancelled,
  ReturnExpired,
  ReturnParcelNoted,
  ReturnSettled,
  ReturnDecisionNeeded,
  ReturnDecided,
};
export type ReturnEvent = EventFrom<(typeof returnEvents)[keyof typeof returnEvents]>;

export type LineBack = EventFrom<typeof ReturnAuthorised>['data']['lines'][number];
type Undecided = EventFrom<typeof ReturnDecisionNeeded>['data']['lines'][number];

/** The money of a return. Inventory knows where the goods are, and neither waits for the other. */
export interface ReturnCase {
  readonly status: 'none' | 'authorised' | 'rejected' | 'cancelled' | 'expired' | 'settled';
  readonly orderId: string;
  readonly customerId: string | null;
  readonly lines: readonly LineBack[];
  readonly hasArrived: boolean;
  /** The shop withdrew its authorisation. */
  readonly isRejectedByShop: boolean;
  /** Units on which a person must decide. */
  readonly undecided: readonly Undecided[];
}

export const returnCase: Aggregate<ReturnEvent, ReturnCase> = {
  kind: 'return',
  events: returnEvents,
  shapeVersion: 4,
  initial: {
    status: 'none',
    orderId: '',
    customerId: null,
    lines: [],
    hasArrived: false,
    isRejectedByShop: false,
    undecided: [],
  },

  evolve(state, { type, data }) {
    switch (type) {
      case 'ReturnAuthorised': {
        const { orderId, customerId = null, lines } = data;
        return { ...state, status: 'authorised', orderId, customerId, lines };
      }
      case 'ReturnRejected':
        return { ...state, status: 'rejected', orderId: data.orderId };
      case 'ReturnCancelled':
        return { ...state, status: 'cancelled', isRejectedByShop: data.rejectedByShop ?? false };
      case 'ReturnExpired':
        return { ...state, status: 'expired' };
      case 'ReturnParcelNoted':
        return { ...state, hasArrived: true };
      case 'ReturnSettled':
        return { ...state, status: 'settled' };
      case 'ReturnDecisionNeeded':
        return { ...state, undecided: data.lines };
      case 'ReturnDecided':
        return { ...state, undecided: decided(state.undecided, data.lines).left };
      default:
        return never(type);
    }
  },
};

interface DecidedUnits {
  readonly lineId: string;
  readonly quantity: number;
  readonly refundMinor: number;
}

/** The units that still wait after a decision, and the decided ones with their share of the money. */
export function decided<U extends { readonly lineId: string; readonly quantity: number }>(
  undecided: readonly U[],
  decisions: readonly DecidedUnits[],
) {
  const left = undecided.map(({ quantity }) => quantity);
  const taken = decisions.flatMap(({ lineId, quantity, refundMinor }) => {
    let rest = quantity;
    const parts = undecided.flatMap((units, n) => {
      const count = units.lineId === lineId ? Math.min(rest, left[n]!) : 0;
      rest -= count;
      left[n]! -= count;
      return count > 0 ? [{ ...units, quantity: count }] : [];
    });
    const amounts = split(
      refundMinor,
      parts.map((part) => part.quantity),
    );
    return parts.map((part, index) => ({ ...part, refundMinor: amounts[index]! }));
  });
  const open = undecided.map((units, n) => ({ ...units, quantity: left[n]! }));
  return { left: open.filter(({ quantity }) => quantity > 0), taken };
}

import type { HOLD_REASONS, OrderPlaced, Personal } from '@concord/contracts';
import type { EventFrom } from '@concord/event-sourcing';
import type { CreditParts } from '../payment/credits';
import type { Promises } from './promise-question';

/** Units that wait for goods stand at this place until goods come: no warehouse has its code. */
export const WAITING = '~waiting';

/** An order as it came in, priced. */
export type Placed = EventFrom<typeof OrderPlaced>['data'];
export type PlacedLine = Placed['lines'][number];

export interface Parcel {
  readonly fulfilmentId: string;
  readonly warehouse: string | null;
  readonly units: readonly { readonly lineId: string; readonly sku: string; readonly quantity: number }[];
  readonly hasLeft: boolean;
  /** The total when the order was placed. */
  readonly amountMinor: number;
  readonly deliveredAt: string | null;
  readonly recordedAt: string | null;
}

/** Cancelled units by warehouse, as long as they are not found in a parcel. */
export interface CancelledUnits {
  readonly lineId: string;
  readonly sku: string;
  /** None for a service. */
  readonly warehouse: string | null;
  readonly quantity: number;
}

/** Goods that came for waiting units before the order was confirmed. */
export interface EarlyFill {
  readonly orderId: string;
  readonly fillId: string;
  readonly sku: string;
  readonly allocations: { sku: string; warehouse: string; quantity: number }[];
}

/** Refunded units: the percent of each, summed, and the money for them. */
export interface GivenBack {
  readonly percentUnits: number;
  readonly refundMinor: number;
}

export interface UnitsBack {
  readonly lineId: string;
  readonly sku: string;
  readonly quantity: number;
  readonly paidMinor: number;
}

export type HoldReason = (typeof HOLD_REASONS)[number];

export interface UnitsOfLine {
  readonly lineId: string;
  readonly quantity: number;
}

export interface Order {
  readonly status:
    | 'none'
    | 'pending'
    | 'confirmed'
    | 'partially_shipped'
    | 'shipped'
    | 'delivered'
    | 'rejected'
    | 'cancelled';
  readonly placed: Placed | null;
  /** Why it waits for a person or a return; empty where it goes on. */
  readonly heldFor: readonly HoldReason[];
  readonly cardToken: Personal | null;
  readonly hasRequestedClaims: boolean;
  readonly hasRequestedCredits: boolean;
  readonly allocations: readonly { readonly sku: string; readonly warehouse: string; readonly quantity: number }[];
  /** Ids of the fulfilments that are being picked. */
  readonly picking: readonly string[];
  readonly cancelled: readonly CancelledUnits[];
  readonly cancellationIds: readonly string[];
  /** What the cancelled units cost. */
  readonly cancelledMinor: number;
  /** What people gave back to vouchers and points: by hand, and by decisions on returns. */
  readonly creditsByHandMinor: number;
  /** What was paid for units that claims replace, by claim. */
  readonly replaced: Readonly<Record<string, number>>;
  /** Units that claims name, by claim. No other claim can name them, and a return only if the claim was refunded. */
  readonly claimed: Readonly<Record<string, { readonly lines: readonly UnitsOfLine[]; readonly isRefunded: boolean }>>;
  /** What vouchers and points paid: of parcels that left, of cancelled units, and what returns gave back of it. */
  readonly credits: { readonly sent: CreditParts; readonly cancelled: CreditParts; readonly returned: CreditParts };
  /** Short picks whose units another warehouse sends, fills of waiting units, and dates of theirs that moved. */
  readonly moveIds: readonly string[];
  /** Fills that came before the order was confirmed. */
  readonly earlyFills: readonly EarlyFill[];
  readonly promises: Promises;
  /** The orders of goods that were added to it. */
  readonly additions: readonly string[];
  readonly parcels: readonly Parcel[];
  /** By return. */
  readonly returns: Readonly<Record<string, readonly UnitsBack[]>>;
  /** By line: what returns refunded, and what was not collected where a parcel overtook a cancellation. */
  readonly givenBack: Readonly<Record<string, GivenBack>>;
}

import type { Personal } from '@concord/contracts';
import { projection, type RecordedEvent } from '@concord/event-sourcing';
import { RowKeyText, RowKeyWhole, RowOneOf, RowText, RowTime, RowWhole } from '@concord/service';
import { Entity, Index } from 'typeorm';
import { loyaltyEvents } from './loyalty.aggregate';

/** The kinds of entries of the history of points. */
export const LOYALTY_ENTRIES = [
  'earned',
  'released',
  'held',
  'burned',
  'restored',
  'reversed',
  'expired',
  'adjusted',
] as const;
type Kind = (typeof LOYALTY_ENTRIES)[number];

/** An entry of the history of a customer's points: how each sum of the account changed. */
@Entity('loyalty_ledger_view')
@Index(['at'])
export class LoyaltyEntryRow {
  @RowKeyText()
  customerId!: string;

  @RowKeyWhole({ description: 'Entries of a customer are numbered in their order; numbers may be missing.' })
  entry!: number;

  @RowTime()
  at: string = '';

  @RowOneOf(LOYALTY_ENTRIES)
  kind: string = 'earned';

  @RowWhole({ description: 'The change of the points that can be spent.' })
  available: number = 0;

  @RowWhole({ description: 'The change of the points that wait for the end of a return period.' })
  pending: number = 0;

  @RowWhole({ description: 'The change of the points that wait for orders.' })
  held: number = 0;

  @RowWhole({ description: 'The change of the points that the customer owes.' })
  owed: number = 0;

  @RowText({ nullable: true })
  orderId: string | null = null;

  @RowText({ nullable: true })
  returnId: string | null = null;

  @RowText({ nullable: true })
  refundId: string | null = null;

  @RowText({ nullable: true, description: 'Why a person gave or took points.' })
  reason: Personal | null = null;

  @RowText({ description: 'Who did it: the subject of a person, or a service.' })
  by: string = '';
}

type Change = Partial<Pick<LoyaltyEntryRow, 'available' | 'pending' | 'held' | 'owed'>>;
interface About {
  readonly orderId?: string;
  readonly returnId?: string;
  readonly refundId?: string;
  readonly reason?: Personal;
}

const entry =
  <D extends object>(kind: Kind, change: (data: D) => Change) =>
  (row: LoyaltyEntryRow, { data, occurredAt, meta }: RecordedEvent<string, D>): LoyaltyEntryRow => {
    const { orderId = null, returnId = null, refundId = null, reason = null } = data as About;
    const about = { orderId, returnId, refundId, reason, by: meta.actor.id };
    return { ...row, ...about, kind, at: occurredAt, ...change(data) };
  };

interface Points {
  readonly points: number;
}
interface Settled extends Points {
  readonly settled: number;
}

export const loyaltyLedger = projection(
  'marketing.loyalty-ledger',
  loyaltyEvents,
  LoyaltyEntryRow,
  ({ data, version }) => ({ customerId: data.customerId, entry: version }),
  {
    PointsEarned: entry('earned', ({ points }: Points) => ({ pending: points })),
    PointsReleased: entry('released', ({ points, settled }: Settled) => {
      return { pending: -points, available: points - settled, owed: 0 - settled };
    }),
    PointsBurnHeld: entry('held', ({ points }: Points) => ({ available: -points, held: points })),
    PointsBurned: entry('burned', ({ points }: Points) => ({ held: -points })),
    PointsRestored: entry('restored', ({ points, settled, refundId }: Settled & About) => {
      return { available: points - settled, owed: 0 - settled, held: refundId === undefined ? -points : 0 };
    }),
    PointsReversed: entry('reversed', (data: { fromPending: number; fromAvailable: number; newlyOwed: number }) => {
      return { pending: 0 - data.fromPending, available: 0 - data.fromAvailable, owed: data.newlyOwed };
    }),
    PointsExpired: entry('expired', ({ points }: Points) => ({ available: -points })),
    PointsAdjusted: entry('adjusted', ({ points, settled }: Settled) => {
      return { available: points - settled, owed: 0 - settled };
    }),
  },
);

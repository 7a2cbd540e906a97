import type { PointsAdjusted, PointsRestored } from '@concord/contracts';
import { each, projection, type EventFrom, type RecordedEvent } from '@concord/event-sourcing';
import { RowKeyText, RowOneOf, RowText, RowTime, RowWhole } from '@concord/service';
import { Entity, Index } from 'typeorm';
import { loyaltyEvents } from './loyalty.aggregate';

/** Points of a customer that expire together. */
@Entity('loyalty_lot_view')
@Index(['customerId'])
export class LoyaltyLotRow {
  @RowKeyText()
  lotId!: string;

  @RowText()
  customerId: string = '';

  @RowText({ nullable: true, description: 'The order that earned them.' })
  orderId: string | null = null;

  @RowWhole({ description: 'What is left of the lot.' })
  points: number = 0;

  @RowOneOf(['pending', 'available'])
  status: string = 'available';

  @RowTime({ nullable: true })
  availableAt: string | null = null;

  @RowTime({ nullable: true })
  expiresAt: string | null = null;
}

interface LotPart {
  readonly lotId: string;
  readonly points: number;
}
interface Parts {
  readonly data: { readonly lots: readonly LotPart[] };
}
const lotsIn = ({ data }: Parts) => data.lots.map(({ lotId }) => ({ lotId }));
/** The points of a lot in an event, which names a lot once. */
const pointsOf = (row: LoyaltyLotRow, { data }: Parts) =>
  data.lots.find(({ lotId }) => lotId === row.lotId)?.points ?? 0;
const less = each(lotsIn, (row: LoyaltyLotRow, event: Parts) => {
  return { ...row, points: row.points - pointsOf(row, event) };
});

type Adjusted = RecordedEvent<'PointsAdjusted', EventFrom<typeof PointsAdjusted>['data']>;
type Restored = RecordedEvent<'PointsRestored', EventFrom<typeof PointsRestored>['data']>;

export const loyaltyLots = projection(
  'marketing.loyalty-lots',
  loyaltyEvents,
  LoyaltyLotRow,
  ({ data }) => ({ lotId: (data as LotPart).lotId }),
  {
    PointsEarned: (row, { data: { customerId, orderId = null, points, availableAt, expiresAt } }) => {
      return { ...row, customerId, orderId, points, availableAt, expiresAt, status: 'pending' };
    },
    PointsReleased: (row, { data: { settled } }) => ({ ...row, points: row.points - settled, status: 'available' }),
    PointsBurnHeld: less,
    PointsReversed: less,
    PointsExpired: (row, { data: { points } }) => ({ ...row, points: row.points - points }),
    PointsRestored: each(lotsIn, (row: LoyaltyLotRow, event: Restored) => {
      const { customerId, lots } = event.data;
      const expiresAt = lots.find(({ lotId }) => lotId === row.lotId)?.expiresAt ?? row.expiresAt;
      return { ...row, customerId, expiresAt, points: row.points + pointsOf(row, event) };
    }),
    PointsAdjusted: each(
      ({ data: { adjustmentId, expiresAt, lots } }: Adjusted) =>
        expiresAt === undefined ? lots.map(({ lotId }) => ({ lotId })) : [{ lotId: adjustmentId }],
      (row: LoyaltyLotRow, event: Adjusted) => {
        const { customerId, points, settled, expiresAt } = event.data;
        if (expiresAt === undefined) return { ...row, points: row.points - pointsOf(row, event) };
        return { ...row, customerId, expiresAt, availableAt: event.occurredAt, points: points - settled };
      },
    ),
  },
);

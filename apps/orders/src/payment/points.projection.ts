import { marketingEvents } from '@concord/contracts';
import { projection } from '@concord/event-sourcing';
import { RowKeyText, RowWhole } from '@concord/service';
import { Entity } from 'typeorm';

/** The points that a customer can spend. */
@Entity('points_view')
export class PointsRow {
  @RowKeyText()
  customerId!: string;

  @RowWhole()
  available: number = 0;
}

type Account = { readonly data: { readonly available: number } };
const available = (row: PointsRow, { data }: Account) => ({ ...row, available: data.available });

export const points = projection(
  'orders.points',
  marketingEvents,
  PointsRow,
  ({ data }) => ({ customerId: (data as { customerId: string }).customerId }),
  {
    PointsEarned: available,
    PointsReleased: available,
    PointsBurnHeld: available,
    PointsBurned: available,
    PointsRestored: available,
    PointsReversed: available,
    PointsExpired: available,
    PointsAdjusted: available,
  },
);

import { projection } from '@concord/event-sourcing';
import { RowKeyText, RowWhole } from '@concord/service';
import { Entity } from 'typeorm';
import { loyaltyEvents } from './loyalty.aggregate';

/** The points of a customer. */
@Entity('loyalty_account_view')
export class LoyaltyAccountRow {
  @RowKeyText()
  customerId!: string;

  @RowWhole({ description: 'Points that can be spent.' })
  available: number = 0;

  @RowWhole({ description: 'Points that wait for the end of a return period.' })
  pending: number = 0;

  @RowWhole({ description: 'Points that wait for orders that are not decided yet.' })
  held: number = 0;

  @RowWhole({ description: 'Points that were spent before their purchase came back: the next ones pay them.' })
  owed: number = 0;
}

interface Sums {
  readonly available: number;
  readonly pending: number;
  readonly held: number;
  readonly owed: number;
}

const balanced = (row: LoyaltyAccountRow, { data }: { readonly data: Sums }): LoyaltyAccountRow => {
  const { available, pending, held, owed } = data;
  return { ...row, available, pending, held, owed };
};

export const loyaltyAccounts = projection(
  'marketing.loyalty-accounts',
  loyaltyEvents,
  LoyaltyAccountRow,
  ({ data }) => ({ customerId: data.customerId }),
  {
    PointsEarned: balanced,
    PointsReleased: balanced,
    PointsBurnHeld: balanced,
    PointsBurned: balanced,
    PointsRestored: balanced,
    PointsReversed: balanced,
    PointsExpired: balanced,
    PointsAdjusted: balanced,
  },
);

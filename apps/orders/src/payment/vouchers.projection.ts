import { marketingEvents, VOUCHER_STATUSES } from '@concord/contracts';
import { projection } from '@concord/event-sourcing';
import { RowKeyText, RowOneOf, RowText, RowTime, RowWhole } from '@concord/service';
import { Entity, Index } from 'typeorm';

/** A voucher as quotes need it: what of it can still be spent. */
@Entity('voucher_view')
@Index(['codeHash'])
export class VoucherRow {
  @RowKeyText()
  voucherId!: string;

  @RowText({ description: 'Finds the voucher by the code that its holder types.' })
  codeHash: string = '';

  @RowText()
  currency: string = '';

  @RowWhole()
  balanceMinor: number = 0;

  @RowOneOf(VOUCHER_STATUSES)
  status: string = 'issued';

  @RowTime({ nullable: true })
  expiresAt: string | null = null;
}

type Moved = { readonly data: { readonly balanceMinor: number; readonly status: string } };
const moved = (row: VoucherRow, { data: { balanceMinor, status } }: Moved) => ({ ...row, balanceMinor, status });

export const vouchers = projection(
  'orders.vouchers',
  marketingEvents,
  VoucherRow,
  ({ data }) => ({ voucherId: (data as { voucherId: string }).voucherId }),
  {
    VoucherIssued: (row, { data: { codeHash, currency, expiresAt = null } }) => {
      return { ...row, codeHash, currency, expiresAt };
    },
    VoucherActivated: moved,
    VoucherHeld: moved,
    VoucherReleased: moved,
    VoucherCaptured: moved,
    VoucherRefunded: moved,
    VoucherVoided: moved,
    VoucherExpired: moved,
    VoucherTransferred: moved,
  },
);

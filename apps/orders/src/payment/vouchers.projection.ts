import { marketingEvents } from '@concord/contracts';
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

  @RowOneOf(['issued', 'active', 'void', 'expired', 'transferred'])
  status: string = 'issued';

  @RowTime({ nullable: true })
  expiresAt: string | null = null;
}

type Balance = { readonly data: { readonly balanceMinor: number } };
const balance = (row: VoucherRow, { data: { balanceMinor } }: Balance) => ({ ...row, balanceMinor });

export const vouchers = projection(
  'orders.vouchers',
  marketingEvents,
  VoucherRow,
  ({ data }) => ({ voucherId: (data as { voucherId: string }).voucherId }),
  {
    VoucherActivated: (row, { data: { codeHash, currency, balanceMinor, expiresAt = null } }) => {
      return { ...row, codeHash, currency, balanceMinor, expiresAt, status: 'active' };
    },
    VoucherHeld: balance,
    VoucherReleased: balance,
    VoucherCaptured: balance,
    VoucherRefunded: balance,
    VoucherVoided: (row, { data: { balanceMinor } }) => ({ ...row, balanceMinor, status: 'void' }),
    VoucherExpired: (row, { data: { balanceMinor } }) => ({ ...row, balanceMinor, status: 'expired' }),
    VoucherTransferred: (row, { data: { balanceMinor } }) => ({ ...row, balanceMinor, status: 'transferred' }),
  },
);

import { VOUCHER_CAUSES, VOUCHER_STATUSES, type Personal } from '@concord/contracts';
import { projection } from '@concord/event-sourcing';
import { RowKeyText, RowOneOf, RowText, RowTime, RowWhole } from '@concord/service';
import { Entity, Index } from 'typeorm';
import { voucherEvents } from './voucher.aggregate';

/** A voucher with the parts of its amount: together they are what it was issued for. */
@Entity('voucher_view')
@Index(['codeHash'])
@Index(['customerId'])
@Index(['status'])
export class VoucherRow {
  @RowKeyText()
  voucherId!: string;

  @RowText()
  codeHash: string = '';

  @RowText()
  code: Personal = '' as Personal;

  @RowOneOf(VOUCHER_STATUSES)
  status: string = 'issued';

  @RowOneOf(VOUCHER_CAUSES)
  cause: string = 'goodwill';

  @RowText({ example: 'GBP' })
  currency: string = '';

  @RowWhole()
  issuedMinor: number = 0;

  @RowWhole({ description: 'Not paid for yet.' })
  inactiveMinor: number = 0;

  @RowWhole({ description: 'What can be spent.' })
  balanceMinor: number = 0;

  @RowWhole({ description: 'What waits for orders that are not decided yet.' })
  heldMinor: number = 0;

  @RowWhole({ description: 'What orders were paid with, without what came back.' })
  spentMinor: number = 0;

  @RowWhole()
  voidedMinor: number = 0;

  @RowWhole()
  expiredMinor: number = 0;

  @RowWhole({ description: 'What went to another voucher.' })
  transferredMinor: number = 0;

  @RowText({ nullable: true, description: 'Whose it is, where that is known.' })
  customerId: string | null = null;

  @RowText({ nullable: true, description: 'The order that it belongs to.' })
  orderId: string | null = null;

  @RowText({ nullable: true, description: 'The voucher whose value it carries on.' })
  fromVoucherId: string | null = null;

  @RowText({ nullable: true, description: 'The voucher to which its value went.' })
  toVoucherId: string | null = null;

  @RowText({ nullable: true, description: 'Why it was voided.' })
  reason: Personal | null = null;

  @RowTime({ nullable: true })
  issuedAt: string | null = null;

  @RowTime({ nullable: true })
  expiresAt: string | null = null;
}

/** Of one voucher only one of the two parts holds anything. */
const taken = (row: VoucherRow, amountMinor: number): VoucherRow =>
  row.inactiveMinor > 0
    ? { ...row, inactiveMinor: row.inactiveMinor - amountMinor }
    : { ...row, balanceMinor: row.balanceMinor - amountMinor };

export const vouchers = projection(
  'marketing.vouchers',
  voucherEvents,
  VoucherRow,
  ({ data }) => ({ voucherId: data.voucherId }),
  {
    VoucherIssued: (row, { data, occurredAt }) => {
      const { amountMinor, customerId = null, orderId = null, fromVoucherId = null, expiresAt = null, ...same } = data;
      const about = { customerId, orderId, fromVoucherId, expiresAt, issuedAt: occurredAt };
      return { ...row, ...same, ...about, issuedMinor: amountMinor, inactiveMinor: amountMinor };
    },
    VoucherActivated: (row, { data: { amountMinor, status } }) => {
      return { ...row, status, inactiveMinor: 0, balanceMinor: amountMinor };
    },
    VoucherHeld: (row, { data: { amountMinor } }) => {
      return { ...row, balanceMinor: row.balanceMinor - amountMinor, heldMinor: row.heldMinor + amountMinor };
    },
    VoucherCaptured: (row, { data: { amountMinor } }) => {
      return { ...row, heldMinor: row.heldMinor - amountMinor, spentMinor: row.spentMinor + amountMinor };
    },
    VoucherReleased: (row, { data: { amountMinor } }) => {
      return { ...row, heldMinor: row.heldMinor - amountMinor, balanceMinor: row.balanceMinor + amountMinor };
    },
    VoucherRefunded: (row, { data: { amountMinor } }) => {
      return { ...row, spentMinor: row.spentMinor - amountMinor, balanceMinor: row.balanceMinor + amountMinor };
    },
    VoucherVoided: (row, { data: { amountMinor, status, reason } }) => {
      return { ...taken(row, amountMinor), status, reason, voidedMinor: row.voidedMinor + amountMinor };
    },
    VoucherExpired: (row, { data: { amountMinor, status } }) => {
      return { ...taken(row, amountMinor), status, expiredMinor: row.expiredMinor + amountMinor };
    },
    VoucherTransferred: (row, { data: { amountMinor, status, toVoucherId } }) => {
      const transferredMinor = row.transferredMinor + amountMinor;
      return { ...taken(row, amountMinor), status, toVoucherId, transferredMinor };
    },
  },
);

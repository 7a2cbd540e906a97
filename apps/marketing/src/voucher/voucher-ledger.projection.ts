import type { Personal } from '@concord/contracts';
import { projection, type RecordedEvent } from '@concord/event-sourcing';
import { RowKeyText, RowKeyWhole, RowOneOf, RowText, RowTime, RowWhole } from '@concord/service';
import { Entity, Index } from 'typeorm';
import { voucherEvents } from './voucher.aggregate';

/** The kinds of entries of the ledger of a voucher. */
export const VOUCHER_ENTRIES = [
  'issued',
  'activated',
  'held',
  'captured',
  'released',
  'refunded',
  'voided',
  'expired',
  'transferred',
] as const;
type Kind = (typeof VOUCHER_ENTRIES)[number];

/** An entry of the ledger of a voucher. */
@Entity('voucher_ledger_view')
@Index(['at'])
export class VoucherEntryRow {
  @RowKeyText()
  voucherId!: string;

  @RowKeyWhole({ description: 'Entries of a voucher are numbered in their order; numbers may be missing.' })
  entry!: number;

  @RowTime()
  at: string = '';

  @RowOneOf(VOUCHER_ENTRIES)
  kind: string = 'issued';

  @RowWhole()
  amountMinor: number = 0;

  @RowText({ example: 'GBP' })
  currency: string = '';

  @RowWhole({ description: 'What the shop owes more for the voucher since then; negative where it owes less.' })
  owedMinor: number = 0;

  @RowWhole({ description: 'What could be spent afterwards.' })
  balanceMinor: number = 0;

  @RowText({ nullable: true })
  orderId: string | null = null;

  @RowText({ nullable: true, description: 'The refund that brought the amount back.' })
  refundId: string | null = null;

  @RowText({ nullable: true, description: 'The voucher to which the amount went.' })
  toVoucherId: string | null = null;

  @RowText({ nullable: true, description: 'Why it was voided.' })
  reason: Personal | null = null;

  @RowText({ description: 'Who did it: the subject of a person, or a service.' })
  by: string = '';
}

interface Booked {
  readonly amountMinor: number;
  readonly currency: string;
  readonly balanceMinor?: number;
  readonly orderId?: string;
  readonly refundId?: string;
  readonly toVoucherId?: string;
  readonly reason?: Personal;
  readonly unpaid?: true;
}

/** `sign` says whether the shop owes more, less or the same. */
const entry =
  (kind: Kind, sign: -1 | 0 | 1) =>
  (row: VoucherEntryRow, { data, occurredAt, meta }: RecordedEvent<string, Booked>): VoucherEntryRow => ({
    ...row,
    kind,
    at: occurredAt,
    amountMinor: data.amountMinor,
    currency: data.currency,
    // What nobody paid for is not owed: only its activation makes it so.
    owedMinor: data.unpaid ? 0 : sign * data.amountMinor + 0,
    balanceMinor: data.balanceMinor ?? 0,
    orderId: data.orderId ?? null,
    refundId: data.refundId ?? null,
    toVoucherId: data.toVoucherId ?? null,
    reason: data.reason ?? null,
    by: meta.actor.id,
  });

export const voucherLedger = projection(
  'marketing.voucher-ledger',
  voucherEvents,
  VoucherEntryRow,
  ({ data, version }) => ({ voucherId: data.voucherId, entry: version }),
  {
    VoucherIssued: entry('issued', 0),
    VoucherActivated: entry('activated', 1),
    VoucherHeld: entry('held', 0),
    VoucherCaptured: entry('captured', -1),
    VoucherReleased: entry('released', 0),
    VoucherRefunded: entry('refunded', 1),
    VoucherVoided: entry('voided', -1),
    VoucherExpired: entry('expired', -1),
    VoucherTransferred: entry('transferred', -1),
  },
);

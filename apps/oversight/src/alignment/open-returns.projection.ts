import { orderEvents } from '@concord/contracts';
import { projection } from '@concord/event-sourcing';
import { RowKeyText, RowList, RowText, RowTime } from '@concord/service';
import { Entity, Index } from 'typeorm';

const { ReturnAuthorised, ReturnSettled, ReturnCancelled, ReturnExpired } = orderEvents;

/** A return, from its authorisation until it is settled or comes to nothing. */
@Entity('open_return_view')
@Index(['closedAt'])
export class OpenReturnRow {
  @RowKeyText()
  returnId!: string;

  @RowText()
  orderId: string = '';

  @RowList({ sku: 'text', quantity: 'whole' })
  lines: readonly { readonly sku: string; readonly quantity: number }[] = [];

  @RowTime({ nullable: true })
  openedAt: string | null = null;

  @RowTime({ nullable: true })
  closedAt: string | null = null;
}

export const openReturns = projection(
  'oversight.open-returns',
  { ReturnAuthorised, ReturnSettled, ReturnCancelled, ReturnExpired },
  OpenReturnRow,
  ({ data }) => ({ returnId: data.returnId }),
  {
    ReturnAuthorised: (row, { data: { orderId, lines }, occurredAt }) => ({
      ...row,
      orderId,
      lines: lines.map(({ sku, quantity }) => ({ sku, quantity })),
      openedAt: occurredAt,
    }),
    ReturnSettled: (row, { occurredAt }) => ({ ...row, closedAt: occurredAt }),
    ReturnCancelled: (row, { occurredAt }) => ({ ...row, closedAt: occurredAt }),
    ReturnExpired: (row, { occurredAt }) => ({ ...row, closedAt: occurredAt }),
  },
  { tracksChanges: true },
);

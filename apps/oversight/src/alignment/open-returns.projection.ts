import { inventoryEvents, orderEvents } from '@concord/contracts';
import { projection } from '@concord/event-sourcing';
import { RowKeyText, RowList, RowText, RowTime } from '@concord/service';
import { Entity, Index } from 'typeorm';
import { stepOf, withStep, type StepOfStream } from './steps';

const { ReturnAuthorised, ReturnDecisionNeeded, ReturnSettled, ReturnCancelled, ReturnExpired } = orderEvents;
const { ReturnArrived, ReturnReceiptClosed } = inventoryEvents;

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

  @RowList({ at: 'moment', stream: 'text', version: 'whole', status: 'text' })
  steps: readonly (StepOfStream & { readonly status: string })[] = [];
}

type Happened = { readonly occurredAt: string; readonly streamId: string; readonly version: number };
/** Orders and inventory both speak of a return. */
const reached = (row: OpenReturnRow, event: Happened, status: string): OpenReturnRow => ({
  ...row,
  steps: withStep(row.steps, { ...stepOf(event), status }),
});
const closed = (status: string) => (row: OpenReturnRow, event: Happened) => ({
  ...reached(row, event, status),
  closedAt: event.occurredAt,
});

export const openReturns = projection(
  'oversight.open-returns',
  {
    ReturnAuthorised,
    ReturnArrived,
    ReturnReceiptClosed,
    ReturnDecisionNeeded,
    ReturnSettled,
    ReturnCancelled,
    ReturnExpired,
  },
  OpenReturnRow,
  ({ data }) => ({ returnId: data.returnId }),
  {
    ReturnAuthorised: (row, event) => ({
      ...reached(row, event, 'authorised'),
      orderId: event.data.orderId,
      lines: event.data.lines.map(({ sku, quantity }) => ({ sku, quantity })),
      openedAt: event.occurredAt,
    }),
    ReturnArrived: (row, event) => reached(row, event, 'arrived'),
    ReturnReceiptClosed: (row, event) => reached(row, event, 'graded'),
    ReturnDecisionNeeded: (row, event) => reached(row, event, 'to-decide'),
    ReturnSettled: closed('settled'),
    ReturnCancelled: closed('cancelled'),
    ReturnExpired: closed('expired'),
  },
  { tracksChanges: true },
);

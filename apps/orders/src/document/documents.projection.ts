import { CreditNoteIssued, InvoiceIssued, creditsMinor } from '@concord/contracts';
import { projection } from '@concord/event-sourcing';
import { RowKeyText, RowList, RowOneOf, RowText, RowTime, RowWhole } from '@concord/service';
import { Entity, Index } from 'typeorm';
import { NO_CREDITS } from '../payment/credits';

export const DOCUMENT_KINDS = ['invoice', 'credit-note'] as const;

/** An invoice or a credit note, as lists show it. All that it says stands in its event. */
@Entity('document_view')
@Index(['orderId'])
@Index(['series', 'number'])
@Index(['issuedAt', 'documentId'])
@Index(['customerId', 'issuedAt'])
export class DocumentRow {
  @RowKeyText()
  documentId!: string;

  @RowOneOf(DOCUMENT_KINDS)
  kind: string = 'invoice';

  @RowText({ example: 'INV-2026' })
  series: string = '';

  @RowWhole({ description: 'Counts from 1 within the series, without a gap.' })
  number: number = 0;

  @RowText({ example: 'INV-2026-000042', description: 'The number as people read it.' })
  numberText: string = '';

  @RowTime()
  issuedAt: string = '1970-01-01T00:00:00.000Z';

  @RowText()
  orderId: string = '';

  @RowText({ nullable: true, description: 'Null where a guest bought.' })
  customerId: string | null = null;

  @RowOneOf(['b2c', 'b2b', 'd2c'])
  channel: string = 'b2c';

  @RowText()
  currency: string = '';

  @RowWhole()
  netMinor: number = 0;

  @RowWhole()
  taxMinor: number = 0;

  @RowWhole({ description: 'What is charged; for a credit note what goes back.' })
  totalMinor: number = 0;

  @RowWhole({ description: 'Of an invoice: what vouchers and points paid.' })
  creditsMinor: number = 0;

  @RowWhole({ description: 'Of an invoice: what was still to be paid when it was issued.' })
  dueMinor: number = 0;

  @RowText({ nullable: true, description: 'The parcel of an invoice.' })
  fulfilmentId: string | null = null;

  @RowTime({ nullable: true, description: 'Until when an invoice on account is to be paid.' })
  dueAt: string | null = null;

  @RowText({ nullable: true, description: 'The return of a credit note.' })
  returnId: string | null = null;

  @RowList({ documentId: 'text', numberText: 'text' }, { description: 'The invoices that a credit note corrects.' })
  corrects: { documentId: string; numberText: string }[] = [];
}

export const documents = projection(
  'orders.documents',
  { InvoiceIssued, CreditNoteIssued },
  DocumentRow,
  ({ data }) => ({ documentId: data.documentId }),
  {
    InvoiceIssued: (row, { data: { fulfilmentId, payment, ...data } }) => {
      const { credits = NO_CREDITS, dueMinor, dueAt = null } = payment;
      return { ...row, ...common(data), fulfilmentId, creditsMinor: creditsMinor(credits), dueMinor, dueAt };
    },
    CreditNoteIssued: (row, { data: { returnId = null, corrects, ...data } }) => ({
      ...row,
      ...common(data),
      kind: 'credit-note',
      returnId,
      corrects: corrects.map(({ documentId, numberText }) => ({ documentId, numberText })),
    }),
  },
);

type Common = Pick<
  DocumentRow,
  'documentId' | 'series' | 'number' | 'numberText' | 'issuedAt' | 'orderId' | 'channel' | 'currency'
> &
  Pick<DocumentRow, 'netMinor' | 'taxMinor' | 'totalMinor'> & { readonly customerId?: string };

function common(data: Common) {
  const { documentId, series, number, numberText, issuedAt, orderId, customerId = null, channel, currency } = data;
  const { netMinor, taxMinor, totalMinor } = data;
  const sums = { currency, netMinor, taxMinor, totalMinor };
  return { documentId, series, number, numberText, issuedAt, orderId, customerId, channel, ...sums };
}

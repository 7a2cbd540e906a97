import { type Credits, creditsMinor } from '@concord/contracts';
import {
  lookup,
  never,
  type Change,
  type Command,
  type JointDecider,
  type Read,
  type Stamped,
} from '@concord/event-sourcing';
import type { Static } from 'typebox';
import type { Placed } from '../order/order-state';
import { unitsSentByLine } from '../order/order-units';
import { orderAggregate } from '../order/order.aggregate';
import { creditableMinor, creditNote, spreadOver, type CreditNote, type LineBack } from './credit-note';
import { DocumentNumbered, documentSeries, nextOf, seriesOf } from './document-series.aggregate';
import { invoice, invoiceIdOf, type DocumentTerms } from './invoice';
import {
  orderDocuments,
  ParcelSupplied,
  type OrderDocumentEvent,
  type OrderDocuments,
} from './order-documents.aggregate';

/** A parcel left. Where vouchers and points paid all of it, its invoice is issued at once. */
export type NoteSupply = Command<
  'NoteSupply',
  {
    orderId: string;
    fulfilmentId: string;
    suppliedAt: string;
    units: readonly { lineId: string; quantity: number; uncollectedMinor?: number }[];
    amountMinor: number;
    credits?: Static<typeof Credits>;
    terms: DocumentTerms;
  }
>;
/** The money of a parcel was captured, or is owed on account. */
export type IssueInvoice = Command<
  'IssueInvoice',
  { orderId: string; fulfilmentId: string; isCaptured: boolean; terms: DocumentTerms }
>;
/** Money or credit went back: for lines, for those of a claim, or, by hand, an amount of the order. */
export type IssueCreditNote = Command<
  'IssueCreditNote',
  Pick<CreditNote, 'cause' | 'returnId' | 'claimId' | 'refundId'> & {
    orderId: string;
    noteId: string;
    lines?: readonly LineBack[];
    amountMinor?: number;
    terms: DocumentTerms;
  }
>;
export type DocumentCommand = NoteSupply | IssueInvoice | IssueCreditNote;

/**
 * Issues documents in the commit of what needs them, each with the next number of its series. It refuses nothing: what
 * was decided about money stands, and a document that was issued before is not issued again.
 */
export const issueDocuments: JointDecider<DocumentCommand> = {
  commands: ['NoteSupply', 'IssueInvoice', 'IssueCreditNote'],
  aggregate: orderDocuments,
  id: ({ data }) => data.orderId,

  reads({ type, data, at }, read) {
    read(orderAggregate, data.orderId);
    read(orderDocuments, data.orderId);
    // All captures of a series meet in its stream, so a command that issues nothing must not rest on it.
    if (type === 'NoteSupply') return;
    const kind = type === 'IssueInvoice' ? 'invoice' : 'credit-note';
    read(documentSeries, seriesOf(kind, data.terms.numbering, at));
  },

  decideJointly(command, read) {
    const { placed } = read(orderAggregate, command.data.orderId);
    if (!placed) return [];
    const issuing = new Issuing(command, placed, read);
    switch (command.type) {
      case 'NoteSupply':
        issuing.note(command.data);
        break;
      case 'IssueInvoice':
        issuing.invoice(command.data.fulfilmentId, command.data.isCaptured);
        break;
      case 'IssueCreditNote':
        issuing.credit(command.data);
        break;
      default:
        return never(command);
    }
    return issuing.changes;
  },
};

/** The documents of one decision: it may issue an invoice and the note that corrects it. */
class Issuing {
  private documents: OrderDocuments;
  private readonly issued: OrderDocumentEvent[] = [];
  private readonly numbered: Change[] = [];

  constructor(
    private readonly command: Stamped<DocumentCommand>,
    private readonly placed: Placed,
    private readonly read: Read,
  ) {
    this.documents = read(orderDocuments, placed.orderId);
  }

  get changes(): Change[] {
    return [...this.numbered, { to: orderDocuments, id: this.placed.orderId, events: this.issued }];
  }

  note({ orderId, fulfilmentId, suppliedAt, units, amountMinor, credits }: NoteSupply['data']) {
    if (amountMinor <= 0 || this.documents.fulfilmentIds.includes(fulfilmentId)) return;
    const sent = unitsSentByLine(this.read(orderAggregate, orderId));
    // The order counts the units of this parcel already.
    const places = units.map(({ lineId, quantity, uncollectedMinor }) => {
      const from = Math.max(0, (sent.get(lineId) ?? 0) - quantity);
      return { lineId, quantity, from, ...(uncollectedMinor && { uncollectedMinor }) };
    });
    const supply = { orderId, fulfilmentId, suppliedAt, units: places, amountMinor, ...(credits && { credits }) };
    this.issue(ParcelSupplied.of(supply));
    if (credits && creditsMinor(credits) === amountMinor) this.invoice(fulfilmentId, true);
  }

  invoice(fulfilmentId: string, isCaptured: boolean) {
    const supply = this.documents.supplies.find((one) => one.fulfilmentId === fulfilmentId);
    if (!supply) return;
    const numbered = this.number('invoice', invoiceIdOf(fulfilmentId));
    this.issue(invoice(supply, this.placed, numbered, this.command.data.terms, isCaptured));
  }

  credit(data: IssueCreditNote['data']) {
    const { noteId, cause, returnId, claimId, refundId } = data;
    if (this.documents.noteIds.includes(noteId)) return;
    const back = this.backOf(data);
    if (back.every(({ amountMinor }) => amountMinor === 0)) return;
    this.invoiceAhead(back);
    // Nothing was ever invoiced of an order from before there were documents.
    if (creditableMinor(this.documents.invoices) === 0) return;
    const about = {
      cause,
      ...(returnId !== undefined && { returnId }),
      ...(claimId !== undefined && { claimId }),
      ...(refundId !== undefined && { refundId }),
    };
    const { seller } = data.terms;
    const numbered = this.number('credit-note', noteId);
    const note = creditNote(noteId, about, back, this.documents.invoices, this.placed, seller, numbered);
    if (note) this.issue(note);
    else this.numbered.pop();
  }

  /** What goes back, by line. A claim is refunded as by hand, and its own event names the lines. */
  private backOf({
    orderId,
    lines = [],
    claimId,
    refundId = '',
    amountMinor = 0,
  }: IssueCreditNote['data']): LineBack[] {
    const { claimed } = this.read(orderAggregate, orderId);
    if (claimId !== undefined) {
      const claim = lookup(claimed, claimId);
      const unitsOf = (lineId: string) => claim?.lines.find((line) => line.lineId === lineId)?.quantity;
      return claim ? lines.map((line) => ({ ...line, quantity: unitsOf(line.lineId) })) : [];
    }
    if (lines.length > 0 || lookup(claimed, refundId)) return [...lines];
    if (creditableMinor(this.documents.invoices) < amountMinor) this.invoiceAll();
    return spreadOver(amountMinor, this.documents.invoices);
  }

  /** What goes back must have been invoiced: the invoice of a parcel whose capture is still retried is issued before. */
  private invoiceAhead(back: readonly LineBack[]) {
    for (const { lineId, amountMinor } of back)
      for (const { fulfilmentId, units } of this.documents.supplies)
        if (
          units.some((one) => one.lineId === lineId) &&
          creditableMinor(this.documents.invoices, lineId) < amountMinor
        )
          this.invoice(fulfilmentId, false);
    const wantedMinor = back.reduce((sum, { amountMinor }) => sum + amountMinor, 0);
    if (creditableMinor(this.documents.invoices) < wantedMinor) this.invoiceAll();
  }

  private invoiceAll() {
    for (const { fulfilmentId } of this.documents.supplies) this.invoice(fulfilmentId, false);
  }

  private number(kind: 'invoice' | 'credit-note', documentId: string) {
    const { at, data } = this.command;
    const { numbering } = data.terms;
    const series = seriesOf(kind, numbering, at);
    const before = this.numbered
      .filter(({ id }) => id === series)
      .flatMap(({ events }) => events)
      .reduce((state, event) => documentSeries.evolve(state, event as never), this.read(documentSeries, series));
    const next = nextOf(series, before, numbering, at);
    const { number, issuedAt } = next;
    const taken = DocumentNumbered.of({ series, number, documentId, issuedAt });
    this.numbered.push({ to: documentSeries, id: series, events: [taken] });
    return next;
  }

  private issue(event: OrderDocumentEvent) {
    this.issued.push(event);
    this.documents = orderDocuments.evolve(this.documents, event);
  }
}

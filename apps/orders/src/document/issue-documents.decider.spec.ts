import { CreditNoteIssued, InvoiceIssued, OrderPlaced } from '@concord/contracts';
import { Rejection, Stage, type Command, type DomainEvent } from '@concord/event-sourcing';
import { AT, SAMPLE_ORDERS } from '../../test/sample-documents';
import { orderAggregate, ParcelLeft } from '../order/order.aggregate';
import { seriesOf } from './document-series.aggregate';
import { issueDocuments, type NoteSupply } from './issue-documents.decider';

const included = SAMPLE_ORDERS['included']!;
const { orderId, totalMinor, credits } = included;
const numbering = { invoicePrefix: 'INV', creditNotePrefix: 'CN', isYearly: true, digits: 4 };
const seller = { name: 'Shop', street: '1 Street', postcode: 'N1', city: 'London', country: 'GB' };
const terms = { seller, numbering, dueDays: 14 };
const fulfilmentId = 'parcel-1';
const units = included.lines.map(({ lineId, sku, quantity }) => ({ lineId, sku, quantity }));

/** An order whose only parcel has left. */
function sent(paid = credits, placed = included) {
  const stage = new Stage([issueDocuments]);
  const amounts = { amountMinor: totalMinor, totalMinor, currency: 'GBP', paymentMethod: 'card' as const };
  const left = { orderId, fulfilmentId, units, ...amounts, ...(paid && { credits: paid }) };
  stage.let(orderAggregate, orderId, OrderPlaced.of(placed), ParcelLeft.of(left));
  const parcel = { orderId, fulfilmentId, units, amountMinor: totalMinor, ...(paid && { credits: paid }) };
  const supply: NoteSupply = { type: 'NoteSupply', data: { ...parcel, suppliedAt: AT, terms } };
  return { stage, noted: told(stage, supply) };
}
const told = (stage: Stage, command: Command) => {
  const events = stage.take(command);
  if (events instanceof Rejection) throw new Error(events.detail);
  return events;
};
const issue = (isCaptured = true): Command => {
  return { type: 'IssueInvoice', data: { orderId, fulfilmentId, isCaptured, terms } };
};
const credit = (noteId: string, amountMinor: number, quantity = 1): Command => ({
  type: 'IssueCreditNote',
  data: { orderId, noteId, cause: 'return', returnId: 'r', lines: [{ lineId: '1', quantity, amountMinor }], terms },
});
const typesOf = (events: readonly DomainEvent[]) => events.map(({ type }) => type);
const invoiceIn = (events: readonly DomainEvent[]) =>
  events.find(({ type }) => type === 'InvoiceIssued')?.data as ReturnType<typeof InvoiceIssued.of>['data'];
const noteIn = (events: readonly DomainEvent[]) =>
  events.find(({ type }) => type === 'CreditNoteIssued')?.data as ReturnType<typeof CreditNoteIssued.of>['data'];

describe('an invoice', () => {
  it('waits for the money of its parcel', () => expect(typesOf(sent().noted)).toEqual(['ParcelSupplied']));
  it('is issued with the next number once the money is captured: check value 1', () => {
    const { stage } = sent();
    const events = told(stage, issue());
    expect(typesOf(events)).toEqual(['DocumentNumbered', 'InvoiceIssued']);
    expect(invoiceIn(events)).toMatchObject({
      series: 'INV-2026',
      number: 1,
      numberText: 'INV-2026-0001',
      totalMinor: 1_432,
      taxMinor: 239,
      lines: [
        { totalMinor: 532, taxMinor: 89, discountMinor: 59 },
        { totalMinor: 900, taxMinor: 150, discountMinor: 100 },
      ],
      payment: { capturedMinor: 800, dueMinor: 0 },
    });
  });
  it('is issued once', () => {
    const { stage } = sent();
    told(stage, issue());
    expect(told(stage, issue())).toEqual([]);
  });
  it('is issued with the departure where vouchers and points pay all', () => {
    const { noted } = sent({ vouchers: [{ voucherId: 'v', amountMinor: totalMinor }] });
    expect(typesOf(noted)).toEqual(['DocumentNumbered', 'ParcelSupplied', 'InvoiceIssued']);
    expect(invoiceIn(noted)!.payment).toMatchObject({ capturedMinor: 0, dueMinor: 0 });
  });
  it('takes what is not collected off the line that left uncollected, with the tax on it', () => {
    const stage = new Stage([issueDocuments]);
    const overtaken = units.map((line) => (line.lineId === '1' ? { ...line, uncollectedMinor: 266 } : line));
    const parcel = { orderId, fulfilmentId, units: overtaken, amountMinor: totalMinor - 266 };
    const left = { ...parcel, totalMinor, currency: 'GBP', paymentMethod: 'card' as const };
    stage.let(orderAggregate, orderId, OrderPlaced.of(included), ParcelLeft.of(left));
    told(stage, { type: 'NoteSupply', data: { ...parcel, suppliedAt: AT, terms } } satisfies NoteSupply);
    expect(invoiceIn(told(stage, issue()))!.lines).toMatchObject([
      { totalMinor: 266, taxMinor: 45 },
      { totalMinor: 900, taxMinor: 150 },
    ]);
  });
  it('on account says until when it is to be paid', () => {
    const { stage } = sent(credits, { ...included, paymentMethod: 'invoice' });
    const { payment, issuedAt } = invoiceIn(told(stage, issue(false)))!;
    expect(payment).toMatchObject({ dueMinor: 800, capturedMinor: 0 });
    expect(Date.parse(payment.dueAt!) - Date.parse(issuedAt)).toBe(14 * 86_400_000);
  });
});

describe('a credit note', () => {
  it('names its invoice, and takes the share of the tax: check value 2', () => {
    const { stage } = sent();
    told(stage, issue());
    const taxes = [177, 178, 177].map((amountMinor, n) => {
      const note = noteIn(told(stage, credit(`n-${n}`, amountMinor)))!;
      expect(note).toMatchObject({
        number: n + 1,
        totalMinor: amountMinor,
        corrects: [{ numberText: 'INV-2026-0001' }],
      });
      return note.taxMinor;
    });
    expect(taxes).toEqual([30, 29, 30]);
  });
  it('is issued after the invoice of a parcel whose capture is still retried', () => {
    const { stage } = sent();
    const events = told(stage, credit('n-1', 177));
    expect(typesOf(events)).toEqual(['DocumentNumbered', 'DocumentNumbered', 'InvoiceIssued', 'CreditNoteIssued']);
    expect(invoiceIn(events)!.payment).toMatchObject({ capturedMinor: 0, dueMinor: 800 });
    expect(told(stage, issue())).toEqual([]);
  });
  it('reduces the other lines where its line was reduced before', () => {
    const { stage } = sent();
    told(stage, issue());
    told(stage, credit('n-1', 500, 0));
    expect(noteIn(told(stage, credit('n-2', 532, 3)))!.lines).toMatchObject([
      { lineId: '1', quantity: 3, totalMinor: 32 },
      { lineId: '2', totalMinor: 500 },
    ]);
  });
  it('is issued once', () => {
    const { stage } = sent();
    told(stage, issue());
    told(stage, credit('n-1', 177));
    expect(told(stage, credit('n-1', 177))).toEqual([]);
  });
  it('takes no number where nothing was ever invoiced', () => {
    const stage = new Stage([issueDocuments]).let(orderAggregate, orderId, OrderPlaced.of(included));
    expect(told(stage, credit('n-1', 177))).toEqual([]);
  });
});

describe('a series', () => {
  it('begins anew with each year, unless the shop counts on', () => {
    expect(seriesOf('invoice', numbering, '2027-01-01T00:00:00.000Z')).toBe('INV-2027');
    expect(seriesOf('credit-note', { ...numbering, isYearly: false }, AT)).toBe('CN');
  });
});

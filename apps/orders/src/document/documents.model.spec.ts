import { notPersonal, OrderConfirmed, OrderPlaced, ReturnAuthorised, creditsMinor } from '@concord/contracts';
import { recorded, Rejection, Stage, type Command, type DomainEvent, type EventFrom } from '@concord/event-sourcing';
import fc from 'fast-check';
import { claim } from '../claim/claim.decider';
import { order } from '../order/order.decider';
import { unitsDelivered, unitsPromisedBack } from '../order/order-units';
import { orderAggregate, UnitsPromisedBack } from '../order/order.aggregate';
import { capturePaymentWhenParcelLeft } from '../payment/capture-payment-when-parcel-left.policy';
import { NO_CREDITS } from '../payment/credits';
import { grantRefund } from '../payment/grant-refund.decider';
import { AuthorisationRequested, paymentAggregate, paymentIdOf } from '../payment/payment.aggregate';
import { payment } from '../payment/payment.decider';
import { returnCase } from '../return/return.aggregate';
import { settleReturn } from '../return/settle-return.decider';
import { taxes } from '../tax/tax';
import type { CreditNote } from './credit-note';
import { issueCreditNoteWhenMoneyGoesBack } from './issue-credit-note-when-money-goes-back.policy';
import { issueDocuments } from './issue-documents.decider';
import { issueInvoiceWhenMoneyIsDue } from './issue-invoice-when-money-is-due.policy';
import type { Invoice } from './invoice';
import { noteSupplyWhenParcelLeft } from './note-supply-when-parcel-left.policy';

// The documents of orders against the money of the orders: whatever is sent, captured late, returned in whatever steps and
// refunded by hand, the invoices less the credit notes are what the customer paid or owes.

const POLICIES = [
  noteSupplyWhenParcelLeft,
  capturePaymentWhenParcelLeft,
  issueInvoiceWhenMoneyIsDue,
  issueCreditNoteWhenMoneyGoesBack,
];
const orderId = 'o-1';
const paymentId = paymentIdOf(orderId);
const currency = 'GBP';

interface Plan {
  readonly lines: readonly { readonly quantity: number; readonly unitMinor: number; readonly rateMilli: number }[];
  readonly discountPercent: number;
  readonly isIncluded: boolean;
  readonly creditPercent: number;
  readonly method: 'card' | 'invoice';
}
type Step =
  | { readonly do: 'send'; readonly units: readonly number[]; readonly isPaid: boolean }
  | { readonly do: 'capture' | 'fail' | 'retry'; readonly which: number }
  | { readonly do: 'return'; readonly line: number; readonly units: number; readonly grade: 'A' | 'B' | 'C' }
  | { readonly do: 'claim'; readonly line: number; readonly units: number; readonly percent: number }
  | { readonly do: 'refund'; readonly percent: number };

class Shop {
  readonly stage = new Stage([order, payment, grantRefund, settleReturn, claim, issueDocuments]);
  private count = 0;
  private parcels = 0;
  private returns = 0;

  constructor(private readonly plan: Plan) {
    const placed = placedBy(plan);
    const { lines, totalMinor, credits } = placed;
    const allocations = lines.map(({ sku, quantity }) => ({ sku, warehouse: 'MAIN', quantity }));
    const restMinor = totalMinor - (credits ? creditsMinor(credits) : 0);
    this.stage.let(orderAggregate, orderId, OrderPlaced.of(placed));
    const { shipTo } = placed;
    const confirmed = { orderId, currency, lines, totalMinor, ...(credits && { credits }), allocations, shipTo };
    this.stage.let(orderAggregate, orderId, OrderConfirmed.of(confirmed));
    if (plan.method === 'invoice' || restMinor === 0) return;
    const asked = { paymentId, orderId, amountMinor: restMinor, currency };
    this.stage.let(paymentAggregate, paymentId, AuthorisationRequested.of(asked));
    this.run({ type: 'RecordAuthorisation', data: { orderId, amountMinor: restMinor, providerRef: 'ref' } });
  }

  get order() {
    return this.stage.state(orderAggregate, orderId);
  }
  get payment() {
    return this.stage.state(paymentAggregate, paymentId);
  }
  documents<D extends Invoice | CreditNote>(type: string) {
    return this.stage.happened.filter((event) => event.type === type).map(({ data }) => data as D);
  }

  /** Runs a command, and what follows from it in the same commit. */
  run(command: Command): readonly DomainEvent[] {
    const events = this.stage.take(command);
    if (events instanceof Rejection) return [];
    for (const event of events) {
      const happened = { ...recorded(event, { occurredAt: this.stage.now }), eventId: `e-${(this.count += 1)}` };
      for (const policy of POLICIES)
        if (event.type in policy.events) for (const follows of policy.react(happened)) this.run(follows);
    }
    return events;
  }

  step(step: Step) {
    const lines = this.order.placed!.lines;
    switch (step.do) {
      case 'send': {
        const units = lines.flatMap(({ sku }, index) => {
          const left = lines[index]!.quantity - this.sent(index);
          const quantity = Math.min(left, step.units[index] ?? 0);
          return quantity > 0 ? [{ sku, quantity }] : [];
        });
        if (units.length === 0) return;
        const fulfilmentId = `${orderId}.MAIN.${(this.parcels += 1)}`;
        this.run({ type: 'RecordDispatch', data: { orderId, fulfilmentId, warehouse: 'MAIN', lines: units } });
        const deliveredAt = this.stage.now;
        this.run({ type: 'RecordDelivery', data: { orderId, fulfilmentId, deliveredAt } });
        if (step.isPaid) this.step({ do: 'capture', which: 0 });
        return;
      }
      case 'capture':
      case 'fail':
      case 'retry': {
        const wanted = step.do === 'retry' ? 'failed' : 'capturing';
        const open = Object.entries(this.payment.captures).filter(([, one]) => one.step === wanted);
        const [fulfilmentId, one] = open[step.which % Math.max(1, open.length)] ?? [];
        if (!fulfilmentId || !one) return;
        const failure = { attempt: one.attempt, triesMax: 9, reason: 'no', isAuthorisationGone: false };
        if (step.do === 'capture')
          this.run({ type: 'RecordCapture', data: { orderId, fulfilmentId, providerRef: 'r' } });
        if (step.do === 'fail') this.run({ type: 'RecordCaptureFailure', data: { orderId, fulfilmentId, ...failure } });
        if (step.do === 'retry') this.run({ type: 'RetryCapture', data: { orderId, fulfilmentId } });
        return;
      }
      case 'return':
        return this.bringBack(step.line % lines.length, step.units, step.grade);
      case 'claim': {
        const { lineId } = lines[step.line % lines.length]!;
        const claimId = `claim-${this.count}`;
        const wanted = { claimId, orderId, kind: 'damaged', lines: [{ lineId, quantity: step.units }] };
        this.run({ type: 'OpenClaim', data: { ...wanted, description: notPersonal('x') } });
        const limits = { limitMinor: 1e9, dayFactor: 1, reason: notPersonal('x') };
        this.run({ type: 'ResolveClaim', data: { claimId, resolution: 'refund', percent: step.percent, ...limits } });
        return;
      }
      case 'refund': {
        const captured = Object.values(this.payment.captures).reduce((sum, { amountMinor }) => sum + amountMinor, 0);
        const amountMinor = Math.floor((captured * step.percent) / 100);
        const refundId = `r-${this.count}`;
        const limits = { limitMinor: 1e9, dayFactor: 1 };
        const data = { orderId, refundId, amountMinor, reason: notPersonal('x'), ...limits };
        if (amountMinor > 0) this.run({ type: 'GrantRefund', data });
        return;
      }
    }
  }

  /** Captures what is still open, so that all money is there. */
  settle() {
    for (let round = 0; round < 3; round++)
      for (let which = 0; which < 9; which++) {
        this.step({ do: 'retry', which: 0 });
        this.step({ do: 'capture', which: 0 });
      }
  }

  private sent(index: number) {
    const { lineId } = this.order.placed!.lines[index]!;
    return this.order.parcels
      .flatMap(({ units }) => units)
      .reduce((sum, one) => sum + (one.lineId === lineId ? one.quantity : 0), 0);
  }

  private bringBack(index: number, units: number, grade: 'A' | 'B' | 'C') {
    const line = this.order.placed!.lines[index]!;
    const { lineId, sku } = line;
    const free = unitsDelivered(this.order, lineId) - unitsPromisedBack(this.order, lineId);
    const quantity = Math.min(free, units);
    if (quantity <= 0) return;
    const returnId = `ret-${(this.returns += 1)}`;
    const back = { lineId, sku, quantity, reason: notPersonal('x') };
    const about = { returnId, orderId, lines: [back], deadline: this.stage.now, toWarehouse: 'MAIN' };
    this.stage.let(returnCase, returnId, ReturnAuthorised.of(about));
    const promised = { orderId, returnId, lines: [{ lineId, sku, quantity, paidMinor: 0 }] };
    this.stage.let(orderAggregate, orderId, UnitsPromisedBack.of(promised));
    this.run({
      type: 'SettleReturn',
      data: { returnId, graded: [{ lineId, sku, grade, quantity }], givesShippingBack: true },
    });
  }
}

/** An order that is priced and taxed as orders are. */
function placedBy({ lines: wanted, discountPercent, isIncluded, creditPercent, method }: Plan) {
  const priced = wanted.map(({ quantity, unitMinor, rateMilli }) => {
    const discountMinor = Math.floor((quantity * unitMinor * discountPercent) / 100);
    return { quantity, unitMinor, rateMilli, discountMinor, totalMinor: quantity * unitMinor - discountMinor };
  });
  const rates = new Map(priced.map(({ rateMilli }) => [String(rateMilli), rateMilli]));
  const toTax = priced.map(({ totalMinor, rateMilli }) => ({ totalMinor, taxClass: String(rateMilli), isIncluded }));
  const taxed = taxes(toTax, { rates, exemption: null });
  const lines = priced.map(({ quantity, unitMinor, discountMinor, totalMinor }, index) => ({
    lineId: String(index + 1),
    sku: `S${index}`,
    title: 'Thing',
    quantity,
    unitMinor,
    discounts: discountMinor > 0 ? [{ promotionId: 'p', amountMinor: discountMinor }] : [],
    totalMinor: totalMinor + taxed[index]!.onTopMinor,
    stocked: true,
    tax: taxed[index]!.tax,
  }));
  const totalMinor = lines.reduce((sum, line) => sum + line.totalMinor, 0);
  const voucherMinor = Math.floor((totalMinor * creditPercent) / 100);
  const discountMinor = priced.reduce((sum, line) => sum + line.discountMinor, 0);
  const onTop = taxed.reduce((sum, one) => sum + one!.onTopMinor, 0);
  return {
    orderId,
    currency,
    lines,
    goodsMinor: totalMinor + discountMinor - onTop,
    discountMinor,
    totalMinor,
    ...(voucherMinor > 0 && { credits: { vouchers: [{ voucherId: 'v', amountMinor: voucherMinor }] } }),
    shipTo: { country: 'GB' },
    channel: 'b2b' as const,
    paymentMethod: method,
    orderedAt: '2026-01-05T08:00:00.000Z',
  } satisfies EventFrom<typeof OrderPlaced>['data'];
}

const sum = (amounts: readonly number[]) => amounts.reduce((total, amount) => total + amount, 0);

const plans = fc.record({
  lines: fc.array(
    fc.record({
      quantity: fc.integer({ min: 1, max: 4 }),
      unitMinor: fc.integer({ min: 0, max: 2_000 }),
      rateMilli: fc.constantFrom(0, 5_000, 8_875, 20_000),
    }),
    { minLength: 1, maxLength: 3 },
  ),
  discountPercent: fc.constantFrom(0, 10, 33, 100),
  isIncluded: fc.boolean(),
  creditPercent: fc.constantFrom(0, 40, 100),
  method: fc.constantFrom('card' as const, 'invoice' as const),
});
const steps = fc.array(
  fc.oneof(
    fc.record({
      do: fc.constant('send' as const),
      units: fc.array(fc.nat(3), { minLength: 3, maxLength: 3 }),
      isPaid: fc.boolean(),
    }),
    fc.record({ do: fc.constantFrom('capture' as const, 'fail' as const, 'retry' as const), which: fc.nat(3) }),
    fc.record({
      do: fc.constant('return' as const),
      line: fc.nat(2),
      units: fc.integer({ min: 1, max: 3 }),
      grade: fc.constantFrom('A' as const, 'A' as const, 'A' as const, 'B' as const, 'C' as const),
    }),
    fc.record({
      do: fc.constant('claim' as const),
      line: fc.nat(2),
      units: fc.integer({ min: 1, max: 2 }),
      percent: fc.constantFrom(100, 100, 30),
    }),
    fc.record({ do: fc.constant('refund' as const), percent: fc.integer({ min: 1, max: 60 }) }),
  ),
  { minLength: 4, maxLength: 20, size: 'max' },
);

describe('the documents of an order', () => {
  it('say what was paid, owed and given back, to the penny', () =>
    fc.assert(
      fc.property(plans, steps, (plan, course) => {
        const shop = new Shop(plan);
        for (const step of course) shop.step(step);
        const early = shop.documents<CreditNote>('CreditNoteIssued').length;
        shop.settle();
        const invoices = shop.documents<Invoice>('InvoiceIssued');
        const notes = shop.documents<CreditNote>('CreditNoteIssued');
        // A note never waits for the money.
        expect(notes).toHaveLength(early);
        const { order: sold, payment: paid } = shop;
        const charged = sum(sold.parcels.map(({ amountMinor }) => amountMinor));
        expect(sum(invoices.map(({ totalMinor }) => totalMinor))).toBe(charged);
        const back =
          sum(Object.values(paid.refunds).map(({ amountMinor }) => amountMinor)) +
          sum(Object.values(paid.invoice.credited)) +
          sum(Object.values(paid.owed).map(({ amountMinor }) => amountMinor)) +
          creditsMinor(sold.credits.returned ?? NO_CREDITS);
        expect(sum(notes.map(({ totalMinor }) => totalMinor))).toBe(back);
        expect(new Set(invoices.map(({ fulfilmentId }) => fulfilmentId)).size).toBe(invoices.length);
        expect(invoices.map(({ number }) => number)).toEqual(invoices.map((_, index) => index + 1));
        expect(notes.map(({ number }) => number)).toEqual(notes.map((_, index) => index + 1));
        for (const { lines, taxes: rates, payment: how, ...total } of [...invoices, ...notes] as Invoice[]) {
          for (const line of lines) {
            expect(line.netMinor + line.taxMinor).toBe(line.totalMinor);
            expect(line.taxMinor).toBeGreaterThanOrEqual(0);
          }
          expect(total.totalMinor).toBe(sum(lines.map(({ totalMinor }) => totalMinor)));
          expect(total.taxMinor).toBe(sum(rates.map(({ taxMinor }) => taxMinor)));
          expect(total.netMinor + total.taxMinor).toBe(total.totalMinor);
          const paidMinor = how && how.capturedMinor + how.dueMinor + creditsMinor(how.credits ?? NO_CREDITS);
          expect(paidMinor ?? total.totalMinor).toBe(total.totalMinor);
        }
        for (const { documentId, lines } of invoices)
          for (const line of lines) {
            const off = notes.flatMap((note) =>
              note.lines.filter((one) => one.invoiceId === documentId && one.lineId === line.lineId),
            );
            const offMinor = sum(off.map(({ totalMinor }) => totalMinor));
            expect(offMinor).toBeLessThanOrEqual(line.totalMinor);
            const isAllOff = off.length > 0 && offMinor === line.totalMinor;
            const offTaxMinor = sum(off.map(({ taxMinor }) => taxMinor));
            expect(isAllOff ? offTaxMinor : line.taxMinor).toBe(line.taxMinor);
            expect(offTaxMinor).toBeLessThanOrEqual(line.taxMinor);
          }
      }),
      { numRuns: 600 },
    ));
});

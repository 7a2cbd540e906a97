import { givenStreams, given, SPEC_TIME, type DomainEvent } from '@concord/event-sourcing';
import { orderAggregate } from '../order/order.aggregate';
import type { ProductFacts } from '../order/sale';
import { acceptSalesQuote, type AcceptSalesQuote } from './accept-sales-quote.decider';
import {
  salesQuoteAggregate,
  SalesQuoteAccepted,
  SalesQuoteDeclined,
  SalesQuoteOffered,
  SalesQuoteWithdrawn,
} from './sales-quote.aggregate';
import { salesQuote, type OfferSalesQuote } from './sales-quote.decider';

const salesQuoteId = 'sq-1';
const validUntil = '2026-01-20T00:00:00.000Z';
const tee: ProductFacts = {
  sku: 'TEE',
  isKnown: true,
  title: 'Tee',
  kind: 'shippable',
  published: true,
  channels: ['b2b'],
  priceMinor: 1_000,
  currency: 'GBP',
  tiers: [],
  taxClass: 'standard',
  weightG: null,
};
const market = (product = tee) => ({
  facts: { products: [product], promotions: [], listPrices: [], lists: [], tax: undefined },
  buyer: { channel: 'b2b', currency: 'GBP', ids: ['ada'], groups: [] },
});
const terms = {
  salesQuoteId,
  customerId: 'ada',
  channel: 'b2b' as const,
  currency: 'GBP',
  shipTo: { country: 'GB' },
  validUntil,
};
const line = (agreedUnitMinor?: number) => {
  return { sku: 'TEE', quantity: 10, ...(agreedUnitMinor !== undefined && { agreedUnitMinor }) };
};
const offer = (more: Partial<OfferSalesQuote['data']> = {}): OfferSalesQuote => {
  return { type: 'OfferSalesQuote', data: { ...terms, ...market(), lines: [line(700)], ...more } };
};
const offered = (agreedUnitMinor: number | undefined, totalMinor: number) =>
  SalesQuoteOffered.of({ ...terms, lines: [{ ...line(agreedUnitMinor), title: 'Tee' }], totalMinor });
const past = given(salesQuote);
const agreed = offered(700, 7_000);

describe('offering a quote', () => {
  it('states the agreed total', () => past().when(offer()).then(agreed));
  it('takes the price of the list where none was agreed', () =>
    past()
      .when(offer({ lines: [line()] }))
      .then(offered(undefined, 10_000)));
  it('is refused for goods that cannot be sold', () =>
    past()
      .when(offer(market({ ...tee, published: false })))
      .thenRejected('lines-not-orderable'));
  it('needs an end in the future', () =>
    past()
      .when(offer({ validUntil: SPEC_TIME }))
      .thenRejected('sales-quote-over'));
});

describe('deciding a quote', () => {
  const decline = { type: 'DeclineSalesQuote' as const, data: { salesQuoteId } };
  const withdraw = { type: 'WithdrawSalesQuote' as const, data: { salesQuoteId } };
  it('happens once', () => {
    past(agreed).when(decline).then(SalesQuoteDeclined.of({ salesQuoteId }));
    past(agreed, SalesQuoteDeclined.of({ salesQuoteId })).when(decline).then();
    past(agreed, SalesQuoteDeclined.of({ salesQuoteId })).when(withdraw).thenRejected('sales-quote-closed');
    past(agreed).when(withdraw).then(SalesQuoteWithdrawn.of({ salesQuoteId }));
  });
});

describe('accepting a quote', () => {
  const accept = (product = tee): AcceptSalesQuote => ({
    type: 'AcceptSalesQuote',
    data: {
      salesQuoteId,
      orderId: 'o-1',
      shipTo: { country: 'GB' },
      orderedAt: SPEC_TIME,
      payment: { method: 'invoice' },
      ...market(product),
    },
  });
  const streams = (...events: DomainEvent[]) =>
    givenStreams(acceptSalesQuote)({ of: salesQuoteAggregate, id: salesQuoteId, events });
  const outcome = (product: ProductFacts, ...events: DomainEvent[]) => {
    const state = events.reduce(
      (quote, event) => salesQuoteAggregate.evolve(quote, event as never),
      salesQuoteAggregate.initial,
    );
    const by = { kind: 'user', id: 'ada', role: 'customer' } as const;
    const read = (({ kind, initial }: { kind: string; initial: unknown }) =>
      kind === 'sales-quote' ? state : initial) as never;
    return acceptSalesQuote.decideJointly({ ...accept(product), at: SPEC_TIME, by }, read);
  };
  it('places its order at the agreed prices, whatever the list says by now', () =>
    expect(outcome({ ...tee, priceMinor: 9_999 }, agreed)).toMatchObject([
      { to: orderAggregate, events: [{ type: 'OrderPlaced', data: { totalMinor: 7_000 } }] },
      { events: [SalesQuoteAccepted.of({ salesQuoteId, orderId: 'o-1' })] },
    ]));
  it('is refused where prices of the list changed', () =>
    streams(offered(undefined, 10_000))
      .when(accept({ ...tee, priceMinor: 1_100 }))
      .thenRejected('total-differs'));
  it('is refused after its end', () =>
    streams(SalesQuoteOffered.of({ ...agreed.data, validUntil: SPEC_TIME }))
      .when(accept())
      .thenRejected('sales-quote-over'));
  it('happens once', () =>
    streams(agreed, SalesQuoteAccepted.of({ salesQuoteId, orderId: 'o-0' }))
      .when(accept())
      .thenRejected('sales-quote-closed'));
});

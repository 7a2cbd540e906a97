import { ExchangeRequested, notPersonal, OrderConfirmed, OrderPlaced, ReturnAuthorised } from '@concord/contracts';
import { givenStreams, SPEC_TIME, type DomainEvent } from '@concord/event-sourcing';
import { CreditUsed } from '../buyer/credit-account.aggregate';
import { orderAggregate, ParcelArrived, ParcelLeft, UnitsPromisedBack } from '../order/order.aggregate';
import type { ProductFacts } from '../order/sale';
import { ReturnPlaceNoted, RETURN_PLACES, returnPlacesAggregate } from '../return/return-places.aggregate';
import { requestExchange, type RequestExchange } from './request-exchange.decider';

const [orderId, currency] = ['o-1', 'GBP'];
const shipTo = { country: 'GB' };
const lines = [
  { lineId: '1', sku: 'S', title: 'Tee', quantity: 1, unitMinor: 500, discounts: [], totalMinor: 500, stocked: true },
];
const common = { orderId, customerId: 'ada', currency, lines, totalMinor: 500, shipTo };
const order: DomainEvent[] = [
  OrderPlaced.of({
    ...common,
    channel: 'b2b',
    goodsMinor: 500,
    discountMinor: 0,
    orderedAt: SPEC_TIME,
    paymentMethod: 'invoice',
    companyId: 'acme',
    billedCompany: { name: 'Acme' },
  }),
  OrderConfirmed.of({ ...common, allocations: [{ sku: 'S', warehouse: 'NORTH', quantity: 1 }] }),
  ParcelLeft.of({
    orderId,
    fulfilmentId: 'f',
    warehouse: 'NORTH',
    units: [{ lineId: '1', sku: 'S', quantity: 1 }],
    amountMinor: 500,
    totalMinor: 500,
    currency,
    paymentMethod: 'invoice',
  }),
  ParcelArrived.of({ orderId, fulfilmentId: 'f', deliveredAt: SPEC_TIME, recordedAt: SPEC_TIME }),
];
const product: ProductFacts = {
  sku: 'M',
  isKnown: true,
  title: 'Tee M',
  kind: 'shippable',
  published: true,
  channels: ['b2b'],
  priceMinor: 700,
  currency,
  tiers: [],
  taxClass: 'standard',
  weightG: null,
};
const reason = notPersonal('too small');
const ask = (more: Partial<RequestExchange['data']> = {}): RequestExchange => ({
  type: 'RequestExchange',
  data: {
    exchangeId: 'x-1',
    orderId,
    customerId: 'ada',
    mode: 'after-return',
    lines: [{ lineId: '1', sku: 'S', quantity: 1, toSku: 'M', reason }],
    parcelDays: 14,
    facts: { products: [product], promotions: [], listPrices: [], lists: [], tax: undefined },
    buyer: { channel: 'b2b', currency, ids: ['ada'], groups: [] },
    company: { companyId: 'acme', currency, creditLimitMinor: 1_000, orderLimitMinor: null },
    billedCompany: { name: 'Acme' },
    ...more,
  },
});
const place = ReturnPlaceNoted.of({ warehouse: 'NORTH', acceptsReturns: true, country: 'GB' });
const past = givenStreams(requestExchange)(
  { of: orderAggregate, id: orderId, events: order as never },
  { of: returnPlacesAggregate, id: RETURN_PLACES, events: [place] },
);

describe('an exchange', () => {
  const all = { exchangeId: 'x-1', orderId, customerId: 'ada', returnId: 'x-1.return' };
  const deadline = '2026-01-19T09:00:00.000Z';
  it('begins a return and the order of the replacement, on account like the first order', () =>
    past.when(ask()).then(
      ExchangeRequested.of({
        ...all,
        replacementOrderId: 'x-1.replacement',
        mode: 'after-return',
        lines: [{ lineId: '1', sku: 'S', quantity: 1, toSku: 'M' }],
        deadline,
      }),
      ReturnAuthorised.of({
        returnId: 'x-1.return',
        orderId,
        customerId: 'ada',
        lines: [{ lineId: '1', sku: 'S', quantity: 1, reason }],
        deadline,
        toWarehouse: 'NORTH',
      }),
      UnitsPromisedBack.of({
        orderId,
        returnId: 'x-1.return',
        lines: [{ lineId: '1', sku: 'S', quantity: 1, paidMinor: 500 }],
      }),
      OrderPlaced.of({
        orderId: 'x-1.replacement',
        customerId: 'ada',
        channel: 'b2b',
        currency,
        lines: [{ ...lines[0]!, sku: 'M', title: 'Tee M', unitMinor: 700, totalMinor: 700 }],
        goodsMinor: 700,
        discountMinor: 0,
        totalMinor: 700,
        shipTo,
        companyId: 'acme',
        billedCompany: { name: 'Acme' },
        replaces: orderId,
        firstOrderId: orderId,
        orderedAt: SPEC_TIME,
        paymentMethod: 'invoice',
      }),
      CreditUsed.of({ companyId: 'acme', orderId: 'x-1.replacement', amountMinor: 700, currency }),
    ));
  it('keeps the credit and the limit of the buyer', () => {
    const company = { companyId: 'acme', currency, creditLimitMinor: 600, orderLimitMinor: null };
    past.when(ask({ company })).thenRejected('credit-exceeded');
    past.when(ask({ company: { ...company, orderLimitMinor: 600 } })).thenRejected('order-above-buyer-limit');
  });
  it('costs what its customer expects', () =>
    past.when(ask({ expectedTotalMinor: 500 })).thenRejected('total-differs'));
  it('is refused for goods that may not come back', () =>
    past
      .when(ask({ lines: [{ lineId: '1', sku: 'S', quantity: 2, toSku: 'M', reason }] }))
      .thenRejected('exchange-not-eligible'));
});

import {
  notPersonal,
  OrderConfirmed,
  OrderGoodsAdded,
  OrderHeld,
  OrderPlaced,
  OrderReleased,
  OrderShipped,
} from '@concord/contracts';
import { givenStreams, SPEC_TIME, type DomainEvent } from '@concord/event-sourcing';
import { CreditUsed } from '../buyer/credit-account.aggregate';
import { CardPresented, orderAggregate, PickingBegun, PickingEnded } from '../order/order.aggregate';
import type { ProductFacts } from '../order/sale';
import { addGoods, type AddGoods } from './add-goods.decider';

const [orderId, additionId, currency] = ['o-1', 'o-2', 'GBP'];
const shipTo = { country: 'GB', postcode: 'N1 9GU' };
const lineOf = (sku: string, unitMinor: number, quantity: number) => {
  const totalMinor = unitMinor * quantity;
  return { lineId: '1', sku, title: sku, quantity, unitMinor, discounts: [], totalMinor, stocked: true };
};
const common = { orderId, customerId: 'ada', currency, lines: [lineOf('S', 500, 1)], totalMinor: 500, shipTo };
const card = notPersonal('card-1');
const returns = { returnWindowDays: 30, returnGradePercents: { A: 100, B: 70, C: 30 } };
const terms = { channel: 'b2c' as const, ...returns, paymentMethod: 'card' as const };
const confirmed = [
  OrderPlaced.of({ ...common, ...terms, goodsMinor: 500, discountMinor: 0, orderedAt: '2026-01-01T10:00:00.000Z' }),
  CardPresented.of({ orderId, token: card }),
  OrderConfirmed.of({ ...common, allocations: [{ sku: 'S', warehouse: 'NORTH', quantity: 1 }] }),
];
const product: ProductFacts = {
  sku: 'M',
  isKnown: true,
  title: 'M',
  kind: 'shippable',
  published: true,
  channels: ['b2c'],
  priceMinor: 700,
  currency,
  tiers: [],
  taxClass: 'standard',
  weightG: null,
};
const add = (more: Partial<AddGoods['data']> = {}): AddGoods => ({
  type: 'AddGoods',
  data: {
    orderId,
    additionId,
    lines: [{ sku: 'M', quantity: 2 }],
    promotionCodes: [],
    facts: { products: [product], promotions: [], listPrices: [], lists: [], tax: undefined },
    buyer: { channel: 'b2c', currency, ids: ['ada'], groups: [] },
    ...more,
  },
});
const past = (...events: DomainEvent[]) =>
  givenStreams(addGoods)({ of: orderAggregate, id: orderId, events: events as never });
const placed = OrderPlaced.of({
  customerId: 'ada',
  firstOrderId: orderId,
  channel: 'b2c',
  currency,
  shipTo,
  ...returns,
  orderId: additionId,
  lines: [lineOf('M', 700, 2)],
  goodsMinor: 1_400,
  discountMinor: 0,
  totalMinor: 1_400,
  addsTo: orderId,
  orderedAt: SPEC_TIME,
  paymentMethod: 'card',
});
const added = OrderGoodsAdded.of({
  orderId,
  customerId: 'ada',
  additionId,
  lines: [{ sku: 'M', quantity: 2 }],
  totalMinor: 1_400,
  currency,
});

describe('goods that are added to an order', () => {
  it('are an order of their own, to the same address, by the same card', () =>
    past(...confirmed)
      .when(add())
      .then(added, placed, CardPresented.of({ orderId: additionId, token: card })));

  it('can be paid by another card', () =>
    past(...confirmed)
      .when(add({ token: notPersonal('card-2') }))
      .then(added, placed, CardPresented.of({ orderId: additionId, token: notPersonal('card-2') })));

  it('can be added as long as nothing is picked', () => {
    const picking = PickingBegun.of({ orderId, fulfilmentId: 'f' });
    past(...confirmed, picking)
      .when(add())
      .thenRejected('goods-not-addable');
    past(...confirmed, picking, PickingEnded.of({ orderId, fulfilmentId: 'f' }))
      .when(add())
      .then(added, placed, CardPresented.of({ orderId: additionId, token: card }));
    past(...confirmed, OrderShipped.of({ orderId }))
      .when(add())
      .thenRejected('goods-not-addable');
    past(confirmed[0]!).when(add()).thenRejected('goods-not-addable');
    past().when(add()).thenRejected('order-unknown');
  });

  it('wait until nobody has a reason to hold the order', () => {
    const held = OrderHeld.of({ orderId, customerId: 'ada', reason: 'fraud' });
    past(...confirmed, held)
      .when(add())
      .thenRejected('goods-not-addable');
    past(...confirmed, held, OrderReleased.of({ orderId, customerId: 'ada' }))
      .when(add())
      .then(added, placed, CardPresented.of({ orderId: additionId, token: card }));
  });

  it('go on account of the company for which the customer buys today', () => {
    const invoice = OrderPlaced.of({
      ...common,
      channel: 'b2b',
      goodsMinor: 500,
      discountMinor: 0,
      orderedAt: SPEC_TIME,
      paymentMethod: 'invoice',
      companyId: 'before',
      billedCompany: { name: 'Before' },
    });
    const buyer = { channel: 'b2b', currency, ids: ['ada'], groups: [] };
    const facts = {
      products: [{ ...product, channels: ['b2b'] }],
      promotions: [],
      listPrices: [],
      lists: [],
      tax: undefined,
    };
    const company = { companyId: 'acme', currency, creditLimitMinor: 1_400, orderLimitMinor: null };
    const order = past(invoice, confirmed[2]!);
    const { returnWindowDays: _, returnGradePercents: __, ...same } = placed.data;
    const bought = OrderPlaced.of({
      ...same,
      channel: 'b2b',
      paymentMethod: 'invoice',
      companyId: 'acme',
      billedCompany: { name: 'Acme' },
    });
    order
      .when(add({ facts, buyer, company, billedCompany: { name: 'Acme' } }))
      .then(added, bought, CreditUsed.of({ companyId: 'acme', orderId: additionId, amountMinor: 1_400, currency }));
    order.when(add({ facts, buyer, company: { ...company, creditLimitMinor: 1_399 } })).thenRejected('credit-exceeded');
  });

  it('cost what the customer expects, and are for sale', () => {
    past(...confirmed)
      .when(add({ expectedTotalMinor: 1_399 }))
      .thenRejected('total-differs');
    past(...confirmed)
      .when(add({ lines: [{ sku: 'GONE', quantity: 1 }] }))
      .thenRejected('lines-not-orderable');
  });
});

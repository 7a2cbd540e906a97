import {
  CartAbandoned,
  CartCreated,
  CartLineAdded,
  CartRecovered,
  OrderPlaced,
  QuoteIssued,
  type Personal,
} from '@concord/contracts';
import { givenStreams, SPEC_TIME } from '@concord/event-sourcing';
import { CardPresented } from '../order/order.aggregate';
import { cartAggregate, CartAddressSet, CartOrdered, type CartEvent } from './cart.aggregate';
import { orderCart, type OrderCart } from './order-cart.decider';

const cartId = 'c-1';
const line = {
  lineId: '1',
  sku: 'TEE',
  title: 'Tee',
  quantity: 2,
  unitMinor: 1000,
  discounts: [],
  totalMinor: 2000,
  stocked: true,
};
const totals = { goodsMinor: 2000, discountMinor: 0, totalMinor: 2000 };
const quote = (
  more: { expiresAt?: string; credits?: { vouchers: { voucherId: string; amountMinor: number }[] } } = {},
) =>
  QuoteIssued.of({
    quoteId: 'q-1',
    cartId,
    hash: 'h',
    currency: 'GBP',
    lines: [line],
    ...totals,
    taxOnTopMinor: 0,
    expiresAt: '2026-01-05T09:15:00.000Z',
    ...more,
  });
const created = CartCreated.of({ cartId, customerId: 'ada', channel: 'b2c', currency: 'GBP' });
const added = CartLineAdded.of({ cartId, lineId: '1', sku: 'TEE', quantity: 2 });
const address = CartAddressSet.of({ cartId, shipTo: { country: 'GB' } });
const token = 'tok' as Personal;
const order: OrderCart = {
  type: 'OrderCart',
  data: { orderId: 'o-1', cartId, quoteId: 'q-1', orderedAt: SPEC_TIME, payment: { method: 'card', token } },
};
const basket = (...events: CartEvent[]) => givenStreams(orderCart)({ of: cartAggregate, id: cartId, events });
const placed = OrderPlaced.of({
  orderId: 'o-1',
  customerId: 'ada',
  channel: 'b2c',
  currency: 'GBP',
  cartId,
  quoteId: 'q-1',
  lines: [line],
  ...totals,
  shipTo: { country: 'GB' },
  orderedAt: SPEC_TIME,
  paymentMethod: 'card',
});
const ordered = CartOrdered.of({ cartId, orderId: 'o-1', quoteId: 'q-1' });

describe('ordering a basket', () => {
  it('takes it as it was quoted', () =>
    basket(created, added, address, quote())
      .when(order)
      .then(placed, CardPresented.of({ orderId: 'o-1', token }), ordered));
  it('recovers it where it was abandoned', () => {
    const lines = [{ sku: 'TEE', quantity: 2 }];
    const of = { cartId, customerId: 'ada', abandonedAt: SPEC_TIME };
    const abandoned = CartAbandoned.of({ ...of, channel: 'b2c', currency: 'GBP', lines, totalMinor: 2000 });
    basket(created, added, address, quote(), abandoned)
      .when(order)
      .then(
        placed,
        CardPresented.of({ orderId: 'o-1', token }),
        CartRecovered.of({ ...of, cause: 'ordered', orderId: 'o-1' }),
        ordered,
      );
  });
  it('needs no card where vouchers pay all', () => {
    const credits = { vouchers: [{ voucherId: 'v', amountMinor: 2000 }] };
    basket(created, added, address, quote({ credits }))
      .when(order)
      .then(OrderPlaced.of({ ...placed.data, credits }), ordered);
  });
  it.each<[string, CartEvent[]]>([
    ['expired', [created, added, address, quote({ expiresAt: SPEC_TIME })]],
    ['is of a basket that changed', [created, address, quote(), added]],
    ['was never issued', [created, added, address]],
  ])('is refused where the quote %s', (_, events) =>
    basket(...events)
      .when(order)
      .thenRejected('quote-stale'),
  );
  it('costs what its customer expects', () =>
    basket(created, added, address, quote())
      .when({ ...order, data: { ...order.data, expectedTotalMinor: 1_999 } })
      .thenRejected('total-differs'));
  it('happens once', () =>
    basket(created, added, address, quote(), ordered)
      .when({ ...order, data: { ...order.data, orderId: 'o-2' } })
      .thenRejected('cart-ordered'));
});

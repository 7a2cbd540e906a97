import { OrderPlaced, PromotionClaimRequested, notPersonal } from '@concord/contracts';
import { order } from './order.decider';
import { CardPresented, orderAggregate } from './order.aggregate';
import { orderReference, orderReferenceId, OrderReferenceTaken } from './order-reference.aggregate';
import { past, fresh, orderId, product, spring, placing, line, placed, rejected, type Asked } from './order-in-specs';

describe('placing an order', () => {
  it('takes the list price', () => fresh().when(placing()).then(placed()));
  it('keeps the token of a card to itself', () =>
    fresh()
      .when(placing({ payment: { method: 'card', token: notPersonal('tok') } }))
      .then(
        { ...placed(), data: { ...placed().data, paymentMethod: 'card' } },
        CardPresented.of({ orderId, token: notPersonal('tok') }),
      ));
  it('knows services, which have no stock', () =>
    fresh()
      .when(placing({ lines: [{ sku: 'POST', quantity: 1 }] }))
      .then(placed([line('1', 'POST', 1, 450, false)])));
  it('keeps the same SKU on two lines apart', () =>
    fresh()
      .when(
        placing({
          lines: [
            { sku: 'TEE', quantity: 1 },
            { sku: 'TEE', quantity: 2 },
          ],
        }),
      )
      .then(placed([line('1', 'TEE', 1, 1000), line('2', 'TEE', 2, 1000)])));
  it('needs a line', () =>
    fresh()
      .when(placing({ lines: [] }))
      .thenRejected('order-without-lines'));
  it('happens once', () =>
    fresh({ of: orderAggregate, id: orderId, events: [placed()] })
      .when(placing())
      .thenRejected('order-exists'));
  it.each([
    ['is unknown', { products: [] }],
    ['is known by its price alone', { products: [product({ isKnown: false })] }],
    ['is not for sale', { products: [product({ published: false })] }],
    ['is for sale in other channels', { products: [product({ channels: ['b2b'] })] }],
    ['has no list price', { products: [product({ priceMinor: null })] }],
    ['has a list price of nothing', { products: [product({ priceMinor: 0 })] }],
  ])('refuses a SKU that %s', (_, more) => fresh().when(placing(more)).thenRejected('lines-not-orderable'));
  it('refuses a price in another currency', () =>
    fresh()
      .when(placing({ currency: 'EUR' }))
      .thenRejected('currency-mismatch'));
  it('refuses a total that is too large to be exact', () =>
    fresh()
      .when(placing({ lines: [{ sku: 'TEE', quantity: 1_000_000 }], products: [product({ priceMinor: 1e10 })] }))
      .thenRejected('order-too-large'));
});

describe('an agreed price', () => {
  const agreed = (agreedUnitMinor: number) => ({ lines: [{ sku: 'TEE', quantity: 2, agreedUnitMinor }] });
  const b2b = (event: ReturnType<typeof placed>) => ({ ...event, data: { ...event.data, channel: 'b2b' as const } });
  it('goes before the list price', () =>
    fresh()
      .when(placing({ channel: 'b2b', ...agreed(700) }))
      .then(b2b(placed([line('1', 'TEE', 2, 700)]))));
  it('may be nothing', () =>
    fresh()
      .when(placing({ channel: 'b2b', ...agreed(0) }))
      .then(b2b(placed([line('1', 'TEE', 2, 0)]))));
  it('needs no list price', () =>
    fresh()
      .when(placing({ channel: 'b2b', ...agreed(700), products: [product({ priceMinor: null, currency: null })] }))
      .then(b2b(placed([line('1', 'TEE', 2, 700)]))));
  it('is for b2b alone', () =>
    fresh()
      .when(placing(agreed(700)))
      .thenRejected('agreed-price-outside-b2b'));
});

describe('a promotion code', () => {
  const promotionCodes = ['SPRING'];
  const reduced = [
    { ...line('1', 'TEE', 2, 1000), discounts: [{ promotionId: 'p-1', amountMinor: 200 }], totalMinor: 1800 },
  ];
  it('lowers the price', () => fresh().when(placing({ promotionCodes })).then(placed(reduced, 200)));
  it('is claimed before the order is confirmed, once', () => {
    const request = { type: 'RequestPromotionClaims' as const, data: { orderId } };
    const requested = PromotionClaimRequested.of({ orderId, claims: [{ promotionId: 'p-1', amountMinor: 200 }] });
    past(placed(reduced, 200)).when(request).then(requested);
    past(placed(reduced, 200), requested).when(request).then();
  });
  it('must be known', () =>
    fresh()
      .when(placing({ promotionCodes: ['NIX'] }))
      .thenRejected('promotion-unknown'));
  it('counts in upper and lower case, and once', () =>
    fresh()
      .when(placing({ promotionCodes: ['spring ', 'SPRING'] }))
      .then(placed(reduced, 200)));
  it.each<[string, Asked]>([
    ['is for other goods', { promotions: [spring({ skus: ['POST'] })] }],
    [
      'meets agreed prices alone',
      { channel: 'b2b', lines: [{ sku: 'TEE', quantity: 1, agreedUnitMinor: 900 }], promotions: [spring()] },
    ],
    [
      'takes off less than another promotion',
      {
        promotionCodes: ['SPRING', 'MORE'],
        promotions: [spring(), spring({ code: 'MORE', promotionId: 'p-2', reward: { kind: 'percent', value: 20 } })],
      },
    ],
  ])('is refused where it %s', (_, more) =>
    fresh()
      .when(placing({ promotionCodes, ...more }))
      .thenRejected('promotion-without-effect'),
  );
  it('of an amount counts in its currency alone', () => {
    const amount = (currency: string) => [spring({ scope: 'lines', reward: { kind: 'amount', value: 100, currency } })];
    fresh()
      .when(placing({ promotionCodes, promotions: amount('GBP') }))
      .then(placed(reduced, 200));
    fresh()
      .when(placing({ promotionCodes, promotions: amount('JPY') }))
      .thenRejected('promotion-currency-differs');
  });
  it.each([
    ['paused', { status: 'paused' }],
    ['over', { status: 'ended' }],
    ['of yesterday', { to: '2026-01-04T00:00:00.000Z' }],
    ['of tomorrow', { from: '2026-01-06T00:00:00.000Z' }],
  ])('must not be %s: nobody pays more than they expect', (_, more) =>
    fresh()
      .when(placing({ promotionCodes, promotions: [spring(more)] }))
      .thenRejected('promotion-not-active'),
  );
  it('must have a use left', () =>
    fresh()
      .when(placing({ promotionCodes, promotions: [spring({ isUsedUp: true })] }))
      .thenRejected('promotion-used-up'));
});

describe("the shop's own number of an order", () => {
  const reference = 'S-1';
  const taken = (by: string) => ({
    of: orderReference,
    id: orderReferenceId('b2c', 'c-1', reference),
    events: [OrderReferenceTaken.of({ orderId: by, reference })],
  });
  const first = (...events: Parameters<typeof order.evolve>[1][]) => ({ of: orderAggregate, id: 'o-0', events });
  const numbered = placing({ reference, customerId: 'c-1' });
  const placedWith = OrderPlaced.of({ ...placed().data, reference, customerId: 'c-1' });

  it('belongs to it from then on', () =>
    fresh().when(numbered).then(placedWith, OrderReferenceTaken.of({ orderId, reference })));
  it('is refused to another order of the same customer in the same channel', () =>
    fresh(taken('o-0'), first(placed())).when(numbered).thenRejected('order-reference-taken'));
  it('is the same number with blanks around it', () =>
    expect(orderReferenceId('b2c', 'c-1', ` ${reference} `)).toBe(orderReferenceId('b2c', 'c-1', reference)));
  it('may be that of an order of another customer', () =>
    fresh(taken('o-0'), first(placed()))
      .when(placing({ reference, customerId: 'c-2' }))
      .then(
        OrderPlaced.of({ ...placed().data, reference, customerId: 'c-2' }),
        OrderReferenceTaken.of({ orderId, reference }),
      ));
  it('is free again where its order came to nothing', () =>
    fresh(taken('o-0'), first(placed(), rejected))
      .when(numbered)
      .then(placedWith, OrderReferenceTaken.of({ orderId, reference })));
});

import {
  CancellationOvertaken,
  OrderAddressChanged,
  OrderCancelled,
  OrderConfirmed,
  OrderDelivered,
  OrderPartiallyShipped,
  OrderPlaced,
  OrderRejected,
  OrderShipped,
  OrderUnitsDelivered,
  PromotionClaimRequested,
  notPersonal,
} from '@concord/contracts';
import { given, givenStreams, SPEC_TIME } from '@concord/event-sourcing';
import type { RecordDelivery, RecordDispatch } from './parcels';
import { order } from './order.decider';
import type { PlacedLine } from './order-state';
import { CardPresented, orderAggregate, ParcelArrived, ParcelLeft, PickingBegun } from './order.aggregate';
import { placeOrder } from './place-order.decider';
import { orderReference, orderReferenceId, OrderReferenceTaken } from './order-reference.aggregate';
import type { PromotionFacts } from './offers';
import type { PlaceOrder } from './place-order';
import type { ProductFacts, SaleFacts } from './sale';

const past = given(order);
const fresh = givenStreams(placeOrder);
const orderId = 'o-1';
const shipTo = { country: 'GB' };

// What is known of the goods and the promotions.
const product = (more: Partial<ProductFacts> = {}): ProductFacts => {
  return {
    sku: 'TEE',
    isKnown: true,
    title: 'Tee',
    kind: 'shippable',
    published: true,
    channels: ['b2c', 'b2b', 'd2c'],
    priceMinor: 1000,
    currency: 'GBP',
    tiers: [],
    taxClass: 'standard',
    weightG: null,
    ...more,
  };
};
const tee = product();
const postage = product({ sku: 'POST', title: 'Postage', kind: 'service', priceMinor: 450 });
const spring = (more: Partial<PromotionFacts> = {}): PromotionFacts => {
  return {
    code: 'SPRING',
    promotionId: 'p-1',
    status: 'active',
    skus: [],
    reward: { kind: 'percent', value: 10 },
    scope: 'order',
    priority: 100,
    group: 'standard',
    from: '2026-01-01T00:00:00.000Z',
    to: '2026-02-01T00:00:00.000Z',
    ...more,
  };
};
type Asked = Partial<PlaceOrder['data'] & Pick<SaleFacts, 'products' | 'promotions'>>;
const placing = ({ products = [tee, postage], promotions = [spring()], ...more }: Asked = {}): PlaceOrder => ({
  type: 'PlaceOrder',
  data: {
    orderId,
    channel: 'b2c',
    currency: 'GBP',
    lines: [{ sku: 'TEE', quantity: 2 }],
    promotionCodes: [],
    shipTo,
    orderedAt: SPEC_TIME,
    payment: { method: 'invoice' },
    facts: { products, promotions, listPrices: [], lists: [], tax: undefined },
    buyer: { channel: more.channel ?? 'b2c', currency: more.currency ?? 'GBP', ids: [], groups: [] },
    ...more,
  },
});

// What happened.
const line = (lineId: string, sku: string, quantity: number, unitMinor: number, stocked = true): PlacedLine => {
  const title = sku === 'POST' ? 'Postage' : 'Tee';
  return { lineId, sku, title, quantity, unitMinor, discounts: [], totalMinor: quantity * unitMinor, stocked };
};
const placed = (lines: PlacedLine[] = [line('1', 'TEE', 2, 1000)], discountMinor = 0) => {
  const goodsMinor = lines.reduce((sum, { quantity, unitMinor }) => sum + quantity * unitMinor, 0);
  const totals = { goodsMinor, discountMinor, totalMinor: goodsMinor - discountMinor };
  const common = { orderId, channel: 'b2c' as const, currency: 'GBP', shipTo, orderedAt: SPEC_TIME };
  return OrderPlaced.of({ ...common, lines, ...totals, paymentMethod: 'invoice' });
};
const allocation = (warehouse: string, quantity: number, sku = 'TEE') => ({ sku, warehouse, quantity });
const confirmed = (from = placed(), allocations = [allocation('MAIN', 2)]) => {
  const { currency, lines, totalMinor, orderedAt } = from.data;
  return OrderConfirmed.of({ orderId, currency, lines, totalMinor, allocations, shipTo, orderedAt });
};
const cancelled = (stage: 'checkout' | 'confirmed') =>
  OrderCancelled.of({ orderId, reason: notPersonal('changed my mind'), stage });
const rejected = OrderRejected.of({ orderId, reason: 'stock', detail: 'none left', short: [] });
const picking = PickingBegun.of({ orderId, fulfilmentId: 'o-1.MAIN' });
const left = (warehouse: string, units: { lineId: string; sku: string; quantity: number }[], amountMinor: number) => {
  const money = { amountMinor, totalMinor: 2000, currency: 'GBP', paymentMethod: 'invoice' as const };
  return ParcelLeft.of({ orderId, fulfilmentId: `o-1.${warehouse}`, warehouse, units, ...money });
};
const arrived = (warehouse: string, deliveredAt = '2026-01-04T00:00:00.000Z') =>
  ParcelArrived.of({ orderId, fulfilmentId: `o-1.${warehouse}`, deliveredAt, recordedAt: SPEC_TIME });
const partlyShipped = (warehouse: string) => OrderPartiallyShipped.of({ orderId, fulfilmentId: `o-1.${warehouse}` });
const shipped = (warehouse: string) => OrderShipped.of({ orderId, fulfilmentId: `o-1.${warehouse}` });
const there = (warehouse: string, units: { lineId: string; sku: string; quantity: number }[]) =>
  OrderUnitsDelivered.of({
    orderId,
    fulfilmentId: `o-1.${warehouse}`,
    units,
    deliveredAt: '2026-01-04T00:00:00.000Z',
  });
const delivered = (deliveredAt = '2026-01-04T00:00:00.000Z') => OrderDelivered.of({ orderId, deliveredAt });
const two = [{ lineId: '1', sku: 'TEE', quantity: 2 }];
const one = [{ lineId: '1', sku: 'TEE', quantity: 1 }];

// The command.
const cancel = {
  type: 'CancelOrder' as const,
  data: { orderId, cancellationId: 'x-1', reason: notPersonal('changed my mind') },
};
const confirm = { type: 'ConfirmOrder' as const, data: { orderId, allocations: [allocation('MAIN', 2)] } };
const reject = {
  type: 'RejectOrder' as const,
  data: { orderId, reason: 'stock' as const, detail: 'none left', short: [] },
};
const dispatch = (warehouse: string, quantity: number, sku = 'TEE'): RecordDispatch => {
  const lines = [{ sku, quantity }];
  return { type: 'RecordDispatch', data: { orderId, fulfilmentId: `o-1.${warehouse}`, warehouse, lines } };
};
const deliver = (warehouse: string, deliveredAt = '2026-01-04T00:00:00.000Z'): RecordDelivery => {
  return { type: 'RecordDelivery', data: { orderId, fulfilmentId: `o-1.${warehouse}`, deliveredAt } };
};
const pick = { type: 'BeginPicking' as const, data: { orderId, fulfilmentId: 'o-1.MAIN' } };

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
});

describe('the decision on an order', () => {
  it('confirms it', () => past(placed()).when(confirm).then(confirmed()));
  it('rejects it', () => past(placed()).when(reject).then(rejected));
  it('comes once', () => {
    past(placed(), confirmed()).when(confirm).then();
    past(placed(), confirmed()).when(reject).then();
    past(placed(), rejected).when(confirm).then();
  });
  it('comes too late for an order that was cancelled', () => {
    past(placed(), cancelled('checkout')).when(confirm).then();
    past(placed(), cancelled('checkout')).when(reject).then();
  });
});

describe('cancelling an order', () => {
  it('is possible during checkout', () => past(placed()).when(cancel).then(cancelled('checkout')));
  it('is possible after it', () => past(placed(), confirmed()).when(cancel).then(cancelled('confirmed')));
  it('is done once', () => past(placed(), cancelled('checkout')).when(cancel).then());
  it('is refused while it is being picked', () =>
    past(placed(), confirmed(), picking).when(cancel).thenRejected('order-being-picked'));
  it('is refused once it has left', () =>
    past(placed(), confirmed(), left('MAIN', two, 2000), shipped('MAIN'))
      .when(cancel)
      .thenRejected('order-shipped'));
  it('is refused for a rejected order', () => past(placed(), rejected).when(cancel).thenRejected('order-rejected'));
  it('needs an order', () => past().when(cancel).thenRejected('order-unknown'));
  it('loses against a parcel that had left', () =>
    past(placed(), confirmed(), cancelled('confirmed'))
      .when(dispatch('MAIN', 2))
      .then(
        CancellationOvertaken.of({ orderId, fulfilmentId: 'o-1.MAIN', units: two, amountMinor: 2000, discounts: [] }),
        left('MAIN', two, 2000),
        shipped('MAIN'),
      ));
});

describe('picking', () => {
  it('is noted once', () => {
    past(placed(), confirmed()).when(pick).then(picking);
    past(placed(), confirmed(), picking).when(pick).then();
  });
  it('comes too late for an order that was cancelled', () =>
    past(placed(), confirmed(), cancelled('confirmed')).when(pick).then());
});

describe('parcels', () => {
  const split = confirmed(placed(), [allocation('MAIN', 1), allocation('NORTH', 1)]);
  const withPostage = placed([line('1', 'TEE', 2, 1000), line('2', 'POST', 1, 450, false)]);

  it('ship the order with the last parcel', () =>
    past(placed(), confirmed())
      .when(dispatch('MAIN', 2))
      .then(left('MAIN', two, 2000), shipped('MAIN')));
  it('ship it in part before', () =>
    past(placed(), split)
      .when(dispatch('NORTH', 1))
      .then(left('NORTH', one, 1000), partlyShipped('NORTH')));
  it('may leave in any order', () =>
    past(placed(), split, left('NORTH', one, 1000), partlyShipped('NORTH'))
      .when(dispatch('MAIN', 1))
      .then(left('MAIN', one, 1000), shipped('MAIN')));
  it('leave once', () =>
    past(placed(), confirmed(), left('MAIN', two, 2000), shipped('MAIN'))
      .when(dispatch('MAIN', 2))
      .then());
  it('are expected from the warehouses that reserved stock', () =>
    past(placed(), confirmed()).when(dispatch('MOON', 2)).thenRejected('fulfilment-not-expected'));
  it('cost the price of their units, odd pence first', () => {
    const odd = placed([line('1', 'TEE', 2, 1000), { ...line('2', 'MUG', 2, 3), totalMinor: 5 }]);
    const allocations = [allocation('MAIN', 1, 'MUG'), allocation('NORTH', 1, 'MUG')];
    const first = left('MAIN', [{ lineId: '2', sku: 'MUG', quantity: 1 }], 3);
    past(odd, confirmed(odd, allocations))
      .when(dispatch('MAIN', 1, 'MUG'))
      .then({ ...first, data: { ...first.data, totalMinor: odd.data.totalMinor } }, partlyShipped('MAIN'));
  });
  it('take lines without stock along with the first one', () => {
    const first = left('MAIN', [...two, { lineId: '2', sku: 'POST', quantity: 1 }], 2450);
    past(withPostage, confirmed(withPostage))
      .when(dispatch('MAIN', 2))
      .then({ ...first, data: { ...first.data, totalMinor: 2450 } }, shipped('MAIN'));
  });
  it('deliver the order when the last parcel arrives', () => {
    const sent = [left('MAIN', one, 1000), partlyShipped('MAIN'), left('NORTH', one, 1000), shipped('NORTH')];
    past(placed(), split, ...sent)
      .when(deliver('MAIN'))
      .then(arrived('MAIN'), there('MAIN', one));
    past(placed(), split, ...sent, arrived('MAIN'))
      .when(deliver('NORTH'))
      .then(arrived('NORTH'), there('NORTH', one), delivered());
  });
  it('arrive once', () => {
    const there = [left('MAIN', two, 2000), shipped('MAIN'), arrived('MAIN'), delivered()];
    past(placed(), confirmed(), ...there)
      .when(deliver('MAIN'))
      .then();
  });
  it('may be reported as delivered first', () => {
    past(placed(), confirmed()).when(deliver('MAIN')).then(arrived('MAIN'));
    past(placed(), confirmed(), arrived('MAIN'))
      .when(dispatch('MAIN', 2))
      .then(left('MAIN', two, 2000), shipped('MAIN'), there('MAIN', two), delivered());
  });
  it('never bring an order back from delivered to shipped', () =>
    past(placed(), confirmed(), left('MAIN', two, 2000), shipped('MAIN'), arrived('MAIN'), delivered())
      .when(dispatch('MAIN', 2))
      .then());
});

describe('an order of services alone', () => {
  const services = placed([line('1', 'POST', 2, 450, false)]);
  const finish = { type: 'DeliverWithoutParcel' as const, data: { orderId } };
  it('is delivered as soon as it is confirmed', () =>
    past(services, confirmed(services, []))
      .when(finish)
      .then(
        ParcelLeft.of({
          orderId,
          fulfilmentId: 'o-1.services',
          units: [{ lineId: '1', sku: 'POST', quantity: 2 }],
          amountMinor: 900,
          totalMinor: 900,
          currency: 'GBP',
          paymentMethod: 'invoice',
        }),
        OrderShipped.of({ orderId }),
        ParcelArrived.of({ orderId, fulfilmentId: 'o-1.services', deliveredAt: SPEC_TIME, recordedAt: SPEC_TIME }),
        delivered(SPEC_TIME),
      ));
  it('is the only kind of order that is', () => past(placed(), confirmed()).when(finish).then());
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

describe('another address', () => {
  const change = (country = 'GB') => {
    return { type: 'ChangeOrderAddress' as const, data: { orderId, shipTo: { country, postcode: 'N1 9GU' } } };
  };
  it('is taken until the order is picked', () => {
    past(placed(), confirmed())
      .when(change())
      .then(OrderAddressChanged.of({ orderId, shipTo: { country: 'GB', postcode: 'N1 9GU' } }));
    past(placed(), confirmed(), PickingBegun.of({ orderId, fulfilmentId: 'o-1.MAIN' }))
      .when(change())
      .thenRejected('address-not-changeable');
    past(placed()).when(change()).thenRejected('address-not-changeable');
  });
  it('stays in its country', () =>
    past(placed(), confirmed()).when(change('FR')).thenRejected('address-in-other-country'));
});

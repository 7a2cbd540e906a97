import { Engine } from '@concord/event-sourcing';
import type { RunningService, ServiceDeclaration } from '@concord/service';
import { meta, testDatabase } from '@concord/testing';
import { openSystem, reachesOutOfScope, type Probe } from '@concord/testing/system';
import { DataSource } from 'typeorm';
import { v7 as uuid7 } from 'uuid';
import { DocumentRow } from '../src/document/documents.projection';
import { orders, OrdersModule } from '../src/orders.module';
import { ClaimRow } from '../src/claim/claims.projection';
import { ExchangeRow } from '../src/exchange/exchanges.projection';
import { RefundRow } from '../src/payment/refunds.projection';
import { ReturnRow } from '../src/return/returns.projection';

const declaration: ServiceDeclaration = {
  module: OrdersModule,
  parts: orders,
  title: 'Orders',
  description: 'Orders.',
  port: 0,
};
const database = testDatabase('own-order');
const LINES_MAX = 1_500;

describe('orders', () => {
  let system: Awaited<ReturnType<typeof openSystem>>;
  let running: RunningService;
  const [order, returned, cart, quote] = [uuid7(), uuid7(), uuid7(), uuid7()];
  const [claim, exchange, document] = [uuid7(), uuid7(), uuid7()];

  beforeAll(async () => {
    system = await openSystem();
    await system.migrate(declaration, database.url);
    running = await system.start(declaration, database.url);
    const product = { sku: 'TEE', isKnown: true, title: 'Tee', kind: 'shippable', published: true };
    const data = {
      orderId: order,
      customerId: 'alice',
      channel: 'b2b',
      currency: 'GBP',
      shipTo: { country: 'GB' },
      lines: [{ sku: 'TEE', quantity: 2 }],
      payment: { method: 'invoice' },
      promotionCodes: [],
      facts: {
        products: [
          { ...product, channels: ['b2b'], priceMinor: 1_000, currency: 'GBP', tiers: [], taxClass: 'standard' },
        ],
        promotions: [],
        listPrices: [],
        lists: [],
      },
      buyer: { channel: 'b2b', currency: 'GBP', ids: ['alice'], groups: [] },
      orderedAt: new Date().toISOString(),
    };
    const placed = { commands: [{ command: { type: 'PlaceOrder', data } }], commandId: uuid7(), meta };
    await running.app.get(Engine).execute(placed);
    const basket = { cartId: cart, customerId: 'alice', channel: 'b2b', currency: 'GBP' };
    const offered = {
      salesQuoteId: quote,
      customerId: 'alice',
      channel: 'b2b',
      currency: 'GBP',
      lines: [{ sku: 'TEE', quantity: 1 }],
      shipTo: { country: 'GB' },
      validUntil: '2036-01-01T00:00:00.000Z',
      facts: data.facts,
      buyer: data.buyer,
    };
    const more = [
      { command: { type: 'CreateCart', data: basket } },
      { command: { type: 'OfferSalesQuote', data: offered } },
    ];
    await running.app.get(Engine).execute({ commands: more, commandId: uuid7(), meta });
    const units = { lineId: '1', sku: 'TEE', quantity: 1, reason: 'too small' };
    const row = {
      returnId: returned,
      orderId: order,
      customerId: 'alice',
      lines: [units],
      undecided: [{ ...units, grade: 'D' }],
      rejection: { reason: 'cancelled', detail: 'it is too small for my aunt' },
    };
    const views = running.app.get(DataSource);
    await views.getRepository(ReturnRow).insert(Object.assign(new ReturnRow(), row));
    const alices = { orderId: order, customerId: 'alice' };
    const claimed = { claimId: claim, ...alices, kind: 'damaged', lines: [units], description: 'torn' };
    await views.getRepository(ClaimRow).insert(Object.assign(new ClaimRow(), claimed));
    const exchanged = { exchangeId: exchange, ...alices, returnId: 'r', replacementOrderId: 'o', lines: [units] };
    await views.getRepository(ExchangeRow).insert(Object.assign(new ExchangeRow(), exchanged));
    const refunded = { refundId: uuid7(), orderId: order, amountMinor: 1, currency: 'GBP', status: 'to_pay_out' };
    await views.getRepository(RefundRow).insert(Object.assign(new RefundRow(), refunded));
    const issued = { documentId: document, ...alices, channel: 'b2b', numberText: document };
    await views.getRepository(DocumentRow).insert(Object.assign(new DocumentRow(), issued));
  }, 30_000);
  afterAll(async () => {
    await running.stop();
    system.close();
  }, 15_000);

  const as = async (customerId: string) => {
    const roles = ['customer', 'cs_lead', 'head_of_digital', 'service'] as const;
    return { authorization: `Bearer ${await system.issuer.mint({ roles, subject: 'pat', customerId })}` };
  };
  const agreed = {
    channel: 'b2b',
    currency: 'GBP',
    shipTo: { country: 'GB' },
    payment: { method: 'card' },
    customerId: 'alice',
    lines: [{ sku: 'TEE', quantity: 1, agreedUnitMinor: 0 }],
  };
  const ofMoney: [string, object][] = [
    [`/v1/orders/${order}/refunds`, { amountMinor: 1, reason: 'x' }],
    [`/v1/orders/${order}/refunds/none/retry`, {}],
    [`/v1/orders/${order}/invoice-payments`, { amountMinor: 1, reference: 'x' }],
    [`/v1/orders/${order}/refunds/none/record-payout`, { amountMinor: 1, method: 'cash', reference: 'x' }],
    [`/v1/orders/${order}/refunds/none/propose-write-off`, { reason: 'x' }],
    [`/v1/orders/${order}/refunds/none/write-off`, {}],
    [`/v1/returns/${returned}/decide`, { lines: [{ lineId: '1', quantity: 1, percent: 100 }], reason: 'x' }],
    [`/v1/claims/${claim}/resolve`, { resolution: 'refund', reason: 'x' }],
    ['/v1/orders', agreed],
  ];

  it.each(ofMoney)(
    'need a second person for the own money of people who work here and shop here: %s',
    async (route, body) => {
      const own = await system.ask(running, 'POST', route, body, await as('alice'));
      expect([own.status, own.json.code]).toEqual([422, 'second-person-needed']);
      const others = await system.ask(running, 'POST', route, body, await as('bob'));
      expect(others.json.code).not.toBe('second-person-needed');
    },
  );

  it('show the words of customers to people who work with customers', async () => {
    const by = { authorization: `Bearer ${await system.issuer.mint({ roles: 'cs_agent' })}` };
    const { text } = await system.ask(running, 'GET', `/v1/returns/${returned}`, undefined, by);
    expect(text.match(/too small/g)).toHaveLength(3);
  });

  it.each(['driver', 'content_editor', 'tester', 'it_operator', 'marketing_manager', 'warehouse_operator'] as const)(
    'show no words of customers to %s',
    async (role) => {
      const by = { authorization: `Bearer ${await system.issuer.mint({ roles: role })}` };
      for (const route of ['/v1/returns', `/v1/returns/${returned}`]) {
        const { status, text } = await system.ask(running, 'GET', route, undefined, by);
        expect(status).toBe(200);
        expect(text).toContain(returned);
        expect(text).not.toMatch(/too small|alice/);
      }
    },
  );

  const at = `/v1/orders/${order}`;
  const reason = { reason: 'x' };
  const probes: Record<string, Probe> = {
    'POST /v1/orders': { address: '/v1/orders', body: agreed },
    'GET /v1/orders': { address: '/v1/orders?customer=alice' },
    'GET /v1/orders/{orderId}': { address: at },
    'GET /v1/orders/{orderId}/story': { address: `${at}/story` },
    'GET /v1/orders/{orderId}/documents': { address: `${at}/documents` },
    'GET /v1/documents': { address: '/v1/documents' },
    'GET /v1/documents/{documentId}': { address: `/v1/documents/${document}` },
    'GET /v1/documents/{documentId}/pdf': { address: `/v1/documents/${document}/pdf` },
    'GET /v1/documents/{documentId}/xml': { address: `/v1/documents/${document}/xml` },
    'POST /v1/orders/{orderId}/cancel': { address: `${at}/cancel`, body: reason },
    'GET /v1/orders/{orderId}/payments': { address: `${at}/payments` },
    'POST /v1/orders/{orderId}/refunds': { address: `${at}/refunds`, body: { amountMinor: 1, ...reason } },
    'POST /v1/orders/{orderId}/refunds/{refundId}/retry': { address: `${at}/refunds/r/retry`, body: {} },
    'GET /v1/refunds': { address: '/v1/refunds' },
    'POST /v1/orders/{orderId}/refunds/{refundId}/record-payout': {
      address: `${at}/refunds/r/record-payout`,
      body: { amountMinor: 1, method: 'cash', reference: 'x' },
    },
    'POST /v1/orders/{orderId}/refunds/{refundId}/propose-write-off': {
      address: `${at}/refunds/r/propose-write-off`,
      body: reason,
    },
    'POST /v1/orders/{orderId}/refunds/{refundId}/write-off': { address: `${at}/refunds/r/write-off`, body: {} },
    'POST /v1/orders/{orderId}/captures/{fulfilmentId}/retry': { address: `${at}/captures/f/retry`, body: {} },
    'POST /v1/orders/{orderId}/invoice-payments': {
      address: `${at}/invoice-payments`,
      body: { amountMinor: 1, reference: 'x' },
    },
    'GET /v1/returns': { address: '/v1/returns' },
    'GET /v1/returns/{returnId}': { address: `/v1/returns/${returned}` },
    'POST /v1/returns/{returnId}/cancel': { address: `/v1/returns/${returned}/cancel`, body: reason },
    'POST /v1/returns/{returnId}/reject': { address: `/v1/returns/${returned}/reject`, body: reason },
    'POST /v1/returns/{returnId}/decide': {
      address: `/v1/returns/${returned}/decide`,
      body: { lines: [{ lineId: '1', quantity: 1, percent: 1 }], ...reason },
    },
  };

  const inCart = `/v1/carts/${cart}`;
  const offer = {
    customerId: 'alice',
    currency: 'GBP',
    lines: [{ sku: 'TEE', quantity: 1 }],
    shipTo: { country: 'GB' },
    validUntil: '2036-01-01T00:00:00Z',
  };
  const zone = '/v1/tax/zones/UK';
  const ofUnit = { orderId: order, lines: [{ lineId: '1', quantity: 1 }] };
  Object.assign(probes, {
    'POST /v1/carts': { address: '/v1/carts', body: { channel: 'b2b', currency: 'GBP' } },
    'GET /v1/carts/{cartId}': { address: inCart },
    'POST /v1/carts/{cartId}/lines': { address: `${inCart}/lines`, body: { sku: 'TEE' } },
    'PATCH /v1/carts/{cartId}/lines/{lineId}': { address: `${inCart}/lines/1`, body: { quantity: 1 } },
    'DELETE /v1/carts/{cartId}/lines/{lineId}': { address: `${inCart}/lines/1` },
    'PUT /v1/carts/{cartId}/address': { address: `${inCart}/address`, body: { shipTo: { country: 'GB' } } },
    'POST /v1/carts/{cartId}/coupons': { address: `${inCart}/coupons`, body: { code: 'X' } },
    'DELETE /v1/carts/{cartId}/coupons/{code}': { address: `${inCart}/coupons/X` },
    'POST /v1/carts/{cartId}/vouchers': { address: `${inCart}/vouchers`, body: { code: 'X' } },
    'DELETE /v1/carts/{cartId}/vouchers/{voucherId}': { address: `${inCart}/vouchers/X` },
    'POST /v1/carts/{cartId}/points': { address: `${inCart}/points`, body: { points: 1 } },
    'PUT /v1/carts/{cartId}/shipping': { address: `${inCart}/shipping`, body: { option: 'x' } },
    'POST /v1/carts/{cartId}/extend': { address: `${inCart}/extend`, body: {} },
    'POST /v1/carts/{cartId}/merge': { address: `${inCart}/merge`, body: { fromCartId: 'x' } },
    'POST /v1/carts/{cartId}/quote': { address: `${inCart}/quote`, body: {} },
    'POST /v1/orders/{orderId}/hold': { address: `${at}/hold`, body: { reason: 'fraud' } },
    'POST /v1/orders/{orderId}/release': { address: `${at}/release`, body: {} },
    'PUT /v1/orders/{orderId}/address': { address: `${at}/address`, body: { shipTo: { country: 'GB' } } },
    'POST /v1/orders/{orderId}/notes': { address: `${at}/notes`, body: { text: 'x' } },
    'GET /v1/orders/{orderId}/notes': { address: `${at}/notes` },
    'POST /v1/orders/{orderId}/additions': {
      address: `${at}/additions`,
      body: { lines: [{ sku: 'S', quantity: 1 }] },
    },
    'POST /v1/orders/{orderId}/promise-questions/{questionId}/answer': {
      address: `${at}/promise-questions/x/answer`,
      body: { answer: 'wait' },
    },
    'GET /v1/prices': { address: '/v1/prices?sku=TEE&currency=GBP&channel=b2b' },
    'POST /v1/orders/{orderId}/reorder': { address: `${at}/reorder`, body: {} },
    'PUT /v1/tax/zones/{zone}': { address: zone, body: { name: 'x', kind: 'domestic', countries: ['GB'] } },
    'PUT /v1/tax/zones/{zone}/rates/{taxClass}': { address: `${zone}/rates/standard`, body: { rateMilli: 1 } },
    'POST /v1/tax/zones/{zone}/rates/{taxClass}/withdraw': {
      address: `${zone}/rates/standard/withdraw`,
      body: { from: '2036-01-01T00:00:00Z' },
    },
    'GET /v1/carts': { address: '/v1/carts' },
    'GET /v1/payments/notices': { address: '/v1/payments/notices' },
    'GET /v1/settlements': { address: '/v1/settlements' },
    'GET /v1/settlements/{day}': { address: '/v1/settlements/2026-01-05' },
    'POST /v1/settlements': {
      address: '/v1/settlements',
      body: { day: '2026-01-05', file: 'ref,kind,amount,currency,day\n' },
    },
    'GET /v1/claims': { address: '/v1/claims' },
    'POST /v1/claims': { address: '/v1/claims', body: { ...ofUnit, kind: 'damaged', description: 'x' } },
    'GET /v1/claims/{claimId}': { address: `/v1/claims/${claim}` },
    'POST /v1/claims/{claimId}/resolve': {
      address: `/v1/claims/${claim}/resolve`,
      body: { resolution: 'rejected', ...reason },
    },
    'GET /v1/exchanges': { address: '/v1/exchanges' },
    'POST /v1/exchanges': {
      address: '/v1/exchanges',
      body: { orderId: order, lines: [{ lineId: '1', quantity: 1, toSku: 'TEE', ...reason }] },
    },
    'POST /v1/exchanges/quote': {
      address: '/v1/exchanges/quote',
      body: { orderId: order, lines: [{ lineId: '1', quantity: 1, toSku: 'TEE' }] },
    },
    'GET /v1/exchanges/{exchangeId}': { address: `/v1/exchanges/${exchange}` },
    'GET /v1/company-credit/{companyId}': { address: '/v1/company-credit/acme' },
    'GET /v1/quotes': { address: '/v1/quotes' },
    'POST /v1/quotes': { address: '/v1/quotes', body: offer },
    'GET /v1/quotes/{salesQuoteId}': { address: `/v1/quotes/${quote}` },
    'POST /v1/quotes/{salesQuoteId}/accept': { address: `/v1/quotes/${quote}/accept`, body: { method: 'card' } },
    'POST /v1/quotes/{salesQuoteId}/decline': { address: `/v1/quotes/${quote}/decline`, body: {} },
    'POST /v1/quotes/{salesQuoteId}/withdraw': { address: `/v1/quotes/${quote}/withdraw`, body: {} },
  });
  const unbound = [
    // Rates are the same in all sales channels.
    'GET /v1/tax/classes',
    'GET /v1/tax/zones',
    'GET /v1/tax/zones/{zone}',
    // A signature or a reference that only the payer has stands in for a token.
    'POST /v1/payments/webhooks/{provider}',
    'GET /v1/payments/challenges/{providerRef}',
    'POST /v1/payments/challenges/{providerRef}/finish',
  ];

  /** A basket, a quote or a price is of no warehouse; what an order comes to is asked with the order. */
  const isOfNoWarehouse = (operation: string) =>
    operation === 'POST /v1/orders' || /^\S+ \/v1\/(carts|quotes|prices|tax|company-credit)\b/.test(operation);

  it.each([{ channels: ['b2c'] }, { channels: [] }, { warehouseIds: ['LDN'] }, { warehouseIds: [] }])(
    'are not reached from other sales channels and warehouses: %j',
    async (scopes) => {
      const roles = ['service', 'cs_lead', 'head_of_digital', 'it_operator'] as const;
      const token = await system.issuer.mint({ roles, scopes });
      const freeOf = 'channels' in scopes ? [] : Object.keys(probes).filter(isOfNoWarehouse);
      const streams = [
        `order/${order}`,
        `payment/${order}`,
        `checkout/${order}`,
        `cart/${cart}`,
        `sales-quote/${quote}`,
      ];
      const foreign = [order, returned, document, cart, quote, claim, exchange, 'alice'];
      const wrong = await reachesOutOfScope(system, running, probes, `Bearer ${token}`, foreign, streams, [
        ...unbound,
        ...freeOf,
      ]);
      expect(wrong).toEqual([]);
    },
  );

  it('name a hundred lines that cannot be ordered, and no more', async () => {
    const lines = Array.from({ length: LINES_MAX }, (_, n) => ({ sku: `NONE-${n}`, quantity: 1 }));
    const { json, text } = await system.ask(running, 'POST', '/v1/orders', { ...agreed, lines }, await as('bob'));
    expect(json).toMatchObject({ status: 422, code: 'lines-not-orderable' });
    expect(json.errors).toHaveLength(100);
    expect(text.length).toBeLessThan(20_000);
  });
});

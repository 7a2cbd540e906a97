import { notPersonal, PointsBurnHeld, ShipmentDispatched, StockReserved, VoucherHeld } from '@concord/contracts';
import { Engine, recorded, type DomainEvent } from '@concord/event-sourcing';
import type { RunningService } from '@concord/service';
import { eventually, meta, testDatabase } from '@concord/testing';
import { openSystem } from '@concord/testing/system';
import { DataSource } from 'typeorm';
import { v7 as uuid7 } from 'uuid';
import { declaration } from '../src/declaration';
import { ProductRow } from '../src/product/products.projection';
import { StripeServer } from './stripe-server';

const TEE = {
  sku: 'TEE',
  isKnown: true,
  title: 'Tee',
  kind: 'shippable',
  published: true,
  channels: ['b2c'],
  priceMinor: 1_000,
  currency: 'GBP',
};

/** A shop whose orders pay at a provider of specs; the other services are said by events. */
export function openPayingShop(name: string, provider: 'stripe' | 'sandbox' = 'stripe') {
  const database = testDatabase(name);
  const stripe = new StripeServer();
  let system!: Awaited<ReturnType<typeof openSystem>>;
  let running!: RunningService;
  let staff = '';

  const hear = (event: DomainEvent, occurredAt = new Date().toISOString()) => {
    const heard = { ...recorded(event, { occurredAt }), eventId: uuid7() };
    return running.app.get(Engine).deliver({ events: [heard], positions: [], parked: [] });
  };
  const ask = async (method: string, route: string, body?: unknown, token = staff) =>
    system.ask(running, method, route, body, { authorization: `Bearer ${token}` });

  const shop = {
    stripe,
    ask,
    hear,
    get running() {
      return running;
    },
    get system() {
      return system;
    },
    async start() {
      system = await openSystem();
      const apiBase = await stripe.start();
      await system.migrate(declaration, database.url);
      running = await system.start(declaration, database.url, {
        CONCORD_PAYMENT_PROVIDER: provider,
        CONCORD_PAYMENT_RETURN_URL: 'https://shop.example/thanks/{orderId}',
        STRIPE_SECRET_KEY: 'sk_test_spec',
        STRIPE_WEBHOOK_SECRET: stripe.secret,
        STRIPE_API_BASE: apiBase,
      });
      staff = await system.issuer.mint({ roles: ['service', 'cs_lead', 'head_of_digital'], subject: 'till' });
      await running.app.get(DataSource).getRepository(ProductRow).insert(Object.assign(new ProductRow(), TEE));
    },
    async stop() {
      await running.stop();
      stripe.stop();
      system.close();
    },
    /** Places an order of so many units, with stock: by card, or on account without a card. */
    async order(quantity: number, token: string | undefined, customerId = 'alice'): Promise<string> {
      const body = {
        channel: 'b2c',
        currency: 'GBP',
        customerId,
        shipTo: { country: 'GB' },
        payment: token === undefined ? { method: 'invoice' } : { method: 'card', token },
        lines: [{ sku: 'TEE', quantity }],
      };
      const { status, json, text } = await ask('POST', '/v1/orders', body);
      if (status > 202) throw new Error(`The order was not placed: ${text}`);
      const orderId = json.orderId as string;
      const allocations = [{ sku: 'TEE', warehouse: 'MAIN', quantity }];
      await hear(StockReserved.of({ orderId, allocations, splitCount: 1 }));
      return orderId;
    },
    /** Places an order of which a voucher and points pay a part, as a basket does, with stock and with both held. */
    async orderWithCredits(quantity: number, token: string, voucherMinor: number, points: number): Promise<string> {
      const [orderId, voucherId, customerId] = [uuid7(), uuid7(), 'alice'];
      const credits = { vouchers: [{ voucherId, amountMinor: voucherMinor }], points: { points, amountMinor: points } };
      const data = {
        orderId,
        customerId,
        channel: 'b2c',
        currency: 'GBP',
        shipTo: { country: 'GB' },
        orderedAt: new Date().toISOString(),
        returnWindowDays: 30,
        lines: [{ sku: 'TEE', quantity }],
        promotionCodes: [],
        payment: { method: 'card', token: notPersonal(token) },
        facts: {
          products: [Object.assign(new ProductRow(), TEE)],
          promotions: [],
          listPrices: [],
          lists: [],
          tax: undefined,
        },
        buyer: { channel: 'b2c', currency: 'GBP', groups: [], ids: [customerId] },
        credits,
      };
      const command = { type: 'PlaceOrder', data };
      const outcome = await running.app.get(Engine).execute({ commands: [{ command }], commandId: uuid7(), meta });
      if (outcome.kind !== 'done') throw new Error(`The order was not placed: ${JSON.stringify(outcome)}`);
      await hear(
        StockReserved.of({ orderId, allocations: [{ sku: 'TEE', warehouse: 'MAIN', quantity }], splitCount: 1 }),
      );
      const held = { balanceMinor: 0, status: 'active' as const, currency: 'GBP' };
      await hear(VoucherHeld.of({ ...held, voucherId, amountMinor: voucherMinor, orderId }));
      const account = { customerId, available: 0, pending: 0, held: points, owed: 0 };
      await hear(PointsBurnHeld.of({ ...account, orderId, points, lots: [] }));
      return orderId;
    },
    /** A parcel with so many units leaves. */
    ship: (orderId: string, fulfilmentId: string, quantity: number) =>
      hear(
        ShipmentDispatched.of({
          fulfilmentId,
          orderId,
          warehouse: 'MAIN',
          carrier: 'post',
          tracking: fulfilmentId,
          lines: [{ sku: 'TEE', quantity }],
        }),
      ),
    /** Waits until an order has this status. */
    until: (orderId: string, status: string) =>
      eventually(async () => {
        const { json } = await ask('GET', `/v1/orders/${orderId}`);
        expect(json.status).toBe(status);
        return json;
      }),
    /** Waits until the money of an order is so. */
    money: (orderId: string, expected: object) =>
      eventually(
        async () => {
          const { json } = await ask('GET', `/v1/orders/${orderId}/payments`);
          expect(json.items[0]).toMatchObject(expected);
          return json.items[0];
        },
        { within: 10_000 },
      ),
    /** An order whose parcels of these units have left and are paid. */
    async paid(...parcels: readonly number[]): Promise<string> {
      const quantity = parcels.reduce((sum, units) => sum + units, 0);
      const orderId = await shop.order(quantity, 'pm_card');
      await shop.until(orderId, 'confirmed');
      let capturedMinor = 0;
      for (const [n, units] of parcels.entries()) {
        await shop.ship(orderId, `${orderId}.${n}`, units);
        await shop.money(orderId, { capturedMinor: (capturedMinor += units * 1_000) });
      }
      return orderId;
    },
    /** An order on account whose parcel has left, and whose invoice was paid at the bank. */
    async paidOnAccount(quantity: number): Promise<string> {
      const orderId = await shop.order(quantity, undefined);
      await shop.until(orderId, 'confirmed');
      await shop.ship(orderId, `${orderId}.1`, quantity);
      const amountMinor = quantity * 1_000;
      await shop.money(orderId, { openMinor: amountMinor });
      await ask('POST', `/v1/orders/${orderId}/invoice-payments`, { amountMinor, reference: `bank ${orderId}` });
      await shop.money(orderId, { status: 'paid' });
      return orderId;
    },
    /** A person asks for a refund. */
    refund: (orderId: string, amountMinor: number) =>
      ask('POST', `/v1/orders/${orderId}/refunds`, { amountMinor, reason: 'late' }),
    /** What the provider has booked for an order. */
    booked: (orderId: string, move: 'capture' | 'refund') =>
      stripe.intentsOf(orderId).reduce((sum, { id }) => sum + stripe.sum(move, id), 0),
    /** The notices of the provider with this outcome. */
    noticesWith: async (outcome: string) =>
      (await ask('GET', `/v1/payments/notices?outcome=${outcome}&limit=200`)).json.items as {
        providerRef: string;
        orderId: string | null;
      }[],
    /** Sends what waits at the provider, and returns the statuses of the answers. */
    async sendNotices(order: (notices: any[]) => any[] = (all) => all): Promise<number[]> {
      const statuses: number[] = [];
      for (const notice of order(stripe.notices.splice(0)))
        statuses.push(await stripe.send(notice, `${running.url}/v1/payments/webhooks/stripe`));
      return statuses;
    },
  };
  return shop;
}

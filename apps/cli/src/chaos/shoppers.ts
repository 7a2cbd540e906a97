import { setTimeout as pause } from 'node:timers/promises';
import { v5 as uuid5 } from 'uuid';
import { aligned } from '../replay/alignment';
import { isProblem, type Concord } from '@concord/client';
import { CURRENCY, Shop, WAREHOUSE } from '../replay/shop';
import type { Random } from '../random';
import { Packer } from './packer';

/** An order of a shopper, with its request. */
export interface ShopperOrder {
  readonly orderId: string;
  readonly lines: readonly { readonly sku: string; readonly quantity: number }[];
  /** The token of the card; absent for an order by invoice. */
  readonly token?: string;
  /** The units of accepted cancellations, by SKU. */
  readonly dropped: Map<string, number>;
  /** What was paid of the invoice. */
  paidMinor: number;
}

/** What the shoppers find in the shop: the same for the check. */
export interface Window {
  readonly skus: readonly string[];
  /** Of each SKU, over all warehouses. */
  readonly unitsEach: number;
  readonly code: string;
  readonly promotionId: string;
  readonly usesMax: number;
}

const SKUS = 4;
/** Sends units that the main warehouse lacks. */
const SECOND_WAREHOUSE = 'SECOND';
const UNITS: Readonly<Record<string, number>> = { [WAREHOUSE]: 90, [SECOND_WAREHOUSE]: 30 };
const PRICE_MINOR = 1_500;
const USES_MAX = 25;
/** As the sandbox provider understands them. */
const TOKENS = ['good', 'good', 'good', 'timeout', 'late', 'decline', 'capture-fails', 'expired'];
const VERDICT_MS = 120_000;
const MONEY_MS = 120_000;

/**
 * People who pay by card or on account for what is scarce, with a voucher that is limited. Some are declined, some
 * cancel, some do without a unit while it is picked; shelves hold fewer units than the books say; the provider refuses
 * to capture, or its authorisation is gone.
 */
export class Shoppers {
  readonly placed: ShopperOrder[] = [];
  private readonly space: string;
  private readonly skus: readonly string[];
  private readonly code: string;
  private readonly shop: Shop;
  private readonly packer: Packer;
  private promotionId = '';

  constructor(
    private readonly client: Concord,
    run: string,
    private readonly random: Random,
  ) {
    this.space = uuid5(`shoppers/${run}`, uuid5.URL);
    this.shop = new Shop(client, `shoppers/${run}`);
    this.packer = new Packer(client, random, (step) => this.key(step));
    const suffix = this.space.slice(0, 6).toUpperCase();
    this.skus = Array.from({ length: SKUS }, (_, n) => `SCARCE-${suffix}-${n + 1}`);
    this.code = `VOUCHER-${suffix}`;
  }

  get window(): Window {
    const unitsEach = Object.values(UNITS).reduce((sum, units) => sum + units, 0);
    return { skus: this.skus, unitsEach, code: this.code, promotionId: this.promotionId, usesMax: USES_MAX };
  }

  private get orders() {
    return this.client.orders;
  }

  /** Puts the goods on sale and the voucher into force. */
  async open(): Promise<void> {
    await this.shop.openWarehouse();
    const second = { warehouse: SECOND_WAREHOUSE, name: 'Second', country: 'United Kingdom', acceptsReturns: false };
    const { inventory, catalog, marketing } = this.client;
    await inventory.post('/v1/warehouses', { body: second, key: this.key('warehouse') }).catch(unless(409));
    const rows = this.skus.map((sku) => {
      return { sku, title: 'A scarce thing', kind: 'shippable', priceMinor: PRICE_MINOR, currency: CURRENCY } as const;
    });
    await catalog.post('/v1/imports', { body: { rows, publish: true }, key: this.key('import') });
    for (const [warehouse, quantity] of Object.entries(UNITS)) {
      const lines = this.skus.map((sku) => ({ sku, quantity }));
      const receipt = { warehouse, cause: 'opening', lines };
      await inventory.post('/v1/receipts', { body: receipt, key: this.key(`stock/${warehouse}`) });
    }
    const from = new Date(Date.now() - 3_600_000).toISOString();
    const to = new Date(Date.now() + 86_400_000).toISOString();
    const reward = { kind: 'percent', value: 10 } as const;
    const voucher = { code: this.code, name: 'Scarce and cheap', skus: this.skus, reward, from, to, usesMax: USES_MAX };
    const made = await marketing.post('/v1/promotions', { body: voucher, key: this.key('voucher') });
    this.promotionId = made.data.id;
    const promotion = { path: { promotionId: this.promotionId }, key: this.key('activate') };
    await marketing.post('/v1/promotions/{promotionId}/activate', promotion);
    await aligned(this.client);
  }

  /** Lets this many people buy, one order after the other, until the end. */
  async buy(people: number, isEnough: () => boolean): Promise<void> {
    let n = 0;
    const person = async () => {
      while (!isEnough()) {
        await this.order((n += 1));
        await pause(this.random.whole(100, 600));
      }
    };
    await Promise.all(Array.from({ length: people }, person));
  }

  private async order(n: number) {
    const { random } = this;
    const skus = random.shuffled(this.skus).slice(0, random.whole(1, 2));
    const lines = skus.map((sku) => ({ sku, quantity: random.whole(1, 3) }));
    const token = random.chance(0.75) ? random.pick(TOKENS) : undefined;
    const fate = random.next();
    const body = {
      channel: 'b2c' as const,
      currency: CURRENCY,
      lines,
      ...(random.chance(0.4) && { promotionCodes: [this.code] }),
      shipTo: { country: 'United Kingdom' },
      payment: token === undefined ? { method: 'invoice' as const } : { method: 'card' as const, token },
    };
    const { orderId } = (await this.orders.post('/v1/orders', { body, key: this.key(`order/${n}`), wait: 2 })).data;
    const order: ShopperOrder = { orderId, lines, ...(token && { token }), dropped: new Map(), paidMinor: 0 };
    this.placed.push(order);
    // Some do not wait for the decision.
    if (fate < 0.1) return this.cancel(orderId, n);
    if ((await this.verdict(orderId)) !== 'confirmed') return;
    if (fate < 0.2) return this.cancel(orderId, n);
    const dropping = random.chance(0.3) ? this.drop(order, n) : undefined;
    if (fate >= 0.9) return dropping;
    // Others cancel a unit while it is picked.
    if (random.chance(0.5)) await dropping;
    await Promise.all([this.packer.send(orderId), dropping]);
    if (token !== undefined) await this.captured(orderId);
    else if (random.chance(0.7)) await this.pay(order, n);
  }

  private async cancel(orderId: string, n: number) {
    const wish = { path: { orderId }, body: { reason: 'changed my mind' }, key: this.key(`cancel/${n}`) };
    // Rejected before, or on its way: then it goes on.
    await this.orders.post('/v1/orders/{orderId}/cancel', wish).catch(unless(409));
  }

  /** One unit is cancelled, unless it is being picked or has left. */
  private async drop(order: ShopperOrder, n: number) {
    const { sku } = this.random.pick(order.lines);
    const body = { reason: 'one less', lines: [{ sku, quantity: 1 }] };
    const wish = { path: { orderId: order.orderId }, body, key: this.key(`drop/${n}`) };
    const taken = await this.orders.post('/v1/orders/{orderId}/cancel', wish).catch(unless(409, 422));
    if (taken) order.dropped.set(sku, 1);
  }

  private async verdict(orderId: string): Promise<string> {
    return this.until(VERDICT_MS, `the verdict on order ${orderId}`, async () => {
      const { status } = (await this.orders.get('/v1/orders/{orderId}', { path: { orderId } })).data;
      return status === 'pending' ? undefined : status;
    });
  }

  /** Waits for the captures of the shipped parcels, and retries those that the provider refused. */
  private async captured(orderId: string): Promise<void> {
    await this.until(MONEY_MS, `the money of order ${orderId}`, async () => {
      const { items } = (await this.orders.get('/v1/orders/{orderId}/payments', { path: { orderId } })).data;
      const open = items.flatMap(({ captures }) => captures).filter(({ status }) => status !== 'captured');
      for (const { fulfilmentId, attempts } of open.filter(({ status }) => status === 'failed')) {
        const capture = { orderId, fulfilmentId: fulfilmentId! };
        const options = { path: capture, key: this.key(`capture/${fulfilmentId}/${attempts}`) };
        await this.orders.post('/v1/orders/{orderId}/captures/{fulfilmentId}/retry', options);
      }
      return open.length === 0 || undefined;
    });
  }

  /** Pays what is owed, or half of it. */
  private async pay(order: ShopperOrder, n: number): Promise<void> {
    const path = { orderId: order.orderId };
    const { items } = (await this.orders.get('/v1/orders/{orderId}/payments', { path })).data;
    const openMinor = items[0]?.openMinor ?? 0;
    const amountMinor = this.random.chance(0.5) ? openMinor : Math.floor(openMinor / 2);
    if (amountMinor === 0) return;
    const body = { amountMinor, reference: `bank ${n}` };
    await this.orders.post('/v1/orders/{orderId}/invoice-payments', { path, body, key: this.key(`pay/${n}`) });
    order.paidMinor = amountMinor;
  }

  private async until<T>(withinMs: number, what: string, look: () => Promise<T | undefined>): Promise<T> {
    const deadline = Date.now() + withinMs;
    for (;;) {
      const found = await look();
      if (found !== undefined) return found;
      if (Date.now() > deadline) throw new Error(`Waited ${withinMs / 1000} s in vain for ${what}.`);
      await pause(100);
    }
  }

  private key(step: string): string {
    return uuid5(step, this.space);
  }
}

/** Refusals that are no surprise. */
const unless =
  (...statuses: number[]) =>
  (error: unknown): undefined => {
    if (!(isProblem(error) && statuses.includes(error.status))) throw error;
  };

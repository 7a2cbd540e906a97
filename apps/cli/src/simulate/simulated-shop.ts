import { Rejection } from '@concord/event-sourcing';
import { AfterSales } from './after-sales';
import { BackDoor } from './back-door';
import { Basket, GIFT, GIFT_MINOR, type Wanted } from './simulated-basket';
import type { Client } from './simulated-client';
import { Supplier } from './simulated-supplier';
import { agreeOnSettings } from './simulated-settings';
import type { World } from './instance';

interface OrderRow {
  readonly status: string;
  readonly hold: object | null;
  readonly paymentMethod: string;
  readonly totalMinor: number;
  readonly credits: { readonly vouchers: readonly { readonly amountMinor: number }[] } | null;
  readonly lines: readonly { lineId: string; sku: string; quantity: number; stocked: boolean; cancelled?: number }[];
  readonly allocations: readonly { sku: string; warehouse: string; quantity: number }[];
  readonly waiting: readonly { sku: string }[];
  readonly promiseQuestions: readonly { questionId: string; status: string }[];
}

const WAREHOUSES = ['NORTH', 'SOUTH'];
const CODE = 'TEN';
const CUSTOMERS = ['ann', 'bob'];
const COUNTRIES = ['United Kingdom', 'France'];
const PICK_TRIES = 6;
const FINISH: [string, object] = ['FinishPick', {}];
const TOKENS = ['good', 'good', 'good', 'decline', 'refund-fails', 'refund-refused', 'capture-fails', 'expired'];

interface Wish {
  readonly payment: { readonly method: string; readonly token?: string };
  readonly promotionCodes: readonly string[];
  readonly customerId: string;
  readonly country: string;
  readonly mayWait: boolean;
}

interface Fulfilment {
  readonly status: string;
  readonly heldFor: string | null;
  readonly lines: readonly { sku: string; quantity: number }[];
}

/** A small shop's day: stock for some, a promotion for few, orders that hurry, parcels, and what comes back. */
export class Shop {
  private readonly skus: readonly string[];
  private readonly orders: number;
  /** Units of these may be ordered before they are there. */
  private readonly awaited: readonly string[];
  readonly usesMax: number;

  constructor(
    private readonly world: World,
    private readonly client: Client,
  ) {
    const { random } = world;
    this.skus = Array.from({ length: random.whole(1, 3) }, (_, n) => `SKU-${n}`);
    this.orders = random.whole(1, 4);
    this.usesMax = random.whole(1, 3);
    this.awaited = random.chance(0.4) ? this.skus.filter(() => random.chance(0.7)) : [];
  }

  async day(): Promise<void> {
    if (this.world.changesSettings) await agreeOnSettings(this.world, this.client);
    await Promise.all([...WAREHOUSES.map((warehouse) => this.open(warehouse)), this.promote(), this.gift()]);
    await Promise.all(this.skus.map((sku) => this.stock(sku)));
    const supplier = new Supplier(this.world, this.client);
    await Promise.all(this.awaited.map((sku) => supplier.promise(sku)));
    let isOver = false;
    const orders = Promise.all(Array.from({ length: this.orders }, (_, n) => this.order(n)));
    const over = orders.finally(() => (isOver = true));
    await Promise.all([over, ...this.awaited.map((sku) => supplier.bring(sku, () => isOver))]);
  }

  private async open(warehouse: string) {
    const flags = { name: warehouse, sells: true, ships: true, acceptsReturns: true };
    await this.client.write('inventory', `open-${warehouse}`, () => [
      { type: 'OpenWarehouse', data: { warehouse, ...flags } },
    ]);
  }

  private async gift() {
    const voucher = { amountMinor: GIFT_MINOR, currency: 'GBP', cause: 'goodwill', code: 'gift', codeHash: 'gift' };
    await this.client.done('marketing', 'gift', () => [
      { type: 'IssueVoucher', data: { voucherId: GIFT, ...voucher } },
    ]);
  }

  private async promote() {
    const { random, schedule } = this.world;
    const window = { from: '2025-01-01T00:00:00.000Z', to: '2027-01-01T00:00:00.000Z' };
    const { about } = await this.client.done('marketing', 'define', () => [
      {
        type: 'DefinePromotion',
        data: {
          promotionId: random.uuid7(Math.floor(schedule.now)),
          code: CODE,
          name: 'Ten percent',
          skus: [],
          ...window,
          reward: { kind: 'percent', value: 10 },
          scope: 'order',
          priority: 100,
          group: 'standard',
          usesMax: this.usesMax,
        },
      },
    ]);
    const { promotionId } = about as { promotionId: string };
    await this.client.done('marketing', 'activate', () => [{ type: 'ActivatePromotion', data: { promotionId } }]);
  }

  private async stock(sku: string) {
    const { random, schedule } = this.world;
    await this.client.done('catalog', `import-${sku}`, () => [
      {
        type: 'ImportProduct',
        data: {
          newProductId: random.uuid7(Math.floor(schedule.now)),
          sku,
          title: sku,
          kind: 'shippable',
          priceMinor: 999,
          currency: 'GBP',
          publish: true,
          pricing: 'masters',
          approvalPercent: 15,
        },
      },
    ]);
    const most = this.awaited.includes(sku) ? 1 : 8;
    const quantities = WAREHOUSES.map((warehouse) => ({ warehouse, quantity: random.whole(1, most) }));
    for (const { warehouse, quantity } of quantities)
      await this.client.done('inventory', `receive-${sku}-${warehouse}`, () => [
        { type: 'ReceiveStock', data: { sku, warehouse, quantity, cause: 'delivery', overPercent: 10, lowUnits: 5 } },
      ]);
    if (random.chance(0.3))
      await this.client.write('inventory', `adjust-${sku}`, () => [
        { type: 'AdjustStock', data: { sku, warehouse: WAREHOUSES[0], delta: -1, reason: 'broken', lowUnits: 5 } },
      ]);
  }

  private async order(n: number) {
    const { random, schedule } = this.world;
    await schedule.pause(random.next() * 3_000);
    const lines = this.skus.filter(() => random.chance(0.7)).map((sku) => ({ sku, quantity: random.whole(1, 3) }));
    if (lines.length === 0) lines.push({ sku: random.pick(this.skus), quantity: 1 });
    const payment = random.chance(0.7) ? { method: 'card', token: random.pick(TOKENS) } : { method: 'invoice' };
    const promotion = this.client.row<{ isUsedUp: boolean }>('orders.promotions', CODE);
    // Whoever sees that the code is used up orders without it; some have not looked.
    const asks = random.chance(0.5) && (random.chance(0.5) || !promotion?.isUsedUp);
    const promotionCodes = asks ? [CODE] : [];
    const customerId = random.pick(CUSTOMERS);
    const country = random.pick(COUNTRIES);
    const mayWait = this.awaited.length > 0 && random.chance(0.8);
    await this.client.until(() => this.isForSale(lines, promotionCodes) || undefined, `order ${n} to be for sale`);
    const orderId = random.chance(0.4)
      ? await new Basket(this.world, this.client, n).order(lines, customerId, country, { payment, mayWait })
      : await this.orderAtOnce(n, lines, { payment, promotionCodes, customerId, country, mayWait });
    const status = () => this.client.row<OrderRow>('orders.order-history', orderId)?.status;
    if (random.chance(0.15)) await this.cancel(n, orderId);
    await this.client.until(() => (status() === 'pending' ? undefined : status()), `the verdict on order ${n}`);
    if (status() !== 'confirmed') return;
    if (random.chance(0.15)) await this.cancel(n, orderId);
    const dropping = random.chance(0.25) ? this.cancelUnits(n, orderId, lines[0]!.sku) : undefined;
    if (random.chance(0.5)) await dropping;
    const gone = await this.sendAll(orderId, dropping);
    // A voucher may pay the whole order: then nothing is captured.
    const isByCard = payment.method === 'card' && !this.isPaidByVoucher(orderId);
    const captured = isByCard ? this.captured(orderId, gone) : Promise.resolve();
    // What comes back may be there before its money is.
    if (random.chance(0.5)) await captured;
    if (payment.method === 'invoice' && random.chance(0.5)) await this.pay(n, orderId);
    const arrives = gone.length > 0 && !this.isCalledOff(orderId);
    await Promise.all([captured, arrives ? this.afterwards(n, orderId) : undefined]);
  }

  private async afterwards(n: number, orderId: string): Promise<void> {
    const { random } = this.world;
    const wish = random.next();
    if (wish < 0.45) return new BackDoor(this.world, this.client).bringBack(n, orderId);
    const afterSales = new AfterSales(this.world, this.client, (following) => this.sendFollowing(following));
    if (wish < 0.6) return afterSales.exchange(n, orderId, this.skus);
    if (wish < 0.7) return afterSales.claim(n, orderId);
  }

  /** Sends an order that follows another one, once nothing holds it any more. */
  private async sendFollowing(orderId: string): Promise<void> {
    const row = () => this.client.row<OrderRow>('orders.order-history', orderId);
    const { status, paymentMethod, totalMinor } = await this.client.until(() => {
      const order = row();
      return order && order.status !== 'pending' && order.hold === null ? order : undefined;
    }, `the verdict on ${orderId}`);
    if (status !== 'confirmed') return;
    const gone = await this.sendAll(orderId);
    // What replaces goods of a claim is free.
    if (paymentMethod === 'card' && totalMinor > 0) await this.captured(orderId, gone);
  }

  /** Sends a confirmed order until it is over, and answers the parcels that left. */
  private async sendAll(orderId: string, dropping?: Promise<void>): Promise<string[]> {
    const { allocations } = this.client.row<OrderRow>('orders.order-history', orderId)!;
    const warehouses = [...new Set(allocations.map(({ warehouse }) => warehouse))];
    const sent = new Map<string, boolean>();
    await Promise.all(
      warehouses.map(async (warehouse) => {
        const fulfilmentId = `${orderId}.${warehouse}`;
        const allocated = allocations.filter((a) => a.warehouse === warehouse);
        sent.set(fulfilmentId, await this.send(fulfilmentId, orderId, allocated));
      }),
    );
    await dropping;
    await Promise.all([this.sendRest(orderId, sent), this.world.random.chance(0.6) ? this.answer(orderId) : undefined]);
    return [...sent].flatMap(([fulfilmentId, hasLeft]) => (hasLeft ? [fulfilmentId] : []));
  }

  private async orderAtOnce(n: number, lines: readonly Wanted[], wish: Wish): Promise<string> {
    const { random, schedule } = this.world;
    const { payment, promotionCodes, customerId, country, mayWait } = wish;
    const place = () => {
      const products = lines.map(({ sku }) => this.client.row<object>('orders.products', sku));
      const found = promotionCodes.map((code) => this.client.row<{ isUsedUp: boolean }>('orders.promotions', code));
      if (![...products, ...found].every(Boolean)) return undefined;
      // The order may have been priced before others took the last use.
      const promotions = found.map((row) => ({ ...row!, isUsedUp: false }));
      const data = {
        orderId: random.uuid7(Math.floor(schedule.now)),
        channel: 'b2c',
        currency: 'GBP',
        lines,
        payment,
        promotionCodes,
        facts: { products, promotions, listPrices: [], lists: [] },
        buyer: { channel: 'b2c', currency: 'GBP', ids: [customerId], groups: [] },
        customerId,
        shipTo: { country },
        ...(mayWait && { mayWait }),
        orderedAt: new Date(Math.floor(schedule.now)).toISOString(),
      };
      return [{ type: 'PlaceOrder', data }];
    };
    // A crash may have taken what the window showed a moment ago; it is there again soon.
    const placed = await this.client.done('orders', `order-${n}`, place, 'lines-not-orderable', 'promotion-not-active');
    return (placed.about as { orderId: string }).orderId;
  }

  private async cancel(n: number, orderId: string) {
    await this.client.write('orders', `cancel-${n}`, () => [
      {
        type: 'CancelOrder',
        data: { orderId, cancellationId: `cancel-${n}`, reason: 'changed my mind', by: 'customer' },
      },
    ]);
  }

  /** Waits for the money of the parcels that left, whatever the provider refuses at first. */
  private async captured(orderId: string, fulfilmentIds: readonly string[]) {
    type Money = { captures: readonly { fulfilmentId: string; status: string }[] };
    const isCaptured = (fulfilmentId: string) =>
      this.client
        .row<Money>('orders.payments', `${orderId}.1`)
        ?.captures.some((capture) => capture.fulfilmentId === fulfilmentId && capture.status === 'captured');
    await this.client.until(() => fulfilmentIds.every(isCaptured) || undefined, `the money of order ${orderId}`);
  }

  /** Pays a part of what is on account. */
  private async pay(n: number, orderId: string) {
    const data = { orderId, receiptId: `receipt-${n}`, amountMinor: 500, reference: 'bank' };
    await this.client.write('orders', `pay-${n}`, () => [{ type: 'RecordInvoicePayment', data }]);
  }

  /** One unit is not wanted any more, while the warehouse may pick, pack or send it. */
  private async cancelUnits(n: number, orderId: string, sku: string) {
    const lines = [{ sku, quantity: 1 }];
    const data = { orderId, cancellationId: `drop-${n}`, reason: 'one less', by: 'customer', lines };
    await this.client.write('orders', `drop-${n}`, () => [{ type: 'CancelOrder', data }]);
  }

  /** Says whether to wait for units whose date slipped. Units that come, or are cancelled, end the question. */
  private async answer(orderId: string) {
    const question = await this.client.until(() => {
      const { waiting, promiseQuestions } = this.client.row<OrderRow>('orders.order-history', orderId)!;
      return promiseQuestions.find(({ status }) => status === 'open') ?? (waiting.length === 0 ? null : undefined);
    }, `a question about order ${orderId}`);
    if (!question) return;
    const answer = this.world.random.pick(['wait', 'cancel']);
    const data = { orderId, questionId: question.questionId, answer, by: 'customer' };
    await this.client.write('orders', `answer-${orderId}`, () => [{ type: 'AnswerPromiseQuestion', data }]);
  }

  /** False where the order was called off before its parcel left. */
  private async send(fulfilmentId: string, orderId: string, allocated: readonly { sku: string; quantity: number }[]) {
    await this.client.until(() => {
      const isFree = this.client.row<Fulfilment>('logistics.fulfilments', fulfilmentId)?.heldFor === null;
      return isFree || this.isCalledOff(orderId) || undefined;
    }, `the fulfilment ${fulfilmentId}`);
    // Units may be cancelled while somebody goes for them: whoever picks looks at the list again.
    for (let tries = 0; tries < PICK_TRIES; tries++) {
      const known = this.client.row<Fulfilment>('logistics.fulfilments', fulfilmentId);
      if (known?.status === 'cancelled' || this.isCalledOff(orderId)) return false;
      const { status = 'released', lines = allocated } = known ?? {};
      // Nothing may be left to be scanned: then the picking only has to end.
      const first = status === 'picked' ? [] : status === 'picking' && tries % 2 === 1 ? [FINISH] : undefined;
      if (await this.trySend(`${fulfilmentId}-${tries}`, fulfilmentId, lines, first)) return true;
    }
    return false;
  }

  private async trySend(
    key: string,
    fulfilmentId: string,
    lines: readonly { sku: string; quantity: number }[],
    picked: readonly [string, object][] | undefined,
  ) {
    const wanted = lines.map(({ sku, quantity }) => ({ sku, quantity }));
    // The last unit may not be on the shelf.
    const isShort = wanted.length > 0 && !picked && this.world.random.chance(0.15);
    const contents = wanted.flatMap((line, n) => {
      const quantity = isShort && n === wanted.length - 1 ? line.quantity - 1 : line.quantity;
      return quantity > 0 ? [{ ...line, quantity }] : [];
    });
    const scans = contents.flatMap(({ sku, quantity }) => {
      const left = quantity - this.scanned(fulfilmentId, sku);
      return left > 0 ? [{ sku, quantity: left }] : [];
    });
    const steps: [string, object][] = [
      ...(picked ?? [['StartPick', { scans, finish: !isShort }] as [string, object]]),
      ...(isShort
        ? [['ReportShort', { lines: [{ sku: wanted.at(-1)!.sku, quantity: 1 }], finish: true }] as [string, object]]
        : []),
      ['StartPack', { contents, tolerance: { percent: 3, g: 20 }, close: true }],
      ['RecordLabel', { carrier: 'carrier', service: 'standard', costMinor: 300, tracking: fulfilmentId }],
      ['HandOver', {}],
      ['RecordDelivery', {}],
    ];
    for (const [type, data] of steps) {
      const answer = await this.client.write('logistics', `${type}-${key}`, () => [
        { type, data: { fulfilmentId, ...data } },
      ]);
      if (answer instanceof Rejection) return false;
    }
    return true;
  }

  /** The units in the tote of whoever picks: the list may have grown since they were scanned. */
  private scanned(fulfilmentId: string, sku: string): number {
    return this.world.databases.get('logistics')!.feed.reduce((sum, { streamId, type, data }) => {
      if (type !== 'ItemsPicked' || streamId !== `fulfilment-${fulfilmentId}`) return sum;
      const { scans } = data as { scans: readonly { sku: string; quantity: number }[] };
      return scans.reduce((units, scan) => units + (scan.sku === sku ? scan.quantity : 0), sum);
    }, 0);
  }

  /** Sends what comes from another shelf in place of units that were missing, until the order is over. */
  private async sendRest(orderId: string, sent: Map<string, boolean>) {
    const isOver = () => {
      const status = this.client.row<OrderRow>('orders.order-history', orderId)?.status;
      return status === 'delivered' || status === 'cancelled';
    };
    for (;;) {
      const next = await this.client.until(
        () => this.fulfilmentsOf(orderId).find((id) => !sent.has(id)) ?? (isOver() || undefined),
        `the end of order ${orderId}`,
      );
      if (next === true) return;
      sent.set(next, await this.send(next, orderId, []));
    }
  }

  private fulfilmentsOf(orderId: string): string[] {
    const prefix = `rows/logistics.fulfilments\n${orderId}.`;
    return [...this.world.databases.get('logistics')!.all('rows')].flatMap(([key]) =>
      key.startsWith(prefix) ? [key.slice(key.indexOf('\n') + 1)] : [],
    );
  }

  private isPaidByVoucher(orderId: string): boolean {
    const row = this.client.row<OrderRow>('orders.order-history', orderId);
    const paidMinor = row?.credits?.vouchers.reduce((sum, { amountMinor }) => sum + amountMinor, 0) ?? 0;
    return row !== undefined && paidMinor >= row.totalMinor;
  }

  private isCalledOff(orderId: string): boolean {
    return this.client.row<OrderRow>('orders.order-history', orderId)?.status === 'cancelled';
  }

  private isForSale(lines: readonly { sku: string }[], codes: readonly string[]): boolean {
    return (
      lines.every(({ sku }) => {
        const row = this.client.row<{ isKnown: boolean; published: boolean; priceMinor: number | null }>(
          'orders.products',
          sku,
        );
        return row?.isKnown && row.published && row.priceMinor !== null;
      }) && codes.every((code) => this.client.row<{ status: string }>('orders.promotions', code)?.status === 'active')
    );
  }
}

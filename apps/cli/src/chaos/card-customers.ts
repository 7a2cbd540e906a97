import { setTimeout as pause } from 'node:timers/promises';
import { v5 as uuid5 } from 'uuid';
import type { Baseline } from '../replay/reconciliation';
import { CURRENCY, Shop, WAREHOUSE, type OrderAnswer } from '../replay/shop';
import { Refused, type Client } from '../system/client';
import { aligned } from '../replay/alignment';
import type { Random } from '../random';

interface CardOrder {
  readonly orderId: string;
  readonly sku: string;
  readonly quantity: number;
  readonly token: string;
  readonly hasCode: boolean;
}

interface OrderRow extends OrderAnswer {
  readonly totalMinor: number;
  readonly discountMinor: number;
  readonly capturedMinor: number;
  readonly refundedMinor: number;
}

const SKUS = 4;
const UNITS_EACH = 120;
const PRICE_MINOR = 1_500;
const USES_MAX = 25;
/** As the sandbox provider understands them. */
const TOKENS = ['good', 'good', 'good', 'timeout', 'late', 'decline'];
const SENT = new Set(['delivered', 'shipped', 'partially_shipped']);
const VERDICT_MS = 120_000;

/** People who pay by card for what is scarce, with a voucher that is limited; some are declined, some cancel. */
export class CardCustomers {
  private readonly space: string;
  private readonly skus: readonly string[];
  private readonly code: string;
  private readonly shop: Shop;
  private readonly placed: CardOrder[] = [];
  private promotionId = '';
  private readonly left = new Map<string, number>();
  private shippedUnits = 0;

  constructor(
    private readonly client: Client,
    run: string,
    private readonly random: Random,
  ) {
    this.space = uuid5(`cards/${run}`, uuid5.URL);
    this.shop = new Shop(client, `cards/${run}`);
    const suffix = this.space.slice(0, 6).toUpperCase();
    this.skus = Array.from({ length: SKUS }, (_, n) => `CARD-${suffix}-${n + 1}`);
    this.code = `VOUCHER-${suffix}`;
  }

  get orders(): number {
    return this.placed.length;
  }

  /** Puts the goods on sale and the voucher into force. */
  async open(): Promise<void> {
    await this.shop.openWarehouse();
    const rows = this.skus.map((sku) => {
      return { sku, title: 'A scarce thing', kind: 'shippable', priceMinor: PRICE_MINOR, currency: CURRENCY };
    });
    await this.client.post('catalog', '/v1/imports', { rows, publish: true }, this.key('import'));
    const lines = this.skus.map((sku) => ({ sku, quantity: UNITS_EACH }));
    await this.client.post(
      'inventory',
      '/v1/receipts',
      { warehouse: WAREHOUSE, cause: 'opening', lines },
      this.key('stock'),
    );
    const from = new Date(Date.now() - 3_600_000).toISOString();
    const to = new Date(Date.now() + 86_400_000).toISOString();
    const reward = { kind: 'percent', value: 10 };
    const promotion = {
      code: this.code,
      name: 'Scarce and cheap',
      skus: this.skus,
      reward,
      from,
      to,
      usesMax: USES_MAX,
    };
    const { body } = await this.client.post<{ id: string }>(
      'marketing',
      '/v1/promotions',
      promotion,
      this.key('voucher'),
    );
    this.promotionId = body.id;
    await this.client.post('marketing', `/v1/promotions/${body.id}/activate`, {}, this.key('activate'));
    await aligned(this.client);
  }

  /** Lets so many people buy, one order after the other, until it is enough. */
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
    const sku = this.random.pick(this.skus);
    const quantity = this.random.whole(1, 3);
    const token = this.random.pick(TOKENS);
    const hasCode = this.random.next() < 0.4;
    const fate = this.random.next();
    const body = {
      channel: 'b2c',
      currency: CURRENCY,
      lines: [{ sku, quantity }],
      ...(hasCode && { promotionCodes: [this.code] }),
      shipTo: { country: 'United Kingdom' },
      payment: { method: 'card', token },
    };
    const options = { body, key: this.key(`order/${n}`), headers: { prefer: 'wait=2' } };
    const { orderId } = (await this.client.call<OrderAnswer>('orders', 'POST', '/v1/orders', options)).body;
    this.placed.push({ orderId, sku, quantity, token, hasCode });
    // Some do not wait for the verdict.
    if (fate < 0.15) return this.cancel(orderId, n);
    const order = await this.verdict(orderId);
    if (order.status !== 'confirmed') return;
    if (fate < 0.3) return this.cancel(orderId, n);
    if (fate < 0.8) await this.shop.fulfil(order, new Date().toISOString());
  }

  private async cancel(orderId: string, n: number) {
    await this.client
      .post('orders', `/v1/orders/${orderId}/cancel`, { reason: 'changed my mind' }, this.key(`cancel/${n}`))
      .catch((error: unknown) => {
        // Rejected before, or on its way: then it goes on.
        if (!(error instanceof Refused && error.status === 409)) throw error;
      });
  }

  private async verdict(orderId: string): Promise<OrderRow> {
    const deadline = Date.now() + VERDICT_MS;
    for (;;) {
      const order = await this.client.get<OrderRow>('orders', `/v1/orders/${orderId}`);
      if (order.status !== 'pending') return order;
      if (Date.now() > deadline) throw new Error(`The order ${orderId} is still pending after ${VERDICT_MS / 1000} s.`);
      await pause(100);
    }
  }

  private key(step: string): string {
    return uuid5(step, this.space);
  }

  /** What the services say of these orders against what may be. The system has come to rest. */
  async differences(): Promise<string[]> {
    const found: string[] = [];
    const held = new Map<string, { shipped: number; reserved: number }>(
      this.skus.map((sku) => [sku, { shipped: 0, reserved: 0 }]),
    );
    let uses = 0;
    for (const { orderId, sku, quantity, token } of this.placed) {
      const order = await this.client.get<OrderRow>('orders', `/v1/orders/${orderId}`);
      const { status, totalMinor, discountMinor, capturedMinor, refundedMinor } = order;
      const isSent = SENT.has(status);
      if (!isSent && !['confirmed', 'rejected', 'cancelled'].includes(status))
        found.push(`card order ${orderId} is ${status}`);
      if (token === 'decline' && (isSent || status === 'confirmed'))
        found.push(`card order ${orderId} is ${status} and its card was declined`);
      if (capturedMinor !== (isSent ? totalMinor : 0))
        found.push(`card order ${orderId} is ${status}, costs ${totalMinor} and ${capturedMinor} was taken for it`);
      if (refundedMinor !== 0) found.push(`card order ${orderId} was refunded ${refundedMinor}`);
      const units = held.get(sku)!;
      if (isSent) units.shipped += quantity;
      if (status === 'confirmed') units.reserved += quantity;
      if (discountMinor > 0 && (isSent || status === 'confirmed')) uses += 1;
    }
    for (const [sku, { shipped, reserved }] of held) {
      type Stock = { onHand: number; reserved: number; sellable: number };
      const stock = await this.client.get<Stock>('inventory', `/v1/stock/${sku}`);
      const wanted = { onHand: UNITS_EACH - shipped, reserved, sellable: UNITS_EACH - shipped - reserved };
      this.left.set(sku, stock.onHand);
      this.shippedUnits += shipped;
      for (const name of ['onHand', 'reserved', 'sellable'] as const)
        if (stock[name] !== wanted[name])
          found.push(`${sku}: inventory says ${stock[name]} ${name}, the orders make ${wanted[name]}`);
      if (wanted.sellable < 0) found.push(`${sku}: ${-wanted.sellable} units were sold that there never were`);
    }
    type Promotion = { open: number; confirmed: number };
    const { open, confirmed } = await this.client.get<Promotion>('marketing', `/v1/promotions/${this.promotionId}`);
    if (open !== 0) found.push(`${this.code}: ${open} uses are claimed and not settled`);
    if (confirmed !== uses || confirmed > USES_MAX)
      found.push(`${this.code}: marketing counts ${confirmed} uses of ${USES_MAX}, the orders have ${uses}`);
    return found;
  }

  /** The stock before, less what was sent to these people: what else has changed is the documents' doing. */
  takenOff({ onHand, movements }: Baseline): Baseline {
    const shipped = movements.shipped + this.shippedUnits;
    return { onHand: { ...onHand, ...Object.fromEntries(this.left) }, movements: { ...movements, shipped } };
  }
}

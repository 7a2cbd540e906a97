import { Rejection } from '@concord/event-sourcing';
import { BackDoor } from './back-door';
import type { Client } from './simulated-client';
import { payOutUntil } from './simulated-payouts';
import type { World } from './instance';

/** What goes back of the price where the shop pays for a claim. */
export const CLAIM_PERCENT = 50;

interface Order {
  readonly status: string;
  readonly channel: string;
  readonly customerId: string | null;
  readonly refundedMinor: number;
  readonly creditedMinor: number;
  readonly creditsBackMinor: number;
  readonly lines: readonly { lineId: string; sku: string; quantity: number; stocked: boolean; cancelled?: number }[];
}
interface Exchange {
  readonly returnId: string;
  readonly replacementOrderId: string;
  readonly mode: string;
}
interface Claim {
  readonly refundMinor: number;
}

/** What customers want after their goods have arrived: other goods for them, or what they lack. */
export class AfterSales {
  private readonly backDoor: BackDoor;

  constructor(
    private readonly world: World,
    private readonly client: Client,
    /** Sends an order that follows the first one, to its end. */
    private readonly send: (orderId: string) => Promise<void>,
  ) {
    this.backDoor = new BackDoor(world, client);
  }

  /** The goods come back, and others leave: at once, or when the first ones were inspected. */
  async exchange(n: number, orderId: string, skus: readonly string[]): Promise<void> {
    const { random, schedule } = this.world;
    const { lineId, sku, quantity } = await this.someUnits(n, orderId);
    const toSku = random.pick(skus);
    const lines = [{ lineId, sku, quantity, toSku, reason: 'too small' }];
    const mode = random.pick(['advance', 'after-return']);
    const request = () => {
      const products = [this.client.row<{ priceMinor: number | null }>('orders.products', toSku)];
      if (products[0]?.priceMinor == null) return undefined;
      const { customerId } = this.order(orderId)!;
      const facts = { products, promotions: [], listPrices: [], lists: [] };
      const buyer = { channel: 'b2c', currency: 'GBP', ids: [customerId], groups: [] };
      const exchangeId = random.uuid7(Math.floor(schedule.now));
      return [
        {
          type: 'RequestExchange',
          data: { exchangeId, orderId, customerId, mode, lines, parcelDays: 14, facts, buyer },
        },
      ];
    };
    const answer = await this.client.write('orders', `exchange-${n}`, request);
    if (answer instanceof Rejection) return;
    const { exchangeId } = answer.about as { exchangeId: string };
    const row = () => this.client.row<Exchange>('orders.exchanges', exchangeId);
    const { returnId, replacementOrderId } = await this.client.until(row, `the exchange of order ${n}`);
    const back = this.backDoor.inspect(returnId, [{ lineId, quantity }]);
    // A replacement that waits for the inspection is released by it.
    await Promise.all([back, this.send(replacementOrderId)]);
  }

  /** A person decides what is done about units that were broken: money, other goods, or nothing. */
  async claim(n: number, orderId: string): Promise<void> {
    const { random, schedule } = this.world;
    const { lineId, quantity } = await this.someUnits(n, orderId);
    const open = () => {
      const claimId = random.uuid7(Math.floor(schedule.now));
      const data = { claimId, orderId, kind: 'damaged', lines: [{ lineId, quantity }], description: 'broken' };
      return [{ type: 'OpenClaim', data }];
    };
    const answer = await this.client.write('orders', `claim-${n}`, open);
    if (answer instanceof Rejection) return;
    const { claimId } = answer.about as { claimId: string };
    const resolution = random.pick(['refund', 'replacement', 'rejected']);
    const limits = { limitMinor: 1_000_000, dayFactor: 10 };
    const more =
      resolution === 'refund' ? { percent: CLAIM_PERCENT, ...limits } : resolution === 'replacement' ? limits : {};
    const beforeMinor = this.backMinor(orderId);
    const decide = () => [{ type: 'ResolveClaim', data: { claimId, reason: 'seen', resolution, ...more } }];
    const decided = await this.client.write('orders', `resolve-${n}`, decide);
    if (decided instanceof Rejection) return;
    if (resolution === 'rejected') return;
    if (resolution === 'refund') {
      const { refundMinor } = this.client.row<Claim>('orders.claims', claimId)!;
      const isBack = () => this.backMinor(orderId) >= beforeMinor + refundMinor;
      const about = { orderId, isBack, what: `the refund of order ${n}` };
      return payOutUntil(this.client, about, { isPatient: random.chance(0.5) });
    }
    // A replacement that cannot be sent leaves the row of the claim at once; its order stays.
    await this.send(`${claimId}.claim-1`);
  }

  /** What of an order went back: to the card, off the invoice, to vouchers and points. */
  private backMinor(orderId: string): number {
    const { refundedMinor, creditedMinor, creditsBackMinor } = this.order(orderId)!;
    return refundedMinor + creditedMinor + creditsBackMinor;
  }

  /** Units of an order that has arrived. */
  private async someUnits(n: number, orderId: string) {
    const isDelivered = () => this.order(orderId)?.status === 'delivered' || undefined;
    await this.client.until(isDelivered, `the delivery of order ${n}`);
    const line = this.order(orderId)!.lines.find(({ quantity, cancelled = 0 }) => quantity > cancelled)!;
    return { ...line, quantity: this.world.random.whole(1, line.quantity - (line.cancelled ?? 0)) };
  }

  private order(orderId: string) {
    return this.client.row<Order>('orders.order-history', orderId);
  }
}

import type { Baseline } from '../replay/reconciliation';
import type { Concord, Inventory, Orders } from '@concord/client';
import { fulfilmentsOf } from './packer';
import type { ShopperOrder, Window } from './shoppers';

/** What inventory says of a SKU. */
type Judged = Required<Pick<Inventory.Stock, 'onHand' | 'shipped' | 'adjusted'>>;

/** Units of a SKU, as orders and logistics know them. */
interface Tally {
  reserved: number;
  shipped: number;
  missing: number;
  /** Cancelled units that may have left all the same: the books then differ until a count. */
  doubtful: number;
}

const OVER = ['confirmed', 'rejected', 'cancelled', 'delivered'];

/** Compares the services' facts on the shoppers' orders with each other. The system is at rest. */
export class ShoppersJudge {
  private readonly found: string[] = [];
  private readonly stocks = new Map<string, Judged>();
  private readonly statuses = new Map<string, number>();
  private readonly units = { missing: 0, cancelled: 0 };

  constructor(
    private readonly client: Concord,
    private readonly window: Window,
  ) {}

  async differences(placed: readonly ShopperOrder[]): Promise<string[]> {
    const fresh = (): Tally => ({ reserved: 0, shipped: 0, missing: 0, doubtful: 0 });
    const tallies = new Map(this.window.skus.map((sku) => [sku, fresh()]));
    let uses = 0;
    let doubtfulUses = 0;
    for (const order of placed) {
      const path = { orderId: order.orderId };
      const { data: row } = await this.client.orders.get('/v1/orders/{orderId}', { path });
      this.statuses.set(row.status, (this.statuses.get(row.status) ?? 0) + 1);
      const isTaken = row.status === 'delivered' || row.status === 'confirmed';
      if (row.discountMinor > 0 && isTaken) uses += 1;
      if (row.discountMinor > 0 && order.dropped.size > 0) doubtfulUses += 1;
      await this.judgeMoney(order, row);
      await this.judgeUnits(order, row, tallies);
    }
    for (const [sku, tally] of tallies) await this.judgeStock(sku, tally);
    await this.judgeVoucher(uses, doubtfulUses);
    return this.found;
  }

  /** What became of the orders. */
  get summary(): string {
    const orders = [...this.statuses].map(([status, count]) => `${count} ${status}`).join(', ');
    const { missing, cancelled } = this.units;
    return `orders of shoppers: ${orders}; ${missing} units were not on the shelf, ${cancelled} were cancelled alone`;
  }

  private async judgeMoney({ orderId, token, paidMinor }: ShopperOrder, row: Orders.Order): Promise<void> {
    const { status, totalMinor, cancelledMinor, capturedMinor, refundedMinor } = row;
    const say = (what: string) => this.found.push(`the order ${orderId} is ${status}, and ${what}`);
    if (!OVER.includes(status)) say('not over');
    if (token === 'decline' && (status === 'delivered' || status === 'confirmed')) say('its card was declined');
    if (refundedMinor !== 0) say(`${refundedMinor} was refunded`);
    const dueMinor = status === 'delivered' ? totalMinor - cancelledMinor : 0;
    const { items } = (await this.client.orders.get('/v1/orders/{orderId}/payments', { path: { orderId } })).data;
    const { authorisedMinor = 0, openMinor = 0 } = items[0] ?? {};
    if (token === undefined) {
      if (capturedMinor !== paidMinor) say(`${capturedMinor} captured, ${paidMinor} paid`);
      if (capturedMinor + openMinor !== dueMinor)
        say(`${capturedMinor} paid and ${openMinor} owed are not ${dueMinor}`);
      return;
    }
    if (capturedMinor !== dueMinor) say(`${capturedMinor} was captured instead of ${dueMinor}`);
    const reservedMinor = status === 'confirmed' ? totalMinor - cancelledMinor : 0;
    if (authorisedMinor !== capturedMinor + reservedMinor)
      say(`${authorisedMinor} is authorised, ${capturedMinor} of it captured`);
  }

  /** The sent units are the ordered ones less the cancelled ones. */
  private async judgeUnits(order: ShopperOrder, { status, lines }: Orders.Order, tallies: ReadonlyMap<string, Tally>) {
    const sent = new Map<string, number>();
    for (const fulfilment of await fulfilmentsOf(this.client, order.orderId)) {
      for (const { sku, quantity } of fulfilment.missing) {
        tallies.get(sku)!.missing += quantity;
        this.units.missing += quantity;
      }
      if (fulfilment.status !== 'delivered') continue;
      for (const { sku, quantity } of fulfilment.lines) sent.set(sku, (sent.get(sku) ?? 0) + quantity);
    }
    for (const { sku, quantity, cancelled = 0 } of lines) {
      const tally = tallies.get(sku)!;
      const left = sent.get(sku) ?? 0;
      const wanted = status === 'delivered' ? quantity - cancelled : 0;
      if (left !== wanted)
        this.found.push(`the order ${order.orderId} is ${status}: ${left} of ${sku} were sent instead of ${wanted}`);
      tally.shipped += left;
      tally.doubtful += order.dropped.get(sku) ?? 0;
      if (status !== 'cancelled') this.units.cancelled += cancelled;
      if (status === 'confirmed') tally.reserved += quantity - cancelled;
    }
  }

  private async judgeStock(sku: string, { reserved, shipped, missing, doubtful }: Tally): Promise<void> {
    const { data: stock } = await this.client.inventory.get('/v1/stock/{sku}', { path: { sku } });
    const { onHand, sellable, shipped: left = 0, adjusted = 0 } = stock;
    this.stocks.set(sku, { onHand, shipped: left, adjusted });
    const compare = (what: string, seen: number, wanted: number, less = 0) => {
      if (seen > wanted || seen < wanted - less)
        this.found.push(`${sku}: inventory says ${seen} ${what}, the orders make ${wanted}`);
    };
    compare('reserved', stock.reserved, reserved);
    compare('shipped', left, shipped, doubtful);
    compare('corrected at picking', -adjusted, missing, doubtful);
    compare('on hand', onHand, this.window.unitsEach + adjusted - left);
    compare('sellable', sellable, onHand - reserved);
    if (sellable < 0) this.found.push(`${sku}: ${-sellable} units were sold that there never were`);
  }

  /** A cancellation that a parcel overtook keeps its use, although another order took it meanwhile. */
  private async judgeVoucher(uses: number, doubtful: number): Promise<void> {
    const { promotionId, code, usesMax } = this.window;
    const { data } = await this.client.marketing.get('/v1/promotions/{promotionId}', { path: { promotionId } });
    const { open, confirmed } = data;
    if (open !== 0) this.found.push(`${code}: ${open} uses are claimed and not settled`);
    if (confirmed !== uses || confirmed > usesMax + doubtful)
      this.found.push(`${code}: marketing counts ${confirmed} uses of ${usesMax}, the orders have ${uses}`);
  }

  /** The stock before, less these orders: other changes come from the documents. */
  takenOff({ onHand, movements }: Baseline): Baseline {
    const stocks = [...this.stocks.values()];
    const sum = (of: (stock: Judged) => number) => stocks.reduce((total, stock) => total + of(stock), 0);
    const shipped = movements.shipped + sum((stock) => stock.shipped);
    const adjusted = movements.adjusted + sum((stock) => stock.adjusted);
    const left = Object.fromEntries([...this.stocks].map(([sku, stock]) => [sku, stock.onHand]));
    return { onHand: { ...onHand, ...left }, movements: { ...movements, shipped, adjusted } };
  }
}

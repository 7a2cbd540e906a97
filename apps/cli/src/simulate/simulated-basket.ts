import { derivedId } from '@concord/event-sourcing';
import type { World } from './instance';
import type { Client } from './simulated-client';

export interface Wanted {
  readonly sku: string;
  readonly quantity: number;
}
interface CartRow {
  readonly changes: number;
}
interface VoucherRow {
  readonly status: string;
  readonly balanceMinor: number;
}
interface ProductRow {
  readonly title: string;
  /** Null, or no row, where a crash took what the window showed a moment ago. */
  readonly priceMinor: number | null;
}

/** A voucher that several customers have: its value is spent once. */
export const GIFT = 'gift';
export const GIFT_MINOR = 2_500;

const HOLD_MINUTES = 15;
const QUOTE_MS = 15 * 60_000;

/** A customer who fills a basket, whose units are held, and orders it as it was quoted. */
export class Basket {
  constructor(
    private readonly world: World,
    private readonly client: Client,
    private readonly n: number,
  ) {}

  /** Answers the id of the order. */
  async order(
    wanted: readonly Wanted[],
    customerId: string,
    country: string,
    wish: { readonly payment: { readonly method: string; readonly token?: string }; readonly mayWait: boolean },
  ): Promise<string> {
    const { payment, mayWait } = wish;
    const { random } = this.world;
    const create = () => [
      { type: 'CreateCart', data: { cartId: this.newId(), channel: 'b2c', currency: 'GBP', customerId } },
    ];
    const { cartId } = (await this.client.done('orders', `cart-${this.n}`, create)).about as { cartId: string };
    for (const { sku, quantity } of wanted) {
      // Many take one more first, and think again.
      const isWavering = random.chance(0.3);
      await this.add(cartId, sku, isWavering ? quantity + 1 : quantity);
      if (isWavering) await this.change(cartId, sku, quantity, wanted);
    }
    await this.write(`address-${cartId}`, 'SetCartAddress', { cartId, shipTo: { country } });
    const voucherId = random.chance(0.5) ? GIFT : undefined;
    if (voucherId) await this.write(`voucher-${cartId}`, 'ApplyVoucher', { cartId, voucherId });
    const quoteId = await this.quote(cartId, wanted, customerId, voucherId);
    const order = { cartId, quoteId, payment, ...(mayWait && { mayWait }) };
    const place = () => {
      const orderedAt = new Date(Math.floor(this.world.schedule.now)).toISOString();
      return [{ type: 'OrderCart', data: { ...order, orderId: this.newId(), orderedAt } }];
    };
    const { orderId } = (await this.client.done('orders', `order-${this.n}`, place)).about as { orderId: string };
    return orderId;
  }

  private add(cartId: string, sku: string, quantity: number) {
    const data = { cartId, sku, quantity, holdMinutes: HOLD_MINUTES };
    return this.write(`add-${cartId}-${sku}`, 'AddCartLine', data);
  }

  private change(cartId: string, sku: string, quantity: number, wanted: readonly Wanted[]) {
    const lineId = String(wanted.findIndex((line) => line.sku === sku) + 1);
    const data = { cartId, lineId, quantity, holdMinutes: HOLD_MINUTES };
    return this.write(`change-${cartId}-${sku}`, 'ChangeCartLine', data);
  }

  private async quote(cartId: string, wanted: readonly Wanted[], customerId: string, voucherId: string | undefined) {
    const quoteId = derivedId(cartId, 'quote');
    const issue = () => {
      const products = wanted.map(({ sku }) => this.client.row<ProductRow>('orders.products', sku));
      if (!products.every((row) => row?.priceMinor != null)) return undefined;
      const lines = wanted.map(({ sku, quantity }, index) => {
        const { title } = products[index]!;
        const priceMinor = products[index]!.priceMinor!;
        const totalMinor = quantity * priceMinor;
        return {
          lineId: String(index + 1),
          sku,
          title,
          quantity,
          unitMinor: priceMinor,
          discounts: [],
          totalMinor,
          stocked: true,
        };
      });
      const goodsMinor = lines.reduce((sum, { totalMinor }) => sum + totalMinor, 0);
      const expiresAt = new Date(Math.floor(this.world.schedule.now) + QUOTE_MS).toISOString();
      const sums = { goodsMinor, discountMinor: 0, taxOnTopMinor: 0, totalMinor: goodsMinor };
      const credits = this.credits(voucherId, goodsMinor);
      const data = {
        quoteId,
        cartId,
        customerId,
        hash: quoteId,
        currency: 'GBP',
        lines,
        ...sums,
        ...credits,
        expiresAt,
      };
      const changes = this.client.row<CartRow>('orders.carts', cartId)?.changes ?? 0;
      return [{ type: 'IssueQuote', data: { cartId, quote: data, changes } }];
    };
    await this.client.done('orders', `quote-${cartId}`, issue, 'cart-changed');
    return quoteId;
  }

  /** What the voucher pays as far as orders knows: others may spend it meanwhile. */
  private credits(voucherId: string | undefined, totalMinor: number) {
    const row = voucherId && this.client.row<VoucherRow>('orders.vouchers', voucherId);
    const amountMinor = row && row.status === 'active' ? Math.min(totalMinor, row.balanceMinor) : 0;
    return amountMinor > 0 ? { credits: { vouchers: [{ voucherId, amountMinor }] } } : {};
  }

  private write(key: string, type: string, data: object) {
    return this.client.done('orders', key, () => [{ type, data }]);
  }

  private newId() {
    return this.world.random.uuid7(Math.floor(this.world.schedule.now));
  }
}

import type { Client } from './simulated-client';
import type { World } from './instance';

interface StockRow {
  readonly waiting: number;
}

const SOON = '2026-02-01T00:00:00.000Z';
const LATER = '2026-03-01T00:00:00.000Z';
/** The purchase order of a SKU. */
const purchaseOrderOf = (sku: string) => `po-${sku}`;

/** Units that are on their way: orders may wait for them, and their date may slip. */
export class Supplier {
  constructor(
    private readonly world: World,
    private readonly client: Client,
  ) {}

  /** From now on some units of the SKU may be ordered that are not there yet. */
  async promise(sku: string): Promise<void> {
    const capUnits = this.world.random.whole(1, 6);
    await this.announce(sku, capUnits, SOON);
    const data = { sku, capUnits, promisedAt: SOON };
    await this.client.done('inventory', `promise-${sku}`, () => [{ type: 'SetBackorderPolicy', data }]);
  }

  /** Brings units, a few at a time, as long as orders wait for them. */
  async bring(sku: string, isOver: () => boolean): Promise<void> {
    const { random, schedule } = this.world;
    await schedule.pause(random.next() * 9_000);
    if (random.chance(0.3)) await this.withdraw(sku);
    else if (random.chance(0.5)) await this.announce(sku, random.whole(1, 6), LATER);
    for (let n = 1; ; n++) {
      const waiting = () => this.client.row<StockRow>('inventory.stock', sku)?.waiting ?? 0;
      const wanted = await this.client.until(() => waiting() || (isOver() ? 0 : undefined), `the end of the day`);
      if (wanted === 0) return;
      await schedule.pause(random.next() * 4_000);
      await this.receive(n, sku, random.whole(1, wanted));
    }
  }

  private async announce(sku: string, quantity: number, eta: string) {
    const data = { sku, purchaseOrderId: purchaseOrderOf(sku), quantity, eta, graceHours: 24 };
    await this.client.done('inventory', `announce-${sku}-${eta}`, () => [{ type: 'ExpectRestock', data }]);
  }

  private async withdraw(sku: string) {
    const data = { sku, purchaseOrderId: purchaseOrderOf(sku), reason: 'sold out', graceHours: 24 };
    await this.client.done('inventory', `withdraw-${sku}`, () => [{ type: 'WithdrawRestock', data }]);
  }

  private async receive(n: number, sku: string, quantity: number) {
    const warehouse = this.world.random.pick(['NORTH', 'SOUTH']);
    const data = { sku, warehouse, quantity, cause: 'delivery', overPercent: 10, lowUnits: 5 };
    await this.client.done('inventory', `bring-${sku}-${n}`, () => [{ type: 'ReceiveStock', data }]);
  }
}

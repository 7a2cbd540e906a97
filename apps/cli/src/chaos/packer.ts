import { setTimeout as pause } from 'node:timers/promises';
import { Refused, type Client } from '../system/client';
import type { Random } from '../random';

export interface Units {
  readonly sku: string;
  readonly quantity: number;
}

/** A parcel as logistics shows it. */
export interface FulfilmentRow {
  readonly fulfilmentId: string;
  readonly status: string;
  readonly lines: readonly Units[];
  /** Units that were not on the shelf. */
  readonly missing: readonly Units[];
}

const OVER_MS = 120_000;
const ENDED = new Set(['delivered', 'cancelled']);
/** How often a shelf holds fewer units than the books say. */
const SHORT_SHARE = 0.15;

/**
 * Picks, packs, labels, hands over and delivers the parcels of an order, whatever is cancelled meanwhile. Units may be
 * missing on a shelf; units that another warehouse sends instead go out too.
 */
export class Packer {
  /** By fulfilment: what is in the tray. */
  private readonly trays = new Map<string, Map<string, number>>();
  private readonly short = new Map<string, boolean>();
  private steps = 0;

  constructor(
    private readonly client: Client,
    private readonly random: Random,
    private readonly key: (step: string) => string,
  ) {}

  /** Goes on until the order is delivered, or cancelled because nothing of it could be sent. */
  async send(orderId: string): Promise<void> {
    const deadline = Date.now() + OVER_MS;
    for (;;) {
      const { status } = await this.client.get<{ status: string }>('orders', `/v1/orders/${orderId}`);
      if (ENDED.has(status)) return;
      if (Date.now() > deadline)
        throw new Error(`The order ${orderId} is ${status}, and not over after ${OVER_MS / 1000} s.`);
      const open = (await fulfilmentsOf(this.client, orderId)).filter((row) => !ENDED.has(row.status));
      await Promise.all(open.map((row) => this.step(row)));
      await pause(open.length > 0 ? 0 : 50);
    }
  }

  /**
   * The next step of one parcel. Its list may have changed since it was read: then the step is refused and the list is
   * read again.
   */
  private async step(row: FulfilmentRow): Promise<void> {
    const { fulfilmentId, status, lines } = row;
    const call = (step: string, path: string, body: object) =>
      this.client.post('logistics', path, body, this.key(`${step}/${fulfilmentId}/${(this.steps += 1)}`));
    try {
      if (status === 'released' || status === 'picking') await this.pick(row, call);
      else if (status === 'picked' || status === 'packing')
        await call('pack', '/v1/pack-sessions', { fulfilmentId, contents: lines, close: true });
      else if (status === 'packed') await call('label', `/v1/fulfilments/${fulfilmentId}/labels`, {});
      else if (status === 'labelled') await call('handover', `/v1/shipments/${fulfilmentId}/handover`, {});
      else await call('deliver', `/v1/shipments/${fulfilmentId}/deliver`, {});
    } catch (error) {
      if (!(error instanceof Refused && (error.status === 409 || error.status === 422))) throw error;
    }
  }

  private async pick(
    { fulfilmentId, status, lines }: FulfilmentRow,
    call: (step: string, path: string, body: object) => Promise<unknown>,
  ): Promise<void> {
    const inTray = this.trays.get(fulfilmentId) ?? new Map<string, number>();
    const open = lines
      .map(({ sku, quantity }) => ({ sku, quantity: quantity - Math.min(quantity, inTray.get(sku) ?? 0) }))
      .filter(({ quantity }) => quantity > 0);
    if (!this.short.has(fulfilmentId)) this.short.set(fulfilmentId, this.random.chance(SHORT_SHARE));
    const missing = this.short.get(fulfilmentId) && open.length > 0 ? open.at(-1)!.sku : undefined;
    const scans = open
      .map((units) => (units.sku === missing ? { ...units, quantity: units.quantity - 1 } : units))
      .filter(({ quantity }) => quantity > 0);
    if (scans.length > 0) {
      if (status === 'released') await call('pick', '/v1/pick-tasks', { fulfilmentId, scans });
      else await call('scan', `/v1/pick-tasks/${fulfilmentId}/scans`, { scans });
      for (const { sku, quantity } of scans) inTray.set(sku, (inTray.get(sku) ?? 0) + quantity);
      this.trays.set(fulfilmentId, inTray);
    }
    if (missing === undefined) return void (await call('finish', `/v1/pick-tasks/${fulfilmentId}/finish`, {}));
    const lacking = { lines: [{ sku: missing, quantity: 1 }], finish: true };
    await call('short', `/v1/pick-tasks/${fulfilmentId}/short`, lacking);
    this.short.set(fulfilmentId, false);
  }
}

/** The parcels of an order, over all its warehouses. */
export async function fulfilmentsOf(client: Client, orderId: string): Promise<FulfilmentRow[]> {
  const rows: FulfilmentRow[] = [];
  for await (const row of client.all<FulfilmentRow>('logistics', `/v1/fulfilments?order=${orderId}`)) rows.push(row);
  return rows;
}

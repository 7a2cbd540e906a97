import { setTimeout as pause } from 'node:timers/promises';
import { isProblem, type Concord, type Logistics } from '@concord/client';
import type { Random } from '../random';

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
    private readonly client: Concord,
    private readonly random: Random,
    private readonly key: (step: string) => string,
  ) {}

  /** Goes on until the order is delivered, or cancelled because nothing of it could be sent. */
  async send(orderId: string): Promise<void> {
    const deadline = Date.now() + OVER_MS;
    for (;;) {
      const { status } = (await this.client.orders.get('/v1/orders/{orderId}', { path: { orderId } })).data;
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
  private async step(row: Logistics.Fulfilment): Promise<void> {
    const { fulfilmentId, status, lines } = row;
    const path = { id: fulfilmentId };
    const { logistics } = this.client;
    const as = (step: string) => ({ key: this.key(`${step}/${fulfilmentId}/${(this.steps += 1)}`) });
    try {
      if (status === 'released' || status === 'picking') await this.pick(row, as);
      else if (status === 'picked' || status === 'packing')
        await logistics.post('/v1/pack-sessions', {
          body: { fulfilmentId, contents: lines, close: true },
          ...as('pack'),
        });
      else if (status === 'packed')
        await logistics.post('/v1/fulfilments/{id}/labels', { path, body: {}, ...as('label') });
      else if (status === 'labelled') await logistics.post('/v1/shipments/{id}/handover', { path, ...as('handover') });
      else await logistics.post('/v1/shipments/{id}/deliver', { path, body: {}, ...as('deliver') });
    } catch (error) {
      if (!(isProblem(error) && (error.status === 409 || error.status === 422))) throw error;
    }
  }

  private async pick(
    { fulfilmentId, status, lines }: Logistics.Fulfilment,
    as: (step: string) => { key: string },
  ): Promise<void> {
    const path = { id: fulfilmentId };
    const { logistics } = this.client;
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
      if (status === 'released')
        await logistics.post('/v1/pick-tasks', { body: { fulfilmentId, scans }, ...as('pick') });
      else await logistics.post('/v1/pick-tasks/{id}/scans', { path, body: { scans }, ...as('scan') });
      for (const { sku, quantity } of scans) inTray.set(sku, (inTray.get(sku) ?? 0) + quantity);
      this.trays.set(fulfilmentId, inTray);
    }
    if (missing === undefined)
      return void (await logistics.post('/v1/pick-tasks/{id}/finish', { path, ...as('finish') }));
    const lacking = { lines: [{ sku: missing, quantity: 1 }], finish: true };
    await logistics.post('/v1/pick-tasks/{id}/short', { path, body: lacking, ...as('short') });
    this.short.set(fulfilmentId, false);
  }
}

/** The parcels of an order, over all its warehouses. */
export async function fulfilmentsOf(client: Concord, order: string): Promise<Logistics.Fulfilment[]> {
  const rows: Logistics.Fulfilment[] = [];
  for await (const row of client.logistics.pages('/v1/fulfilments', { query: { order } })) rows.push(row);
  return rows;
}

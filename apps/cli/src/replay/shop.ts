import { createHash } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { v5 as uuid5 } from 'uuid';
import { Refused, type Client } from '../system/client';
import type { AdjustmentDocument, OrderDocument } from './documents';
import type { SeenCustomer, SeenProduct } from './products-and-customers';

/** The warehouse that the shop of the file works from. */
export const WAREHOUSE = 'MAIN';
export const CURRENCY = 'GBP';
const ROWS_A_CALL = 500;
const VERDICT_SECONDS = 5;
/** What follows from an event of another service is there within this time, also when that service was away. */
const FOLLOWS_MS = 120_000;
/** Asking sooner only costs: one service hears of another in some tens of milliseconds. */
const FOLLOWS_FIRST_MS = 30;

export interface OrderAnswer {
  readonly orderId: string;
  readonly status: string;
  readonly allocations:
    | readonly { readonly warehouse: string; readonly sku: string; readonly quantity: number }[]
    | null;
  readonly lines: readonly { readonly lineId: string; readonly sku: string; readonly quantity: number }[];
}

export interface ReturnAnswer {
  readonly status: string;
  readonly refundMinor: number;
  /** How much of it need not be paid on account any more. */
  readonly creditedMinor: number;
}

/** Units of an order line that come back. */
export interface ReturnedLine {
  readonly lineId: string;
  readonly quantity: number;
}

/**
 * The shop as an integrator drives it: every step through the REST APIs, every write under a key that belongs to its
 * place in the file, so that a step that is repeated is done once.
 */
export class Shop {
  private readonly space: string;

  constructor(
    private readonly client: Client,
    /** Names file and opening stock: another file, or another opening, is another history. */
    run: string,
  ) {
    const hash = createHash('sha256').update(run).digest('hex');
    this.space = uuid5(hash, uuid5.URL);
  }

  async openWarehouse(): Promise<void> {
    const body = { warehouse: WAREHOUSE, name: 'Main warehouse', country: 'United Kingdom' };
    await this.client
      .post('inventory', '/v1/warehouses', body, this.key('warehouse'))
      .catch(unless('warehouse-exists'));
  }

  async importProducts(products: readonly SeenProduct[], done: (products: number) => void): Promise<void> {
    for (const [n, part] of chunks(products, ROWS_A_CALL).entries()) {
      const rows = part.map(({ sku, title, listPriceMinor, stockItem }) => {
        return {
          sku,
          title,
          kind: stockItem ? 'shippable' : 'service',
          priceMinor: listPriceMinor,
          currency: CURRENCY,
        };
      });
      const answer = await this.client.post<{ rows: { sku: string; status: string; detail?: string }[] }>(
        'catalog',
        '/v1/imports',
        { rows, publish: true },
        this.key(`import/${n}`),
      );
      const failed = answer.body.rows.find(({ status }) => status === 'failed');
      if (failed) throw new Error(`The product ${failed.sku} could not be imported: ${failed.detail}`);
      done(part.length);
    }
  }

  async receiveOpeningStock(opening: ReadonlyMap<string, number>): Promise<void> {
    const lines = [...opening].filter(([, quantity]) => quantity > 0).map(([sku, quantity]) => ({ sku, quantity }));
    for (const [n, part] of chunks(lines, ROWS_A_CALL).entries()) {
      const body = { warehouse: WAREHOUSE, cause: 'opening stock', lines: part };
      await this.client.post('inventory', '/v1/receipts', body, this.key(`opening/${n}`));
    }
  }

  async registerCustomer({ customer, country }: SeenCustomer): Promise<void> {
    const body = { customerId: customer, reference: customer, country };
    await this.client
      .post('customer-service', '/v1/customers', body, this.key(`customer/${customer}`))
      .catch(unless('customer-exists'));
  }

  /** Places the order at the invoice's prices and waits for the verdict. */
  async order({ invoice, customer, country, at, lines }: OrderDocument): Promise<OrderAnswer> {
    const body = {
      reference: invoice,
      ...(customer !== undefined && { customerId: customer }),
      channel: 'b2b',
      currency: CURRENCY,
      lines: lines.map(({ sku, quantity, unitPriceMinor }) => ({ sku, quantity, agreedUnitMinor: unitPriceMinor })),
      shipTo: { country },
      orderedAt: at,
      payment: { method: 'invoice' },
    };
    const headers = { prefer: `wait=${VERDICT_SECONDS}` };
    const options = { body, key: this.key(`order/${invoice}`), headers };
    const { body: placed } = await this.client.call<OrderAnswer>('orders', 'POST', '/v1/orders', options);
    if (isDecided(placed)) return placed;
    return this.until(`the verdict on invoice ${invoice}`, async () => {
      const order = await this.client.get<OrderAnswer>('orders', `/v1/orders/${placed.orderId}`);
      return isDecided(order) ? order : undefined;
    });
  }

  /** Picks, packs, labels, hands over and delivers every parcel of a confirmed order. */
  async fulfil({ orderId, allocations }: OrderAnswer, at: string): Promise<void> {
    const parcels = new Map<string, { sku: string; quantity: number }[]>();
    for (const { warehouse, sku, quantity } of allocations ?? [])
      parcels.set(warehouse, [...(parcels.get(warehouse) ?? []), { sku, quantity }]);
    for (const [warehouse, units] of parcels) await this.fulfilAt(`${orderId}.${warehouse}`, units, at);
  }

  /** Books a find or a write-off. False when there is not so much to write off. */
  async adjust({ line, sku, delta, reason, invoice }: AdjustmentDocument): Promise<boolean> {
    const body = { sku, warehouse: WAREHOUSE, delta, reason: reason.trim() || 'not stated', reference: invoice };
    try {
      await this.client.post('inventory', '/v1/adjustments', body, this.key(`adjustment/${line}`));
      return true;
    } catch (error) {
      if (error instanceof Refused && error.code === 'stock-not-sufficient') return false;
      throw error;
    }
  }

  /** Waits until an order has arrived, also in the eyes of orders. */
  async delivered(orderId: string): Promise<void> {
    await this.until(`the delivery of order ${orderId}`, async () => {
      const { status } = await this.client.get<OrderAnswer>('orders', `/v1/orders/${orderId}`);
      return status === 'delivered' ? true : undefined;
    });
  }

  /** Brings units of one order back: desk, parcel, grading as new. Answers the return's id. */
  async bringBack(invoice: string, orderId: string, lines: readonly ReturnedLine[]): Promise<string> {
    const key = (step: string) => this.key(`return/${invoice}/${orderId}/${step}`);
    const request = { orderId, lines: lines.map((line) => ({ ...line, reason: 'returned' })) };
    const asked = await this.until(`the desk to know order ${orderId}`, () =>
      this.client
        .post<{ id: string }>('customer-service', '/v1/return-desk/requests', request, key('request'))
        .catch(notYet('order-unknown', 'return-not-eligible')),
    );
    const returnId = asked.body.id;
    await this.until(`the authorisation of return ${returnId}`, () =>
      this.client
        .post('logistics', `/v1/return-shipments/${returnId}/arrive`, { warehouse: WAREHOUSE }, key('arrive'))
        .catch(notYet('return-unknown')),
    );
    const grades = lines.map((line) => ({ ...line, grade: 'A' }));
    await this.until(`the parcel of return ${returnId}`, () =>
      this.client
        .post('inventory', `/v1/return-receipts/${returnId}/grades`, { grades }, key('grade'))
        .catch(notYet('return-unknown', 'return-not-arrived')),
    );
    return returnId;
  }

  /** Waits until the money is back. */
  async refunded(returnId: string): Promise<void> {
    await this.until(`the refund of return ${returnId}`, async () => {
      const found = await this.client.get<ReturnAnswer>('orders', `/v1/returns/${returnId}`);
      return isOver(found) || found.status === 'rejected' ? true : undefined;
    });
  }

  private async fulfilAt(fulfilmentId: string, units: readonly { sku: string; quantity: number }[], at: string) {
    const call = (step: string, path: string, body: unknown) =>
      this.client.post('logistics', path, body, this.key(`${step}/${fulfilmentId}`));
    // Logistics learns of the order from its confirmation, a moment after us.
    await this.until(`the fulfilment ${fulfilmentId}`, () =>
      call('pick', '/v1/pick-tasks', { fulfilmentId, scans: units, finish: true }).catch(notYet('fulfilment-unknown')),
    );
    await call('pack', '/v1/pack-sessions', { fulfilmentId, contents: units, close: true });
    await call('label', `/v1/fulfilments/${fulfilmentId}/labels`, {});
    await call('handover', `/v1/shipments/${fulfilmentId}/handover`, { handedOverAt: at });
    await call('deliver', `/v1/shipments/${fulfilmentId}/deliver`, { deliveredAt: at });
  }

  private async until<T>(what: string, look: () => Promise<T | undefined>): Promise<T> {
    const deadline = Date.now() + FOLLOWS_MS;
    for (let waitMs = FOLLOWS_FIRST_MS; ; waitMs = Math.min(500, waitMs * 2)) {
      const found = await look();
      if (found !== undefined) return found;
      if (Date.now() > deadline) throw new Error(`Waited ${FOLLOWS_MS / 1000} s in vain for ${what}.`);
      await pause(waitMs);
    }
  }

  private key(step: string): string {
    return uuid5(step, this.space);
  }
}

/** Whether a return is settled and paid back. Nothing goes back for what was free, and for what is only owed. */
export const isOver = ({ status, refundMinor, creditedMinor }: ReturnAnswer) =>
  status === 'refunded' || (status === 'settled' && refundMinor === creditedMinor);

const isDecided = ({ status }: OrderAnswer) => status !== 'pending';

/** Refusals that say that an event has not come through yet. */
const notYet =
  (...codes: string[]) =>
  (error: unknown): undefined => {
    if (error instanceof Refused && codes.includes(error.code)) return undefined;
    throw error;
  };

/** A refusal that says that it is done already. */
const unless = (code: string) => (error: unknown) => {
  if (!(error instanceof Refused && error.code === code)) throw error;
};

function chunks<T>(list: readonly T[], size: number): T[][] {
  const parts: T[][] = [];
  for (let from = 0; from < list.length; from += size) parts.push(list.slice(from, from + size));
  return parts;
}

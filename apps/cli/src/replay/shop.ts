import { createHash } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { v5 as uuid5 } from 'uuid';
import { isProblem, type Concord, type Orders, type ProblemCode } from '@concord/client';
import type { AdjustmentDocument, OrderDocument } from './documents';
import type { SeenCustomer, SeenProduct } from './products-and-customers';

/** The warehouse that the shop of the file works from. */
export const WAREHOUSE = 'MAIN';
export const CURRENCY = 'GBP' as const;
const ROWS_A_CALL = 500;
const VERDICT_SECONDS = 5;
/** What follows from an event of another service is there within this time, also when that service was away. */
const FOLLOWS_MS = 120_000;
/** Asking sooner only costs: one service hears of another in some tens of milliseconds. */
const FOLLOWS_FIRST_MS = 30;

type Payment = Orders.PlaceOrderRequest['payment'];

/** What pays a part of a basket. */
interface Credits {
  readonly code?: string;
  readonly points?: number;
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
    private readonly client: Concord,
    /** Names file and opening stock: another file, or another opening, is another history. */
    run: string,
  ) {
    const hash = createHash('sha256').update(run).digest('hex');
    this.space = uuid5(hash, uuid5.URL);
  }

  async openWarehouse(): Promise<void> {
    const body = { warehouse: WAREHOUSE, name: 'Main warehouse', country: 'United Kingdom' };
    await this.client.inventory
      .post('/v1/warehouses', { body, key: this.key('warehouse') })
      .catch(unless('warehouse-exists'));
  }

  async importProducts(products: readonly SeenProduct[], done: (products: number) => void): Promise<void> {
    for (const [n, part] of chunks(products, ROWS_A_CALL).entries()) {
      const rows = part.map(({ sku, title, listPriceMinor, stockItem }) => {
        return {
          sku,
          title,
          kind: stockItem ? ('shippable' as const) : ('service' as const),
          priceMinor: listPriceMinor,
          currency: CURRENCY,
        } as const;
      });
      const options = { body: { rows, publish: true }, key: this.key(`import/${n}`) };
      const { data } = await this.client.catalog.post('/v1/imports', options);
      const failed = data.rows.find(({ status }) => status === 'failed');
      if (failed) throw new Error(`The product ${failed.sku} could not be imported: ${failed.detail}`);
      done(part.length);
    }
  }

  async receiveOpeningStock(opening: ReadonlyMap<string, number>): Promise<void> {
    const lines = [...opening].filter(([, quantity]) => quantity > 0).map(([sku, quantity]) => ({ sku, quantity }));
    for (const [n, part] of chunks(lines, ROWS_A_CALL).entries()) {
      const body = { warehouse: WAREHOUSE, cause: 'opening stock', lines: part };
      await this.client.inventory.post('/v1/receipts', { body, key: this.key(`opening/${n}`) });
    }
  }

  async registerCustomer({ customer, country }: SeenCustomer): Promise<void> {
    const body = { customerId: customer, reference: customer, country };
    await this.client.customerService
      .post('/v1/customers', { body, key: this.key(`customer/${customer}`) })
      .catch(unless('customer-exists'));
  }

  /** Places the order at the invoice's prices and waits for the verdict. */
  async order(
    { invoice, customer, country, at, lines }: OrderDocument,
    payment: Payment = { method: 'invoice' },
  ): Promise<Orders.Order> {
    const body = {
      reference: invoice,
      ...(customer !== undefined && { customerId: customer }),
      channel: 'b2b' as const,
      currency: CURRENCY,
      lines: lines.map(({ sku, quantity, unitPriceMinor }) => ({ sku, quantity, agreedUnitMinor: unitPriceMinor })),
      shipTo: { country },
      orderedAt: at,
      payment,
    };
    return this.decided(invoice, body);
  }

  /** Fills a basket with the lines of the invoice, at list prices, and orders it as it was quoted. */
  async orderBasket({ invoice, customer, country, lines }: OrderDocument, payment: Payment, credits: Credits) {
    const { orders } = this.client;
    const key = (step: string) => this.key(`basket/${invoice}/${step}`);
    const basket = {
      channel: 'b2c' as const,
      currency: CURRENCY,
      ...(customer !== undefined && { customerId: customer }),
    };
    const { cartId } = (await orders.post('/v1/carts', { body: basket, key: key('create') })).data;
    const path = { cartId };
    for (const { line, sku, quantity } of lines)
      await orders.post('/v1/carts/{cartId}/lines', { path, body: { sku, quantity }, key: key(`line/${line}`) });
    await orders.put('/v1/carts/{cartId}/address', { path, body: { shipTo: { country } } });
    const { code, points } = credits;
    if (code !== undefined)
      await this.until(`the voucher of invoice ${invoice}`, () =>
        orders
          .post('/v1/carts/{cartId}/vouchers', { path, body: { code }, key: key('voucher') })
          .catch(notYet('voucher-unknown', 'voucher-not-usable')),
      );
    if (points !== undefined)
      await this.until(`the points of invoice ${invoice}`, () =>
        orders
          .post('/v1/carts/{cartId}/points', { path, body: { points }, key: key('points') })
          .catch(notYet('points-not-available')),
      );
    const { data: quoted } = await orders.post('/v1/carts/{cartId}/quote', { path, key: key('quote') });
    return this.decided(invoice, { reference: invoice, cartId, quoteId: quoted.quote!.quoteId, payment });
  }

  private async decided(invoice: string, body: Orders.PlaceOrderRequest): Promise<Orders.Order> {
    const options = { body, key: this.key(`order/${invoice}`), wait: VERDICT_SECONDS };
    const { data: placed } = await this.client.orders.post('/v1/orders', options);
    if (isDecided(placed)) return placed;
    return this.until(`the verdict on invoice ${invoice}`, async () => {
      const { data: order } = await this.client.orders.get('/v1/orders/{orderId}', {
        path: { orderId: placed.orderId },
      });
      return isDecided(order) ? order : undefined;
    });
  }

  /** Picks, packs, labels, hands over and delivers every parcel of a confirmed order. */
  async fulfil({ orderId, allocations }: Orders.Order, at: string): Promise<void> {
    const parcels = new Map<string, { sku: string; quantity: number }[]>();
    for (const { warehouse, sku, quantity } of allocations ?? [])
      parcels.set(warehouse, [...(parcels.get(warehouse) ?? []), { sku, quantity }]);
    for (const [warehouse, units] of parcels) await this.fulfilAt(`${orderId}.${warehouse}`, units, at);
  }

  /** Books a find or a write-off. False when there is not so much to write off. */
  async adjust({ line, sku, delta, reason, invoice }: AdjustmentDocument): Promise<boolean> {
    const body = { sku, warehouse: WAREHOUSE, delta, reason: reason.trim() || 'not stated', reference: invoice };
    try {
      await this.client.inventory.post('/v1/adjustments', { body, key: this.key(`adjustment/${line}`) });
      return true;
    } catch (error) {
      if (isProblem(error, 'stock-not-sufficient')) return false;
      throw error;
    }
  }

  /** Waits until an order has arrived, also in the eyes of orders. */
  async delivered(orderId: string): Promise<void> {
    await this.until(`the delivery of order ${orderId}`, async () => {
      const { status } = (await this.client.orders.get('/v1/orders/{orderId}', { path: { orderId } })).data;
      return status === 'delivered' ? true : undefined;
    });
  }

  /** Brings units of one order back: desk, parcel, grading as new. Answers the return's id. */
  async bringBack(invoice: string, orderId: string, lines: readonly ReturnedLine[]): Promise<string> {
    const key = (step: string) => this.key(`return/${invoice}/${orderId}/${step}`);
    const request = { orderId, lines: lines.map((line) => ({ ...line, reason: 'returned' })) };
    const asked = await this.until(`the desk to know order ${orderId}`, () =>
      this.client.customerService
        .post('/v1/return-desk/requests', { body: request, key: key('request') })
        .catch(notYet('order-unknown', 'return-not-eligible')),
    );
    const { id: returnId } = asked.data;
    const ofReturn = { path: { returnId } };
    await this.until(`the authorisation of return ${returnId}`, () =>
      this.client.logistics
        .post('/v1/return-shipments/{returnId}/arrive', {
          ...ofReturn,
          body: { warehouse: WAREHOUSE },
          key: key('arrive'),
        })
        .catch(notYet('return-unknown')),
    );
    const grades = lines.map((line) => ({ ...line, grade: 'A' as const }));
    await this.until(`the parcel of return ${returnId}`, () =>
      this.client.inventory
        .post('/v1/return-receipts/{returnId}/grades', { ...ofReturn, body: { grades }, key: key('grade') })
        .catch(notYet('return-unknown', 'return-not-arrived')),
    );
    return returnId;
  }

  /** Waits until the money is back. */
  async refunded(returnId: string): Promise<void> {
    await this.until(`the refund of return ${returnId}`, async () => {
      const { data: found } = await this.client.orders.get('/v1/returns/{returnId}', { path: { returnId } });
      return isOver(found) || found.status === 'rejected' ? true : undefined;
    });
  }

  private async fulfilAt(fulfilmentId: string, units: readonly { sku: string; quantity: number }[], at: string) {
    const { logistics } = this.client;
    const path = { id: fulfilmentId };
    const as = (step: string) => ({ key: this.key(`${step}/${fulfilmentId}`) });
    // Logistics learns of the order from its confirmation, a moment after us.
    await this.until(`the fulfilment ${fulfilmentId}`, () =>
      logistics
        .post('/v1/pick-tasks', { body: { fulfilmentId, scans: units, finish: true }, ...as('pick') })
        .catch(notYet('fulfilment-unknown')),
    );
    await logistics.post('/v1/pack-sessions', { body: { fulfilmentId, contents: units, close: true }, ...as('pack') });
    await logistics.post('/v1/fulfilments/{id}/labels', { path, body: {}, ...as('label') });
    const handover = { path, body: { handedOverAt: at }, ...as('handover') };
    await logistics.post('/v1/shipments/{id}/handover', handover);
    const delivery = { path, body: { deliveredAt: at }, ...as('deliver') };
    await logistics.post('/v1/shipments/{id}/deliver', delivery);
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

  /** The key of a step of this replay. */
  key(step: string): string {
    return uuid5(step, this.space);
  }
}

/** Whether a return is settled and paid back. Nothing goes back for what was free, and for what is only owed. */
export const isOver = ({ status, refundMinor, creditedMinor }: Orders.Return) =>
  status === 'refunded' || (status === 'settled' && refundMinor === creditedMinor);

const isDecided = ({ status }: Orders.Order) => status !== 'pending';

/** Refusals that say that an event has not come through yet. */
const notYet =
  (...codes: ProblemCode[]) =>
  (error: unknown): undefined => {
    if (!isProblem(error, ...codes)) throw error;
  };

/** A refusal that says that it is done already. */
const unless = (code: ProblemCode) => (error: unknown) => {
  if (!isProblem(error, code)) throw error;
};

function chunks<T>(list: readonly T[], size: number): T[][] {
  const parts: T[][] = [];
  for (let from = 0; from < list.length; from += size) parts.push(list.slice(from, from + size));
  return parts;
}

import type { Concord } from '@concord/client';
import { customersIn, productsIn } from './products-and-customers';
import { toDocuments, type OrderDocument, type ReturnDocument, type TradingDocument } from './documents';
import { openingStock, parseShare } from './opening-stock';
import { Returnable } from './returnable';
import { Schedule } from './schedule';
import { Shop } from './shop';
import { Till } from './till';
import { aligned, informed } from './alignment';
import type { TradingLine } from './trading-line';

/** Reports of the replay while it runs. */
export interface ReplayProgress {
  step(text: string): void;
  documents(finished: number, total: number): void;
}

/** What the driver has done: the ids that the services gave. */
export interface Driven {
  readonly orderIds: ReadonlyMap<OrderDocument, string>;
  readonly returnIds: readonly string[];
  readonly unmatchedUnits: number;
  /** Documents that could not be completed. */
  readonly failures: readonly FailedDocument[];
  /** From the first order to the end of the last document. */
  readonly seconds: number;
}

/** A document at which the services, or the driver, failed. */
export interface FailedDocument {
  readonly invoice: string;
  readonly type: TradingDocument['type'];
  readonly reason: string;
}

export interface ReplayOptions {
  readonly client: Concord;
  readonly lines: readonly TradingLine[];
  /** `enough` or a factor. */
  readonly opening: string;
  readonly run: string;
  readonly concurrency: number;
  readonly progress: ReplayProgress;
  /** They give vouchers and points, and orders are paid by all tenders; otherwise all are on account. */
  readonly people?: readonly Concord[] | undefined;
  /** Asked before each document: true ends the replay in an orderly way. */
  readonly stopped: () => boolean;
}

/** The replay was stopped; when it is started again it resumes. */
export class ReplayStopped extends Error {}

const SETUP_CONCURRENCY = 32;
/** With this many failed documents the system itself does not work. */
const FAILURES_MAX = 200;

/** Drives the services through a shop's history: many documents at once, as far as sales and returns allow. */
export async function replay(options: ReplayOptions): Promise<Driven> {
  const { client, lines, opening, run, progress, concurrency, stopped } = options;
  const documents = toDocuments(lines);
  const stock = openingStock(documents, parseShare(opening)!);
  const shop = new Shop(client, `${run}/${opening}`);

  progress.step('products');
  await shop.openWarehouse();
  const products = productsIn(lines);
  await shop.importProducts(products, () => undefined);
  progress.step('opening stock');
  await shop.receiveOpeningStock(stock);
  progress.step('customers');
  const customers = customersIn(lines);
  await inParallel(SETUP_CONCURRENCY, customers.values(), (customer) => shop.registerCustomer(customer));
  progress.step('every service to know them');
  await informed(client);

  progress.step('documents');
  const began = performance.now();
  const till = options.people && new Till(shop, options.people);
  const driver = new Driver(shop, documents, stock, till);
  await driver.run(concurrency, stopped, (finished) => progress.documents(finished, documents.length));
  const seconds = (performance.now() - began) / 1000;
  progress.step('every service to agree');
  await aligned(client);
  const { orderIds, returnIds, unmatchedUnits, failures } = driver;
  return { orderIds, returnIds, unmatchedUnits, failures, seconds };
}

class Driver {
  readonly orderIds = new Map<OrderDocument, string>();
  readonly returnIds: string[] = [];
  readonly failures: FailedDocument[] = [];
  unmatchedUnits = 0;
  private readonly schedule: Schedule;
  private readonly returnable: Returnable;

  constructor(
    private readonly shop: Shop,
    documents: readonly TradingDocument[],
    opening: ReadonlyMap<string, number>,
    private readonly till: Till | undefined,
  ) {
    this.schedule = new Schedule(documents, opening);
    this.returnable = new Returnable(documents);
  }

  /** Keeps `concurrency` documents under way until all are finished. One that fails is noted, and the others go on. */
  run(concurrency: number, stopped: () => boolean, onProgress: (finished: number) => void): Promise<void> {
    let underWay = 0;
    return new Promise((resolve, reject) => {
      let failed = false;
      const fail = (error: unknown) => {
        failed = true;
        reject(error as Error);
      };
      const more = () => {
        if (failed) return;
        if (stopped()) {
          if (underWay === 0) fail(new ReplayStopped('Stopped. The same command resumes it.'));
          return;
        }
        while (underWay < concurrency) {
          const document = this.schedule.next();
          if (!document) break;
          underWay += 1;
          this.drive(document, more).then(() => {
            underWay -= 1;
            onProgress(this.schedule.finished);
            more();
          }, fail);
        }
        if (underWay > 0) return;
        if (this.schedule.finished === this.schedule.total) resolve();
        else fail(new Error('The remaining documents wait for each other: this is a fault of the schedule.'));
      };
      more();
    });
  }

  private async drive(document: TradingDocument, onDecided: () => void): Promise<void> {
    try {
      await this.carryOut(document, onDecided);
    } catch (error) {
      const { invoice, type } = document;
      this.failures.push({ invoice, type, reason: error instanceof Error ? error.message : String(error) });
      if (this.failures.length >= FAILURES_MAX) throw error;
      if (type === 'order') this.returnable.failed(document);
      this.schedule.failed(document);
    }
  }

  private async carryOut(document: TradingDocument, onDecided: () => void): Promise<void> {
    switch (document.type) {
      case 'order':
        return this.order(document, onDecided);
      case 'return':
        return this.bringBack(document);
      case 'adjustment':
        await this.shop.adjust(document);
        return this.schedule.decided(document);
    }
  }

  private async order(document: OrderDocument, onDecided: () => void) {
    const order = await (this.till ?? this.shop).order(document);
    this.orderIds.set(document, order.orderId);
    if (order.status === 'rejected') return this.schedule.delivered(document);
    this.returnable.confirmed(document, order.orderId);
    this.schedule.decided(document);
    onDecided();
    // A basket is ordered now, whenever its invoice was written.
    await this.shop.fulfil(order, order.placedAt > document.at ? order.placedAt : document.at);
    this.schedule.delivered(document);
  }

  private async bringBack(document: ReturnDocument) {
    const { orders, unmatchedUnits } = this.returnable.take(document);
    this.unmatchedUnits += unmatchedUnits;
    const returnIds: string[] = [];
    for (const [orderId, lines] of orders) {
      await this.shop.delivered(orderId);
      returnIds.push(await this.shop.bringBack(document.invoice, orderId, lines));
    }
    this.returnIds.push(...returnIds);
    this.schedule.decided(document);
    for (const returnId of returnIds) await this.shop.refunded(returnId);
    this.schedule.settled(document);
  }
}

/** Works through items, `width` of them at a time, in their order. */
async function inParallel<T>(width: number, items: Iterator<T>, work: (item: T) => Promise<void>): Promise<void> {
  const worker = async () => {
    for (let next = items.next(); !next.done; next = items.next()) await work(next.value);
  };
  await Promise.all(Array.from({ length: width }, worker));
}

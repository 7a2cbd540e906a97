import type { OrderDocument, ReturnDocument, ReturnLine, TradingDocument } from './documents';
import type { ReturnedLine } from './shop';

interface Sold {
  readonly orderId: string;
  readonly lines: { readonly lineId: string; readonly sku: string; left: number }[];
}

/** What comes back from which order, and what finds none. */
export interface Matched {
  readonly orders: ReadonlyMap<string, ReturnedLine[]>;
  readonly unmatchedUnits: number;
}

/** What customers may still bring back, by the rules of the data's README: the latest order first, its last line first. */
export class Returnable {
  /** By customer, in the order of the documents. */
  private readonly sold = new Map<string, Map<OrderDocument, Sold>>();
  private readonly place: ReadonlyMap<TradingDocument, number>;

  constructor(documents: readonly TradingDocument[]) {
    this.place = new Map(documents.map((document, n) => [document, n]));
  }

  /** An order was confirmed under this id; its lines are numbered from 1. */
  confirmed(order: OrderDocument, orderId: string): void {
    if (order.customer === undefined) return;
    const lines = order.lines.map(({ sku, quantity }, n) => ({ lineId: String(n + 1), sku, left: quantity }));
    const sales = this.sold.get(order.customer) ?? new Map<OrderDocument, Sold>();
    this.sold.set(order.customer, sales.set(order, { orderId, lines }));
  }

  /** The order failed on its way: nobody has its units to bring back. */
  failed(order: OrderDocument): void {
    if (order.customer !== undefined) this.sold.get(order.customer)?.delete(order);
  }

  /** Takes the units of a return off what is left. */
  take(document: ReturnDocument): Matched {
    const turn = this.place.get(document)!;
    const sales = [...(document.customer === undefined ? [] : (this.sold.get(document.customer) ?? []))]
      .filter(([order]) => this.place.get(order)! < turn)
      .sort(([a], [b]) => (a.at === b.at ? this.place.get(a)! - this.place.get(b)! : a.at < b.at ? 1 : -1))
      .map(([, sale]) => sale);
    const orders = new Map<string, ReturnedLine[]>();
    let unmatchedUnits = 0;
    for (const line of document.lines) unmatchedUnits += takeLine(line, sales, orders);
    return { orders, unmatchedUnits };
  }
}

function takeLine({ sku, quantity }: ReturnLine, sales: readonly Sold[], orders: Map<string, ReturnedLine[]>): number {
  let wanted = quantity;
  for (const { orderId, lines } of sales)
    for (const line of [...lines].reverse()) {
      if (line.sku !== sku || line.left === 0 || wanted === 0) continue;
      const units = Math.min(wanted, line.left);
      line.left -= units;
      wanted -= units;
      const taken = orders.get(orderId) ?? [];
      const same = taken.find(({ lineId }) => lineId === line.lineId);
      const others = taken.filter((entry) => entry !== same);
      orders.set(orderId, [...others, { lineId: line.lineId, quantity: units + (same?.quantity ?? 0) }]);
    }
  return wanted;
}

/** Units on their way. */
export interface Incoming {
  readonly purchaseOrderId: string;
  readonly quantity: number;
  readonly eta: string;
}

/** What is known of the stock of a SKU, and up to which of inventory's events of it. */
export interface StockFacts {
  readonly version: number;
  readonly sellable: number;
  readonly level: string;
  readonly incoming: readonly Incoming[];
}

/** What inventory said, as far as campaigns care. */
export type StockChange =
  | { readonly kind: 'available'; readonly sellable: number; readonly level: string }
  | { readonly kind: 'expected'; readonly purchaseOrderId: string; readonly quantity: number; readonly eta: string }
  // Of earlier days: what came off a purchase order is said by the order that is expected.
  | { readonly kind: 'received'; readonly quantity: number; readonly reference?: string };

/** Nothing was heard of the SKU: a campaign must not count on it. */
export const UNKNOWN: StockFacts = { version: 0, sellable: 0, level: 'out', incoming: [] };

/** The facts after inventory said something; what was heard before changes nothing. */
export function after(facts: StockFacts, change: StockChange, version: number): StockFacts {
  if (version <= facts.version) return facts;
  switch (change.kind) {
    case 'available':
      return { ...facts, version, sellable: change.sellable, level: change.level };
    case 'expected': {
      const { purchaseOrderId, quantity, eta } = change;
      const others = facts.incoming.filter((one) => one.purchaseOrderId !== purchaseOrderId);
      return { ...facts, version, incoming: quantity > 0 ? [...others, { purchaseOrderId, quantity, eta }] : others };
    }
    case 'received':
      return { ...facts, version };
  }
}

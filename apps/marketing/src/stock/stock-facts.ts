/** Units on their way. */
export interface Incoming {
  readonly purchaseOrderId: string;
  readonly quantity: number;
  readonly eta: string;
}

/** What is known of the stock of a SKU, up to a position in inventory's events. */
export interface StockFacts {
  readonly version: number;
  readonly sellable: number;
  readonly level: string;
  readonly incoming: readonly Incoming[];
}

/** The part of an event of inventory that campaigns need. */
export type StockChange =
  | { readonly kind: 'available'; readonly sellable: number; readonly level: string }
  | { readonly kind: 'expected'; readonly purchaseOrderId: string; readonly quantity: number; readonly eta: string }
  // Only in older events: today the purchase order itself says what is still to come.
  | { readonly kind: 'received'; readonly quantity: number; readonly reference?: string };

/** The stock of the SKU is unknown: a campaign must not count on it. */
export const UNKNOWN: StockFacts = { version: 0, sellable: 0, level: 'out', incoming: [] };

/** The facts after an event of inventory. An older event changes nothing. */
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

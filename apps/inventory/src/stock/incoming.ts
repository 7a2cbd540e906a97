/** What is still to come of a purchase order. */
export interface Incoming {
  readonly purchaseOrderId: string;
  readonly quantity: number;
  readonly eta: string;
}

/** The orders after one of them was announced, changed, or came: nothing is left of one that brings 0. */
export function withOrder(incoming: readonly Incoming[], { purchaseOrderId, quantity, eta }: Incoming): Incoming[] {
  const others = incoming.filter((one) => one.purchaseOrderId !== purchaseOrderId);
  return quantity > 0 ? [...others, { purchaseOrderId, quantity, eta }] : others;
}

/**
 * The orders that a receipt changes, as they are after it: the one that it names, else the earliest ones, because what
 * came may well be what was awaited, and units must not count twice.
 */
export function changedBy(incoming: readonly Incoming[], quantity: number, reference: string | undefined): Incoming[] {
  const named = incoming.filter(({ purchaseOrderId }) => purchaseOrderId === reference);
  const queue = named.length > 0 ? named : [...incoming].sort((a, b) => (a.eta < b.eta ? -1 : 1));
  let left = quantity;
  return queue.flatMap((one) => {
    const came = Math.min(left, one.quantity);
    left -= came;
    return came > 0 ? [{ ...one, quantity: one.quantity - came }] : [];
  });
}

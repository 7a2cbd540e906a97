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

/** What is still to come of the purchase order that a receipt names, after it. More than was awaited may come. */
export const changedBy = (incoming: readonly Incoming[], quantity: number, purchaseOrderId: string | undefined) =>
  incoming
    .filter((one) => one.purchaseOrderId === purchaseOrderId)
    .map((one) => ({ ...one, quantity: Math.max(0, one.quantity - quantity) }));

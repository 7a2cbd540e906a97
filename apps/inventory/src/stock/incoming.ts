/** The units that a purchase order still brings. */
export interface Incoming {
  readonly purchaseOrderId: string;
  readonly quantity: number;
  readonly eta: string;
}

/** The purchase orders after one of them was announced, changed or received. An order that brings 0 is left out. */
export function withOrder(incoming: readonly Incoming[], { purchaseOrderId, quantity, eta }: Incoming): Incoming[] {
  const others = incoming.filter((one) => one.purchaseOrderId !== purchaseOrderId);
  return quantity > 0 ? [...others, { purchaseOrderId, quantity, eta }] : others;
}

/** The units that a purchase order still brings after a receipt that names it. More than expected may come. */
export const changedBy = (incoming: readonly Incoming[], quantity: number, purchaseOrderId: string | undefined) =>
  incoming
    .filter((one) => one.purchaseOrderId === purchaseOrderId)
    .map((one) => ({ ...one, quantity: Math.max(0, one.quantity - quantity) }));

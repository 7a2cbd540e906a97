import { lookup, type Change } from '@concord/event-sourcing';
import type { Order, UnitsOfLine } from '../order/order-state';
import { orderAggregate, UnitsReplaced } from '../order/order.aggregate';
import { moneyFor } from '../return/giving-back';

/** What was paid for units: so much goes out for nothing where they are replaced, and counts against the limit for refunds. */
export function replacedWorth(lines: readonly UnitsOfLine[], { placed }: Order): number {
  const worths = lines.map(({ lineId, quantity }) => ({ lineId, quantity, percent: 100 }));
  return moneyFor(worths, { lines: placed?.lines ?? [] }, {}).reduce((sum, amount) => sum + amount, 0);
}

/** From here on so much is replaced for the claim. */
export function replacedBy(claimId: string, orderId: string, amountMinor: number, { replaced }: Order): Change[] {
  if ((lookup(replaced, claimId) ?? 0) === amountMinor) return [];
  return [{ to: orderAggregate, id: orderId, events: [UnitsReplaced.of({ orderId, claimId, amountMinor })] }];
}

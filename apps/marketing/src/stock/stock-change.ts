import type { AvailabilityChanged, RestockExpected } from '@concord/contracts';
import type { EventFrom } from '@concord/event-sourcing';
import type { StockChange } from './stock-facts';

type StockEvent = EventFrom<typeof AvailabilityChanged> | EventFrom<typeof RestockExpected>;

/** What campaigns need of an event of inventory. */
export function changeIn({ type, data }: Pick<StockEvent, 'type' | 'data'>): StockChange {
  if (type === 'AvailabilityChanged') {
    const { sellable, level } = data as EventFrom<typeof AvailabilityChanged>['data'];
    return { kind: 'available', sellable, level };
  }
  const { purchaseOrderId, quantity, eta } = data as EventFrom<typeof RestockExpected>['data'];
  return { kind: 'expected', purchaseOrderId, quantity, eta };
}

import { WarehouseConfigured, WarehouseOpened } from '@concord/contracts';
import type { Aggregate, EventFrom } from '@concord/event-sourcing';

const events = { WarehouseOpened, WarehouseConfigured };
export type WarehouseEvent = EventFrom<(typeof events)[keyof typeof events]>;

export interface Warehouse {
  readonly isOpen: boolean;
  readonly name: string;
  readonly sells: boolean;
  readonly ships: boolean;
  readonly acceptsReturns: boolean;
}

/** A place that keeps stock. */
export const warehouseAggregate: Aggregate<WarehouseEvent, Warehouse> = {
  kind: 'warehouse',
  events,
  shapeVersion: 2,
  initial: { isOpen: false, name: '', sells: false, ships: false, acceptsReturns: false },
  evolve: (_, { data: { name, sells, ships, acceptsReturns } }) => ({
    isOpen: true,
    name,
    sells,
    ships,
    acceptsReturns,
  }),
};

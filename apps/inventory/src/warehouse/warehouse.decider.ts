import { WarehouseConfigured, WarehouseOpened } from '@concord/contracts';
import { conflict, never, notFound, type Command, type Decider, type EventFrom } from '@concord/event-sourcing';

const events = { WarehouseOpened, WarehouseConfigured };
type WarehouseEvent = EventFrom<(typeof events)[keyof typeof events]>;

interface Flags {
  warehouse: string;
  name: string;
  sells: boolean;
  ships: boolean;
  acceptsReturns: boolean;
}
export type OpenWarehouse = Command<'OpenWarehouse', Flags & { country?: string }>;
export type ConfigureWarehouse = Command<'ConfigureWarehouse', Omit<Flags, 'sells'>>;

export interface Warehouse {
  readonly isOpen: boolean;
  readonly sells: boolean;
  readonly ships: boolean;
  readonly acceptsReturns: boolean;
}

export const warehouse: Decider<OpenWarehouse | ConfigureWarehouse, WarehouseEvent, Warehouse> = {
  kind: 'warehouse',
  events,
  initial: { isOpen: false, sells: false, ships: false, acceptsReturns: false },
  commands: ['OpenWarehouse', 'ConfigureWarehouse'],
  id: ({ data }) => data.warehouse,

  decide(command, { isOpen, sells }) {
    switch (command.type) {
      case 'OpenWarehouse':
        if (isOpen) return conflict('warehouse-exists', `A warehouse ${command.data.warehouse} is open already.`);
        return [WarehouseOpened.of(command.data)];
      case 'ConfigureWarehouse':
        if (!isOpen) return notFound('warehouse-unknown', `There is no warehouse ${command.data.warehouse}.`);
        return [WarehouseConfigured.of({ ...command.data, sells })];
      default:
        return never(command);
    }
  },

  evolve: (_, { data: { sells, ships, acceptsReturns } }) => ({ isOpen: true, sells, ships, acceptsReturns }),
};

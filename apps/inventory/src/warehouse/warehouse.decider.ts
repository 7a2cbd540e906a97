import { WarehouseConfigured, WarehouseOpened } from '@concord/contracts';
import { conflict, never, notFound, type Command, type Decider } from '@concord/event-sourcing';
import { warehouseAggregate, type Warehouse, type WarehouseEvent } from './warehouse.aggregate';

interface Flags {
  warehouse: string;
  name: string;
  sells: boolean;
  ships: boolean;
  acceptsReturns: boolean;
}
export type OpenWarehouse = Command<'OpenWarehouse', Flags & { country?: string }>;
export type ConfigureWarehouse = Command<'ConfigureWarehouse', Omit<Flags, 'sells'>>;

export const warehouse: Decider<OpenWarehouse | ConfigureWarehouse, WarehouseEvent, Warehouse> = {
  ...warehouseAggregate,
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
};

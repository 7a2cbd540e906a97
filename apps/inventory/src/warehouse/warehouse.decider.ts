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
/** What is left out stays as it is. */
export type ConfigureWarehouse = Command<
  'ConfigureWarehouse',
  { warehouse: string } & Partial<Omit<Flags, 'warehouse'>>
>;

export const warehouse: Decider<OpenWarehouse | ConfigureWarehouse, WarehouseEvent, Warehouse> = {
  ...warehouseAggregate,
  commands: ['OpenWarehouse', 'ConfigureWarehouse'],
  id: ({ data }) => data.warehouse,

  decide(command, { isOpen, ...now }) {
    switch (command.type) {
      case 'OpenWarehouse':
        if (isOpen) return conflict('warehouse-exists', `A warehouse ${command.data.warehouse} is open already.`);
        return [WarehouseOpened.of(command.data)];
      case 'ConfigureWarehouse':
        if (!isOpen) return notFound('warehouse-unknown', `There is no warehouse ${command.data.warehouse}.`);
        return configured(command.data, now);
      default:
        return never(command);
    }
  },
};

function configured({ warehouse: code, ...wanted }: ConfigureWarehouse['data'], now: Omit<Warehouse, 'isOpen'>) {
  const then = {
    warehouse: code,
    name: wanted.name ?? now.name,
    sells: wanted.sells ?? now.sells,
    ships: wanted.ships ?? now.ships,
    acceptsReturns: wanted.acceptsReturns ?? now.acceptsReturns,
  };
  const isSame =
    then.name === now.name &&
    then.sells === now.sells &&
    then.ships === now.ships &&
    then.acceptsReturns === now.acceptsReturns;
  return isSame ? [] : [WarehouseConfigured.of(then)];
}

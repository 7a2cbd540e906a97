import { inventoryEvents } from '@concord/contracts';
import { projection } from '@concord/event-sourcing';
import { RowFlag, RowKeyText } from '@concord/service';
import { Entity } from 'typeorm';

/** The warehouses of inventory, and whether they accept returns. */
@Entity('warehouse_view')
export class WarehouseRow {
  @RowKeyText({ example: 'MAIN' })
  warehouse!: string;

  @RowFlag()
  acceptsReturns: boolean = false;
}

export const warehouses = projection(
  'logistics.warehouses',
  inventoryEvents,
  WarehouseRow,
  ({ data }) => ({ warehouse: (data as { warehouse: string }).warehouse }),
  {
    WarehouseOpened: (row, { data: { acceptsReturns } }) => ({ ...row, acceptsReturns }),
    WarehouseConfigured: (row, { data: { acceptsReturns } }) => ({ ...row, acceptsReturns }),
  },
);

import { inventoryEvents } from '@concord/contracts';
import { projection } from '@concord/event-sourcing';
import { RowFlag, RowKeyText, RowText } from '@concord/service';
import { Entity } from 'typeorm';

/** A place that keeps stock. */
@Entity('warehouse_view')
export class WarehouseRow {
  @RowKeyText({ example: 'MAIN' })
  warehouse!: string;

  @RowText()
  name: string = '';

  @RowText({ nullable: true })
  country: string | null = null;

  @RowFlag({ description: 'Whether its stock can be ordered.' })
  sells: boolean = false;

  @RowFlag()
  ships: boolean = false;

  @RowFlag()
  acceptsReturns: boolean = false;
}

export const warehouses = projection(
  'inventory.warehouses',
  inventoryEvents,
  WarehouseRow,
  ({ data }) => ({ warehouse: (data as { warehouse: string }).warehouse }),
  {
    WarehouseOpened: (row, { data }) => ({ ...row, ...data, country: data.country ?? null }),
    WarehouseConfigured: (row, { data }) => ({ ...row, ...data }),
  },
);

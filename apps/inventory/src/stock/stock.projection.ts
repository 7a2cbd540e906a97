import { projection } from '@concord/event-sourcing';
import { RowJson, RowKeyText, RowOneOf, RowWhole } from '@concord/service';
import { Entity, Index } from 'typeorm';
import { onHand, type Warehouses } from './buckets';
import { moved, stockEvents, type StockEvent } from './stock-movement';

/** The stock of a SKU, in sum and by warehouse. */
@Entity('stock_view')
@Index(['level'])
export class StockRow {
  @RowKeyText({ description: 'As the shop writes it.', example: 'TEE-RED-M' })
  sku!: string;

  @RowWhole({ description: 'Units that can be ordered now.' })
  sellable: number = 0;

  @RowWhole({ description: 'Units in the house, whatever their state.' })
  onHand: number = 0;

  @RowWhole({ description: 'Units set aside for orders.' })
  reserved: number = 0;

  @RowOneOf(['out', 'critical', 'low', 'ok', 'over'])
  level: string = 'out';

  @RowWhole({ description: 'Units that are on their way.' })
  incoming: number = 0;

  @RowJson(
    { type: 'object', additionalProperties: { type: 'object' } },
    { description: 'Units by warehouse and bucket.' },
  )
  warehouses: Warehouses = {};
}

type Happened = { type: string; data: unknown };

function move(row: StockRow, happened: Happened): StockRow {
  const warehouses = moved(row.warehouses, happened as StockEvent);
  const all = Object.values(warehouses);
  return {
    ...row,
    warehouses,
    onHand: all.reduce((sum, buckets) => sum + onHand(buckets), 0),
    reserved: all.reduce((sum, { reserved }) => sum + reserved, 0),
  };
}

export const stockLevels = projection('inventory.stock', stockEvents, StockRow, skuOf, {
  StockLocationAdded: move,
  StockReceived: move,
  StockAdjusted: move,
  UnitsReserved: move,
  UnitsReleased: move,
  UnitsShipped: move,
  UnitsReturned: move,
  AvailabilityChanged: (row, { data: { sellable, level } }) => ({ ...row, sellable, level }),
  RestockExpected: (row, { data: { quantity } }) => ({ ...row, incoming: row.incoming + quantity }),
});

function skuOf({ streamId }: { streamId: string }) {
  return { sku: streamId.slice('stock-item-'.length) };
}

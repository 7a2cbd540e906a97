import { projection } from '@concord/event-sourcing';
import { mapOf, objectOf, RowJson, RowKeyText, RowList, RowOneOf, RowTime, RowWhole } from '@concord/service';
import { Entity, Index } from 'typeorm';
import { onHand, type Warehouses } from './buckets';
import { withOrder, type Incoming } from './incoming';
import { moved, type StockEvent, stockEvents } from './stock-item.aggregate';

/** The stock of a SKU, in sum and by warehouse. */
@Entity('stock_view')
@Index(['level'])
// Covers only SKUs that a purchase order brings, which are few.
@Index(['expected'], { type: 'gin', where: `"expected" <> '[]'` })
export class StockRow {
  @RowKeyText({ description: 'The SKU as the shop writes it.', example: 'TEE-RED-M' })
  sku!: string;

  @RowWhole({ description: 'Units that can be ordered now.' })
  sellable: number = 0;

  @RowWhole({ description: 'Units in the warehouses, whatever their state.' })
  onHand: number = 0;

  @RowWhole({ description: 'Units reserved for orders.' })
  reserved: number = 0;

  @RowWhole({ description: 'Units that are held for baskets: nobody else can order them.' })
  held: number = 0;

  @RowWhole({ description: 'Units that orders wait for.' })
  waiting: number = 0;

  @RowWhole({ description: 'Units that may wait at the same time.' })
  backorderCap: number = 0;

  @RowTime({ nullable: true, description: 'The date that is promised for units that wait.' })
  backorderDate: string | null = null;

  @RowWhole({ description: 'The cap under which units last began to wait.' })
  waitingCap: number = 0;

  @RowOneOf(['out', 'critical', 'low', 'ok', 'over'])
  level: string = 'out';

  @RowWhole({ description: 'Units that are on their way.' })
  incoming: number = 0;

  @RowList(
    { purchaseOrderId: 'text', quantity: 'whole', eta: 'moment' },
    { description: 'The purchase orders that bring them, and when.' },
  )
  expected: readonly Incoming[] = [];

  @RowWhole({ description: 'Units ever received.' })
  received: number = 0;

  @RowWhole({ description: 'All units found so far, less those written off.' })
  adjusted: number = 0;

  @RowWhole({ description: 'All returned units so far, whatever their grade.' })
  restocked: number = 0;

  @RowWhole({ description: 'All units sent to customers so far.' })
  shipped: number = 0;

  @RowJson(
    mapOf(
      objectOf({
        available: 'whole',
        reserved: 'whole',
        oversold: 'whole',
        quality: 'whole',
        damaged: 'whole',
        refurb: 'whole',
        sells: 'flag',
      }),
    ),
    {
      description:
        'Units by warehouse and bucket, and whether the available ones can be ordered. Oversold units are counted as reserved, and left with the parcel of another order.',
    },
  )
  warehouses: Warehouses = {};
}

type Happened = { type: string; data: unknown };

type Sum = 'received' | 'adjusted' | 'restocked' | 'shipped';

/** Moves units and adds them up by their cause. */
const count =
  <D>(sum: Sum, units: (data: D) => number) =>
  (row: StockRow, happened: { type: string; data: D }): StockRow => {
    const after = move(row, happened);
    return { ...after, [sum]: after[sum] + units(happened.data) };
  };

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

export const stockLevels = projection(
  'inventory.stock',
  stockEvents,
  StockRow,
  skuOf,
  {
    StockLocationAdded: move,
    StockLocationChanged: move,
    StockReceived: count('received', ({ quantity }) => quantity),
    StockAdjusted: count('adjusted', ({ delta }) => delta),
    UnitsReserved: move,
    UnitsReleased: move,
    StockOversold: move,
    UnitsShipped: count('shipped', ({ takes }) => takes.reduce((sum, { quantity }) => sum + quantity, 0)),
    UnitsReturned: count('restocked', ({ quantity }) => quantity),
    UnitsMoved: move,
    UnitsSoldAs: count('adjusted', ({ quantity }) => -quantity),
    UnitsTakenOver: count('adjusted', ({ quantity }) => quantity),
    StockWrittenOff: count('adjusted', ({ quantity }) => -quantity),
    StockReturnedToSupplier: count('adjusted', ({ quantity }) => -quantity),
    UnitsHeld: (row, { data: { quantity } }) => ({ ...row, held: row.held + quantity }),
    UnitsUnheld: (row, { data: { quantity } }) => ({ ...row, held: row.held - quantity }),
    BackorderPolicySet: (row, { data: { capUnits, promisedAt } }) => {
      return { ...row, backorderCap: capUnits, backorderDate: promisedAt ?? null };
    },
    UnitsBackordered: (row, { data: { quantity } }) => {
      return { ...row, waiting: row.waiting + quantity, waitingCap: row.backorderCap };
    },
    WaitingUnitsPromised: (row) => row,
    BackorderReduced: (row, { data: { quantity } }) => ({ ...row, waiting: row.waiting - quantity }),
    AvailabilityChanged: (row, { data: { sellable, level } }) => ({ ...row, sellable, level }),
    RestockExpected: (row, { data }) => {
      const expected = withOrder(row.expected, data);
      return { ...row, expected, incoming: expected.reduce((sum, { quantity }) => sum + quantity, 0) };
    },
  },
  { version: 4 },
);

function skuOf({ streamId }: { streamId: string }) {
  return { sku: streamId.slice('stock-item-'.length) };
}

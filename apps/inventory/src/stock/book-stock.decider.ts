import { RestockExpected, StockAdjusted, StockReceived } from '@concord/contracts';
import { lookup, never, notFound, rule, type Command, type JointDecider } from '@concord/event-sourcing';
import { warehouse as warehouses } from '../warehouse/warehouse.decider';
import { stockItemAggregate, type StockEvent, type StockItem } from './stock-item.aggregate';
import { located, withNotices } from './stock-item.decider';
import { changedBy, type Incoming } from './incoming';

export type ReceiveStock = Command<
  'ReceiveStock',
  {
    sku: string;
    warehouse: string;
    quantity: number;
    costMinor?: number;
    cause: string;
    reference?: string;
    purchaseOrderId?: string;
  }
>;
export type AdjustStock = Command<
  'AdjustStock',
  { sku: string; warehouse: string; delta: number; reason: string; reference?: string }
>;
/** Says of what lies there whether it can be ordered, as the flags of the warehouse are now. */
export type ApplyWarehouse = Command<'ApplyWarehouse', { sku: string; warehouse: string }>;
export type BookStockCommand = ReceiveStock | AdjustStock | ApplyWarehouse;

/** What changes the units on hand at a warehouse, which must be open, or what can be ordered of them. */
export const bookStock: JointDecider<BookStockCommand> = {
  commands: ['ReceiveStock', 'AdjustStock', 'ApplyWarehouse'],
  aggregate: stockItemAggregate,
  id: ({ data }) => data.sku,

  decideJointly(command, read) {
    const { sku, warehouse } = command.data;
    const place = read(warehouses, warehouse);
    const stock = read(stockItemAggregate, sku);
    if (!place.isOpen) return notFound('warehouse-unknown', `There is no warehouse ${warehouse}. Open it first.`);
    const change = (...happened: StockEvent[]) => {
      const events = withNotices(sku, stock, [...located(stock, warehouse, place), ...happened]);
      return [{ to: stockItemAggregate, id: sku, events }];
    };
    switch (command.type) {
      case 'ReceiveStock':
        if (isUnannounced(command.data, stock))
          return rule(
            'purchase-order-unknown',
            `No purchase order ${command.data.purchaseOrderId} brings ${sku}. Announce it, or leave purchaseOrderId out.`,
            { purchaseOrderId: command.data.purchaseOrderId, sku },
          );
        return change(StockReceived.of(command.data), ...stillToCome(command.data, stock.incoming));
      case 'AdjustStock': {
        const available = lookup(stock.warehouses, warehouse)?.available ?? 0;
        const { delta } = command.data;
        if (available + delta >= 0) return change(StockAdjusted.of(command.data));
        const detail = `${available} units of ${sku} are free at ${warehouse}; ${-delta} cannot be taken away.`;
        return rule('stock-not-sufficient', detail, { available });
      }
      case 'ApplyWarehouse':
        return lookup(stock.warehouses, warehouse) ? change() : [];
      default:
        return never(command);
    }
  },
};

const isUnannounced = ({ purchaseOrderId }: ReceiveStock['data'], { purchaseOrderIds }: StockItem) =>
  purchaseOrderId !== undefined && !purchaseOrderIds.includes(purchaseOrderId);

/** Goods that came are on their way no longer. */
const stillToCome = ({ sku, quantity, purchaseOrderId }: ReceiveStock['data'], incoming: readonly Incoming[]) =>
  changedBy(incoming, quantity, purchaseOrderId).map((order) => RestockExpected.of({ sku, ...order }));

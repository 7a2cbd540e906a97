import { StockAdjusted, StockReceived } from '@concord/contracts';
import { never, notFound, rule, type Command, type JointDecider } from '@concord/event-sourcing';
import { warehouse as warehouses } from '../warehouse/warehouse.decider';
import { stockItemAggregate, withNotices } from './stock-item.decider';
import { StockLocationAdded, type StockEvent } from './stock-movement';

export type ReceiveStock = Command<
  'ReceiveStock',
  { sku: string; warehouse: string; quantity: number; costMinor?: number; cause: string; reference?: string }
>;
export type AdjustStock = Command<
  'AdjustStock',
  { sku: string; warehouse: string; delta: number; reason: string; reference?: string }
>;
export type StockAtWarehouseCommand = ReceiveStock | AdjustStock;

/** What changes the units on hand at a warehouse, which must be open. */
export const stockAtWarehouse: JointDecider<StockAtWarehouseCommand> = {
  commands: ['ReceiveStock', 'AdjustStock'],
  aggregate: stockItemAggregate,
  id: ({ data }) => data.sku,

  decideJointly(command, read) {
    const { sku, warehouse } = command.data;
    const { isOpen, sells } = read(warehouses, warehouse);
    const stock = read(stockItemAggregate, sku);
    if (!isOpen) return notFound('warehouse-unknown', `There is no warehouse ${warehouse}. Open it first.`);
    const isNew = stock.warehouses[warehouse] === undefined;
    const located: StockEvent[] = isNew ? [StockLocationAdded.of({ warehouse, sells })] : [];
    const change = (happened: StockEvent) => [
      { to: stockItemAggregate, id: sku, events: withNotices(sku, stock, [...located, happened]) },
    ];
    switch (command.type) {
      case 'ReceiveStock':
        return change(StockReceived.of(command.data));
      case 'AdjustStock': {
        const available = stock.warehouses[warehouse]?.available ?? 0;
        const { delta } = command.data;
        if (available + delta >= 0) return change(StockAdjusted.of(command.data));
        const detail = `${available} units of ${sku} are free at ${warehouse}; ${-delta} cannot be taken away.`;
        return rule('stock-not-sufficient', detail, { available });
      }
      default:
        return never(command);
    }
  },
};

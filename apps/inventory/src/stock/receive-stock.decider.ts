import { StockReceived } from '@concord/contracts';
import { notFound, type Command, type JointDecider } from '@concord/event-sourcing';
import { warehouse as warehouses } from '../warehouse/warehouse.decider';
import { stockItemAggregate, withNotices } from './stock-item.decider';
import { StockLocationAdded } from './stock-movement';

export type ReceiveStock = Command<
  'ReceiveStock',
  { sku: string; warehouse: string; quantity: number; costMinor?: number; cause: string; reference?: string }
>;

/** Goods come in at a warehouse that is open. */
export const receiveStock: JointDecider<ReceiveStock> = {
  commands: ['ReceiveStock'],
  aggregate: stockItemAggregate,
  id: ({ data }) => data.sku,

  decideJointly({ data }, read) {
    const { isOpen, sells } = read(warehouses, data.warehouse);
    const stock = read(stockItemAggregate, data.sku);
    if (!isOpen) return notFound('warehouse-unknown', `There is no warehouse ${data.warehouse}. Open it first.`);
    const isNew = stock.warehouses[data.warehouse] === undefined;
    const events = [
      ...(isNew ? [StockLocationAdded.of({ warehouse: data.warehouse, sells })] : []),
      StockReceived.of(data),
    ];
    return [{ to: stockItemAggregate, id: data.sku, events: withNotices(data.sku, stock, events) }];
  },
};

import { RestockExpected, StockAdjusted, StockReceived } from '@concord/contracts';
import {
  conflict,
  lookup,
  never,
  notFound,
  rule,
  type Change,
  type Command,
  type JointDecider,
  type Read,
  type Rejection,
} from '@concord/event-sourcing';
import { stockChanges } from '../backorder/fill-backorders';
import { warehouse as warehouses } from '../warehouse/warehouse.decider';
import { deliveryNote, DeliveryNoteBooked, deliveryNoteId } from './delivery-note.aggregate';
import { stockItemAggregate, type StockEvent, type StockItem } from './stock-item.aggregate';
import { located, type ShopThreshold } from './stock-item.decider';
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
    /** The receipt that this line belongs to. */
    receiptId: string;
    /** The last delivery of a purchase order may bring this much more than was ordered. */
    overPercent: number;
  } & ShopThreshold
>;
export type AdjustStock = Command<
  'AdjustStock',
  { sku: string; warehouse: string; delta: number; reason: string; reference?: string } & ShopThreshold
>;
/** Updates whether the stock of a warehouse can be ordered, from the flags that the warehouse has now. */
export type ApplyWarehouse = Command<'ApplyWarehouse', { sku: string; warehouse: string } & ShopThreshold>;
export type BookStockCommand = ReceiveStock | AdjustStock | ApplyWarehouse;

/** The decisions that change the units on hand at a warehouse, which must be open, or whether they can be ordered. */
export const bookStock: JointDecider<BookStockCommand> = {
  commands: ['ReceiveStock', 'AdjustStock', 'ApplyWarehouse'],
  aggregate: stockItemAggregate,
  id: ({ data }) => data.sku,

  decideJointly(command, read) {
    const { sku, warehouse, lowUnits } = command.data;
    const place = read(warehouses, warehouse);
    const stock = read(stockItemAggregate, sku);
    if (!place.isOpen) return notFound('warehouse-unknown', `There is no warehouse ${warehouse}. Open it first.`);
    const change = (...happened: StockEvent[]) => {
      return stockChanges(sku, stock, [...located(stock, warehouse, place), ...happened], lowUnits, read);
    };
    switch (command.type) {
      case 'ReceiveStock':
        return receive(command.data, stock, read, change);
      case 'AdjustStock': {
        const available = lookup(stock.warehouses, warehouse)?.available ?? 0;
        const { lowUnits: _, ...adjusted } = command.data;
        const { delta } = adjusted;
        if (available + delta >= 0) return change(StockAdjusted.of(adjusted));
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

function receive(
  received: ReceiveStock['data'],
  stock: StockItem,
  read: Read,
  change: (...happened: StockEvent[]) => Change[],
): Change[] | Rejection {
  const { receiptId, overPercent, lowUnits: _, ...data } = received;
  const { sku, purchaseOrderId, reference } = data;
  const booked = () => change(StockReceived.of(data), ...stillToCome(data, stock.incoming));
  if (purchaseOrderId === undefined) return booked();
  const refused = beyondOrder(purchaseOrderId, { ...data, overPercent }, stock);
  if (refused) return refused;
  if (reference === undefined) return booked();
  const noteId = deliveryNoteId(purchaseOrderId, reference, sku);
  const known = read(deliveryNote, noteId).receiptId;
  if (known !== null && known !== receiptId)
    return conflict(
      'delivery-note-booked',
      `${sku} is booked already for the delivery note ${reference} of the purchase order ${purchaseOrderId}.`,
      { receiptId: known },
    );
  const noted = DeliveryNoteBooked.of({ purchaseOrderId, sku, reference, receiptId });
  return [...booked(), ...(known === null ? [{ to: deliveryNote, id: noteId, events: [noted] }] : [])];
}

/** A little more may come than was ordered; the rest is a mistake. */
function beyondOrder(
  purchaseOrderId: string,
  { sku, quantity, overPercent }: Pick<ReceiveStock['data'], 'sku' | 'quantity' | 'overPercent'>,
  { broughtBy, incoming }: StockItem,
): Rejection | undefined {
  const brought = lookup(broughtBy, purchaseOrderId);
  const about = { purchaseOrderId, sku };
  if (brought === undefined)
    return rule(
      'purchase-order-unknown',
      `No purchase order ${purchaseOrderId} brings ${sku}. Announce it, or leave purchaseOrderId out.`,
      about,
    );
  const toCome = incoming.find((one) => one.purchaseOrderId === purchaseOrderId)?.quantity ?? 0;
  if (toCome === 0)
    return rule(
      'purchase-order-spent',
      `All units of ${sku} of the purchase order ${purchaseOrderId} have been received. Announce further units, or leave purchaseOrderId out.`,
      about,
    );
  const most = toCome + Math.floor(((brought + toCome) * overPercent) / 100);
  if (quantity <= most) return undefined;
  const detail = `The purchase order ${purchaseOrderId} still brings ${toCome} units of ${sku}, and ${most} at most; ${quantity} are too many. Receive the rest without purchaseOrderId.`;
  return rule('receipt-beyond-order', detail, { ...about, toCome, most });
}

/** Received goods are no longer on their way. */
const stillToCome = (
  { sku, quantity, purchaseOrderId }: Pick<ReceiveStock['data'], 'sku' | 'quantity' | 'purchaseOrderId'>,
  incoming: readonly Incoming[],
) => changedBy(incoming, quantity, purchaseOrderId).map((order) => RestockExpected.of({ sku, ...order }));

import { Module } from '@nestjs/common';
import { fact, mirrors, OrderChannels, service, settingsOf, type ServiceParts } from '@concord/service';
import { commitStockWhenShipmentDispatched } from './reservation/commit-stock-when-shipment-dispatched.policy';
import { reduceReservationWhenLineCancelled } from './reservation/reduce-reservation-when-line-cancelled.policy';
import { putUnitsBackWhenOrderRefusedThem } from './reservation/put-units-back-when-order-refused-them.policy';
import { replaceMissingUnitsWhenPickShort } from './reservation/replace-missing-units-when-pick-short.policy';
import { releaseStockWhenOrderEnded } from './reservation/release-stock-when-order-ended.policy';
import { ReservationController } from './reservation/reservation.controller';
import { reserveStock } from './reservation/reserve-stock.decider';
import { inspectReturn } from './return-receipt/inspect-return.decider';
import { bookStock } from './stock/book-stock.decider';
import { deliveryNote } from './stock/delivery-note.aggregate';
import { stockItem } from './stock/stock-item.decider';
import { warehouse } from './warehouse/warehouse.decider';
import { orderChannels } from './reservation/order-channels.projection';
import { reservations } from './reservation/reservations.projection';
import { reserveStockWhenOrderPlaced } from './reservation/reserve-stock-when-order-placed.policy';
import { callOffReceiptWhenReturnEnded } from './return-receipt/call-off-receipt-when-return-ended.policy';
import { expectReturnWhenReturnAuthorised } from './return-receipt/expect-return-when-return-authorised.policy';
import { moveReceiptWhenArrivalCorrected } from './return-receipt/move-receipt-when-arrival-corrected.policy';
import { registerReturnWhenParcelArrived } from './return-receipt/register-return-when-parcel-arrived.policy';
import { ReturnReceiptController } from './return-receipt/return-receipt.controller';
import { returnReceipts } from './return-receipt/return-receipts.projection';
import { PurchaseOrderController } from './stock/purchase-order.controller';
import { settleNoticesWhenStockStopsFlickering } from './stock/settle-notices-when-stock-stops-flickering.process';
import { knownSkus } from './product/known-skus.projection';
import { SecondLookController } from './stock/second-look.controller';
import { secondLook } from './stock/second-look.decider';
import { StockController } from './stock/stock.controller';
import { stockLevels } from './stock/stock.projection';
import { WarehouseController } from './warehouse/warehouse.controller';
import { warehouses } from './warehouse/warehouses.projection';

/** What inventory is made of. */
export const inventory: ServiceParts = {
  name: 'inventory',
  deciders: [warehouse, stockItem, bookStock, secondLook, reserveStock, inspectReturn],
  aggregates: [deliveryNote],
  projections: [
    settingsOf('inventory'),
    warehouses,
    stockLevels,
    reservations,
    returnReceipts,
    knownSkus,
    orderChannels,
  ],
  facts: [
    fact('inventory.stock', stockLevels, 'sku', ({ sellable, level, expected }) => ({ sellable, level, expected }), {
      absent: { sellable: 0, level: 'out', expected: [] },
    }),
    fact('inventory.on-hand', stockLevels, 'sku', ({ onHand }) => ({ onHand }), { absent: { onHand: 0 } }),
    fact('inventory.warehouses', warehouses, 'warehouse', ({ acceptsReturns }) => ({ acceptsReturns })),
    fact(
      'inventory.inspections',
      returnReceipts,
      'returnId',
      ({ orderId, status, graded }) => (status === 'closed' && graded.length > 0 ? { orderId, graded } : null),
      { order: 'orderId' },
    ),
  ],
  mirrors: [
    mirrors('catalog.variants', knownSkus, 'sku', () => ({})),
    mirrors('orders.orders', orderChannels, 'orderId', ({ channel }) => ({ channel })),
  ],
  policies: [
    reserveStockWhenOrderPlaced,
    releaseStockWhenOrderEnded,
    reduceReservationWhenLineCancelled,
    replaceMissingUnitsWhenPickShort,
    putUnitsBackWhenOrderRefusedThem,
    commitStockWhenShipmentDispatched,
    expectReturnWhenReturnAuthorised,
    callOffReceiptWhenReturnEnded,
    registerReturnWhenParcelArrived,
    moveReceiptWhenArrivalCorrected,
  ],
  processes: [settleNoticesWhenStockStopsFlickering],
  providers: [OrderChannels],
  invariants: [
    {
      name: 'movements-make-up-stock',
      rule: 'What is on hand is what was received, found and returned, less what was sent.',
      offenders: `select sku, on_hand, received, adjusted, restocked, shipped from stock_view
        where on_hand <> received + adjusted + restocked - shipped`,
    },
    {
      name: 'no-bucket-below-zero',
      rule: 'No warehouse holds fewer than 0 units in any bucket.',
      offenders: `select v.sku, w.key as warehouse, w.value as buckets from stock_view v, jsonb_each(v.warehouses) w
        where (w.value ->> 'available')::bigint < 0 or (w.value ->> 'reserved')::bigint < 0
           or (w.value ->> 'quality')::bigint < 0 or (w.value ->> 'damaged')::bigint < 0
           or (w.value ->> 'refurb')::bigint < 0 or (w.value ->> 'oversold')::bigint < 0`,
    },
    {
      name: 'oversold-within-reserved',
      rule: 'No more units are oversold than are reserved, and none as long as a unit is free there.',
      offenders: `select v.sku, w.key as warehouse, w.value as buckets from stock_view v, jsonb_each(v.warehouses) w
        where (w.value ->> 'oversold')::bigint > (w.value ->> 'reserved')::bigint
           or ((w.value ->> 'oversold')::bigint > 0 and (w.value ->> 'available')::bigint > 0)`,
    },
    {
      name: 'for-sale-as-its-warehouse',
      rule: 'What lies at a warehouse can be ordered where the warehouse sells and ships, and only there.',
      offenders: `select v.sku, w.key as warehouse, w.value ->> 'sells' as for_sale
        from stock_view v, jsonb_each(v.warehouses) w join warehouse_view p on p.warehouse = w.key
        where (w.value ->> 'sells')::boolean <> (p.sells and p.ships)`,
    },
  ],
};

@Module({
  imports: [service(inventory)],
  controllers: [
    WarehouseController,
    StockController,
    SecondLookController,
    PurchaseOrderController,
    ReservationController,
    ReturnReceiptController,
  ],
})
export class InventoryModule {}

import { Module } from '@nestjs/common';
import {
  fact,
  mirrors,
  OrderChannels,
  orderChannelsMirror,
  orderChannelsOf,
  service,
  settingsOf,
  type ServiceParts,
} from '@concord/service';
import { commitStockWhenShipmentDispatched } from './reservation/commit-stock-when-shipment-dispatched.policy';
import { reduceReservationWhenLineCancelled } from './reservation/reduce-reservation-when-line-cancelled.policy';
import { putUnitsBackWhenOrderRefusedThem } from './reservation/put-units-back-when-order-refused-them.policy';
import { replaceMissingUnitsWhenPickShort } from './reservation/replace-missing-units-when-pick-short.policy';
import { releaseStockWhenOrderEnded } from './reservation/release-stock-when-order-ended.policy';
import { ReservationController } from './reservation/reservation.controller';
import { BackorderController } from './backorder/backorder.controller';
import { backorders } from './backorder/backorders.projection';
import { movePassedPromise } from './backorder/move-passed-promise.decider';
import { movePromiseWhenItsDayPasses } from './backorder/move-promise-when-its-day-passes.process';
import { setBackorderPolicy } from './backorder/set-backorder-policy.decider';
import { expireHoldWhenItsTimeIsOver } from './hold/expire-hold-when-its-time-is-over.process';
import { HoldController } from './hold/hold.controller';
import { holdStock } from './hold/hold-stock.decider';
import { holdUnitsWhenCartAsked } from './hold/hold-units-when-cart-asked.policy';
import { holds } from './hold/holds.projection';
import { reserveStock } from './reservation/reserve-stock.decider';
import { inspectReturn } from './return-receipt/inspect-return.decider';
import { announceRestock } from './stock/announce-restock.decider';
import { bookStock } from './stock/book-stock.decider';
import { deliveryNote } from './stock/delivery-note.aggregate';
import { stockItem } from './stock/stock-item.decider';
import { warehouse } from './warehouse/warehouse.decider';
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
import { KnownSkus } from './product/known-skus.reader';
import { SecondLookController } from './stock/second-look.controller';
import { secondLook } from './stock/second-look.decider';
import { StockController } from './stock/stock.controller';
import { stockLevels } from './stock/stock.projection';
import { WarehouseController } from './warehouse/warehouse.controller';
import { warehouses } from './warehouse/warehouses.projection';

const orderChannels = orderChannelsOf('inventory');

/** What inventory is made of. */
export const inventory: ServiceParts = {
  name: 'inventory',
  deciders: [
    warehouse,
    stockItem,
    announceRestock,
    bookStock,
    secondLook,
    reserveStock,
    inspectReturn,
    holdStock,
    setBackorderPolicy,
    movePassedPromise,
  ],
  aggregates: [deliveryNote],
  projections: [
    settingsOf('inventory'),
    warehouses,
    stockLevels,
    reservations,
    holds,
    backorders,
    returnReceipts,
    knownSkus,
    orderChannels,
  ],
  facts: [
    fact('inventory.stock', stockLevels, 'sku', ({ sellable, level }) => ({ sellable, level }), {
      absent: { sellable: 0, level: 'out' },
    }),
    fact('inventory.expected', stockLevels, 'sku', ({ expected }) => ({ expected }), { absent: { expected: [] } }),
    fact('inventory.on-hand', stockLevels, 'sku', ({ onHand }) => ({ onHand }), { absent: { onHand: 0 } }),
    fact('inventory.holds', holds, 'holdId', ({ status, expiresAt, lines }) =>
      status === 'open' ? { expiresAt, lines } : null,
    ),
    fact('inventory.warehouses', warehouses, 'warehouse', ({ acceptsReturns }) => ({ acceptsReturns })),
    fact(
      'inventory.inspections',
      returnReceipts,
      'returnId',
      ({ orderId, status, graded }) => (status === 'closed' && graded.length > 0 ? { orderId, graded } : null),
      { order: 'orderId' },
    ),
  ],
  mirrors: [mirrors('catalog.variants', knownSkus, 'sku', () => ({})), orderChannelsMirror(orderChannels)],
  policies: [
    holdUnitsWhenCartAsked,
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
  processes: [settleNoticesWhenStockStopsFlickering, expireHoldWhenItsTimeIsOver, movePromiseWhenItsDayPasses],
  providers: [OrderChannels, KnownSkus],
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
      name: 'held-is-what-open-holds-hold',
      rule: 'The held units of a SKU are those of the open holds.',
      offenders: `select coalesce(s.sku, h.sku) as sku, s.held, h.units as in_holds
        from (select sku, held from stock_view where held <> 0) s
        full join (
          select line ->> 'sku' as sku, sum((line ->> 'quantity')::bigint) as units
          from hold_view, jsonb_array_elements(lines) line where status = 'open' group by 1
        ) h on h.sku = s.sku
        where s.held is distinct from h.units`,
    },
    {
      name: 'waiting-is-what-orders-wait-for',
      rule: 'The waiting units of a SKU are those of the orders that wait.',
      offenders: `select coalesce(s.sku, b.sku) as sku, s.waiting, b.units as of_orders
        from (select sku, waiting from stock_view where waiting <> 0) s
        full join (select sku, sum(waiting) as units from backorder_view where waiting > 0 group by 1) b on b.sku = s.sku
        where s.waiting is distinct from b.units`,
    },
    {
      name: 'waiting-within-cap',
      rule: 'No more units wait than the cap allowed when the last of them began to wait.',
      offenders: `select sku, waiting, waiting_cap from stock_view where waiting > waiting_cap`,
    },
    {
      name: 'nothing-waits-while-stock-can-be-sold',
      rule: 'No order waits for a SKU that others can order.',
      offenders: `select sku, waiting, sellable from stock_view where waiting > 0 and sellable > 0`,
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
    HoldController,
    BackorderController,
    ReservationController,
    ReturnReceiptController,
  ],
})
export class InventoryModule {}

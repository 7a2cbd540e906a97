// Written by npm run generate from docs/openapi.
import type {
  Route,
} from '../../route';
import type {
  Availabilities,
  BackorderPage,
  BackorderPolicy,
  ClosedReceipt,
  ExpectedRestock,
  Hold,
  HoldPage,
  InventoryBackorderListData,
  InventoryBackorderPolicyData,
  InventoryBackorderSetData,
  InventoryHoldExtendData,
  InventoryHoldListData,
  InventoryHoldOneData,
  InventoryHoldPlaceData,
  InventoryHoldReleaseData,
  InventoryPurchaseOrderCancelData,
  InventoryPurchaseOrderExpectData,
  InventoryPurchaseOrderOneData,
  InventoryReservationOneData,
  InventoryReturnReceiptCloseData,
  InventoryReturnReceiptGradeAllData,
  InventoryReturnReceiptGradeData,
  InventoryReturnReceiptListData,
  InventoryReturnReceiptOneData,
  InventorySecondLookDecideData,
  InventoryStockAdjustData,
  InventoryStockAvailabilityData,
  InventoryStockListData,
  InventoryStockLowData,
  InventoryStockOneData,
  InventoryStockReceiveData,
  InventoryStockThresholdsData,
  InventoryStockTotalsData,
  InventoryWarehouseConfigureData,
  InventoryWarehouseListData,
  InventoryWarehouseOneData,
  InventoryWarehouseOpenData,
  PlacedHold,
  PurchaseOrder,
  Reservation,
  ReturnReceipt,
  ReturnReceiptPage,
  Stock,
  StockPage,
  StockReceipt,
  StockTotals,
  Warehouse,
  WarehousePage,
  WithdrawnRestock,
  Written,
} from './types';

/** The routes of inventory. */
export interface InventoryRoutes {
  get: {
    /** Warehouses. */
    '/v1/warehouses': Route<InventoryWarehouseListData, WarehousePage>;
    /** One warehouse. */
    '/v1/warehouses/{warehouse}': Route<InventoryWarehouseOneData, Warehouse>;
    /** Units over all SKUs: on hand, reserved, and moved so far, by cause. */
    '/v1/stock-totals': Route<InventoryStockTotalsData, StockTotals>;
    /** Stock by SKU, in sum and by warehouse. */
    '/v1/stock': Route<InventoryStockListData, StockPage>;
    /** The stock of one SKU. */
    '/v1/stock/{sku}': Route<InventoryStockOneData, Stock>;
    /** What can be ordered now. */
    '/v1/availability': Route<InventoryStockAvailabilityData, Availabilities>;
    /** SKUs that are low, critical or out. */
    '/v1/low-stock': Route<InventoryStockLowData, StockPage>;
    /** The units that a purchase order still brings. */
    '/v1/purchase-orders/{purchaseOrderId}': Route<InventoryPurchaseOrderOneData, PurchaseOrder>;
    /** Open holds. */
    '/v1/holds': Route<InventoryHoldListData, HoldPage>;
    /** One hold. */
    '/v1/holds/{holdId}': Route<InventoryHoldOneData, Hold>;
    /** Whether orders may wait for a SKU. */
    '/v1/backorder-policies/{sku}': Route<InventoryBackorderPolicyData, BackorderPolicy>;
    /** Units of orders that wait for goods. */
    '/v1/backorders': Route<InventoryBackorderListData, BackorderPage>;
    /** The units reserved for an order. */
    '/v1/reservations/{orderId}': Route<InventoryReservationOneData, Reservation>;
    /** Return parcels, by status. */
    '/v1/return-receipts': Route<InventoryReturnReceiptListData, ReturnReceiptPage>;
    /** One return parcel. */
    '/v1/return-receipts/{returnId}': Route<InventoryReturnReceiptOneData, ReturnReceipt>;
  };
  post: {
    /** Opens a warehouse. */
    '/v1/warehouses': Route<InventoryWarehouseOpenData, Written>;
    /** Receives goods at a warehouse: all lines or none. */
    '/v1/receipts': Route<InventoryStockReceiveData, StockReceipt>;
    /** Corrects what is on hand. */
    '/v1/adjustments': Route<InventoryStockAdjustData, Written>;
    /** Decides what happens to units in quality, damaged or refurb. */
    '/v1/second-looks': Route<InventorySecondLookDecideData, Written>;
    /** Announces units that are on their way. */
    '/v1/purchase-orders': Route<InventoryPurchaseOrderExpectData, ExpectedRestock>;
    /** Withdraws an announcement: its units will not come. */
    '/v1/purchase-orders/{purchaseOrderId}/cancel': Route<InventoryPurchaseOrderCancelData, WithdrawnRestock>;
    /** Holds the units of a basket for a while: all or nothing. */
    '/v1/holds': Route<InventoryHoldPlaceData, PlacedHold>;
    /** Holds the units for longer. */
    '/v1/holds/{holdId}/extend': Route<InventoryHoldExtendData, Written>;
    /** Releases the units. */
    '/v1/holds/{holdId}/release': Route<InventoryHoldReleaseData, Written>;
    /** Grades units of one line. */
    '/v1/return-receipts/{returnId}/lines/{line}/grade': Route<InventoryReturnReceiptGradeData, Written>;
    /** Grades every unit of a parcel and closes the inspection: all or nothing. */
    '/v1/return-receipts/{returnId}/grades': Route<InventoryReturnReceiptGradeAllData, ClosedReceipt>;
    /** Closes the inspection once every unit is graded. */
    '/v1/return-receipts/{returnId}/close': Route<InventoryReturnReceiptCloseData, Written>;
  };
  put: {
    /** Changes name and flags. */
    '/v1/warehouses/{warehouse}': Route<InventoryWarehouseConfigureData, Written>;
    /** Sets the threshold below which the stock of a SKU is low. */
    '/v1/policies/{sku}': Route<InventoryStockThresholdsData, Written>;
    /** Lets orders wait for a SKU that is short, or ends it. */
    '/v1/backorder-policies/{sku}': Route<InventoryBackorderSetData, Written>;
  };
  patch: {};
  delete: {};
}

import { Module } from '@nestjs/common';
import { DOCUMENT_SELLER, RETURN_ADDRESSES } from '@concord/contracts';
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
import { CARRIERS } from './carrier/carrier.gateway';
import { OwnFleet } from './carrier/own-fleet.gateway';
import { SandboxCarrier } from './carrier/sandbox-carrier.gateway';
import { callOffFulfilmentsWhenOrderCancelled } from './fulfilment/call-off-fulfilments-when-order-cancelled.policy';
import { CarrierController } from './carrier/carrier.controller';
import { FulfilmentController } from './fulfilment/fulfilment.controller';
import { fulfilment } from './fulfilment/fulfilment.decider';
import { fulfilments, parcelFact } from './fulfilment/fulfilments.projection';
import { orderNumbers } from './fulfilment/order-numbers.projection';
import { OwnFulfilments } from './fulfilment/own-fulfilments.reader';
import { readdressFulfilmentsWhenOrderAddressChanged } from './fulfilment/readdress-fulfilments-when-order-address-changed.policy';
import { holdFulfilmentsWhenOrderHeld } from './fulfilment/hold-fulfilments-when-order-held.policy';
import { planFulfilments } from './fulfilment/plan-fulfilments.decider';
import { PackingController } from './fulfilment/packing.controller';
import { PickingController } from './fulfilment/picking.controller';
import { planFulfilmentsWhenOrderConfirmed } from './fulfilment/plan-fulfilments-when-order-confirmed.policy';
import { planFurtherFulfilmentsWhenBackorderFilled } from './fulfilment/plan-further-fulfilments-when-backorder-filled.policy';
import { planFurtherFulfilmentsWhenOrderReallocated } from './fulfilment/plan-further-fulfilments-when-order-reallocated.policy';
import { reduceFulfilmentsWhenLineCancelled } from './fulfilment/reduce-fulfilments-when-line-cancelled.policy';
import { PaperController } from './paper/paper.controller';
import { callOffReturnShipmentWhenReturnEnded } from './return-shipment/call-off-return-shipment-when-return-ended.policy';
import { expectReturnShipmentWhenReturnAuthorised } from './return-shipment/expect-return-shipment-when-return-authorised.policy';
import { ReturnShipmentController } from './return-shipment/return-shipment.controller';
import { matchParcel } from './return-shipment/match-parcel.decider';
import { keepArrivalWhenInventoryGradedFirst } from './return-shipment/keep-arrival-when-inventory-graded-first.policy';
import { noteReturnInspectionWhenLineGraded } from './return-shipment/note-return-inspection-when-line-graded.policy';
import { returnShipment } from './return-shipment/return-shipment.decider';
import { returnSenders } from './return-shipment/return-senders.projection';
import { returnShipments } from './return-shipment/return-shipments.projection';
import { ScorecardController } from './scorecard/scorecard.controller';
import { ShipOptionController } from './ship-option/ship-option.controller';
import { shipOption } from './ship-option/ship-option.decider';
import { shipOptionFact, shipOptions } from './ship-option/ship-options.projection';
import { warehouses } from './warehouse/warehouses.projection';
import { variantTitles } from './variant/variant-titles.projection';
import { variantWeights } from './variant/variant-weights.projection';

const orderChannels = orderChannelsOf('logistics');

/** What logistics is made of. */
export const logistics: ServiceParts = {
  name: 'logistics',
  // No order waits for the planning of its parcels, so larger fetches are fine.
  gapMs: 50,
  deciders: [fulfilment, planFulfilments, returnShipment, matchParcel, shipOption],
  projections: [
    settingsOf('logistics'),
    fulfilments,
    returnShipments,
    returnSenders,
    variantWeights,
    variantTitles,
    warehouses,
    orderChannels,
    orderNumbers,
    shipOptions,
  ],
  facts: [
    fact('logistics.parcels', fulfilments, 'fulfilmentId', parcelFact, { by: 'orderId' }),
    fact('logistics.ship-options', shipOptions, 'option', shipOptionFact),
  ],
  mirrors: [
    mirrors('catalog.weights', variantWeights, 'sku', ({ weightG }) => ({ weightG })),
    mirrors('catalog.variants', variantTitles, 'sku', ({ title }) => ({ title })),
    mirrors('inventory.warehouses', warehouses, 'warehouse', ({ acceptsReturns }) => ({ acceptsReturns })),
    orderChannelsMirror(orderChannels),
    mirrors('orders.orders', orderNumbers, 'orderId', ({ reference }) => ({ reference })),
  ],
  policies: [
    planFulfilmentsWhenOrderConfirmed,
    callOffFulfilmentsWhenOrderCancelled,
    holdFulfilmentsWhenOrderHeld,
    readdressFulfilmentsWhenOrderAddressChanged,
    reduceFulfilmentsWhenLineCancelled,
    planFurtherFulfilmentsWhenOrderReallocated,
    planFurtherFulfilmentsWhenBackorderFilled,
    expectReturnShipmentWhenReturnAuthorised,
    callOffReturnShipmentWhenReturnEnded,
    noteReturnInspectionWhenLineGraded,
    keepArrivalWhenInventoryGradedFirst,
  ],
  providers: [
    OrderChannels,
    OwnFulfilments,
    { provide: CARRIERS, useFactory: () => [new SandboxCarrier(), new OwnFleet()] },
  ],
  streamPermission: 'order.personal-data.read',
  mustSet: [DOCUMENT_SELLER, RETURN_ADDRESSES],
  invariants: [
    {
      name: 'what-left-had-a-label',
      rule: 'Every parcel that left has a carrier and a tracking number.',
      offenders: `select fulfilment_id, status from fulfilment_view
        where status in ('handed_over', 'delivered') and (carrier is null or tracking is null)`,
    },
  ],
};

@Module({
  imports: [service(logistics)],
  controllers: [
    FulfilmentController,
    CarrierController,
    PickingController,
    PackingController,
    ReturnShipmentController,
    ScorecardController,
    ShipOptionController,
    PaperController,
  ],
})
export class LogisticsModule {}

import { publishedBy } from '@concord/event-sourcing';
import { Type } from 'typebox';
import { TaxClass } from '../catalog/tax-class';
import {
  Currency,
  GradePercents,
  Id,
  ListCode,
  Minor,
  OneOf,
  ShortText,
  Sku,
  Time,
  Units,
  UnitsOrNone,
  WarehouseCode,
} from '../fields';
import { Allocation } from '../inventory/reservation';
import { ShipOptionCode } from '../logistics/ship-option';
import { Personal } from '../personal';
import { Credits } from './tender';

const event = publishedBy('orders');

/** Why no tax is due, where none is. */
export const TAX_EXEMPTIONS = ['reverse-charge', 'export', 'exempt-customer'] as const;

/** The tax of a line. */
export const LineTax = Type.Object({
  taxClass: TaxClass,
  /** Thousandths of a percent: 20 % is 20000. */
  rateMilli: Type.Integer({ minimum: 0 }),
  /** The tax within the total of the line. */
  amountMinor: Minor,
  exemption: Type.Optional(OneOf(...TAX_EXEMPTIONS)),
});

/**
 * A line of an order. Lines without stock (postage, manual items) are not reserved, picked or sent. `totalMinor` is what
 * is paid for the line, tax included.
 */
export const OrderLine = Type.Object({
  lineId: Id,
  sku: Sku,
  title: ShortText,
  quantity: Units,
  unitMinor: Minor,
  discounts: Type.Array(Type.Object({ promotionId: Id, amountMinor: Minor })),
  totalMinor: Minor,
  stocked: Type.Boolean(),
  /** The price list of `unitMinor`; absent for an agreed price and in orders of before. */
  list: Type.Optional(ListCode),
  /** Absent where the shop has no tax rates for the place. */
  tax: Type.Optional(LineTax),
  /** The line is the shipping of the order. */
  isShipping: Type.Optional(Type.Literal(true)),
});

/** Where parcels or an invoice go. Name, street and city are in `address`, sealed. */
export const Address = Type.Object({
  country: Type.String({ maxLength: 60 }),
  postcode: Type.Optional(Type.String({ maxLength: 20 })),
  address: Type.Optional(Personal('address')),
});

/** The company for which a buyer orders, as it was on the day of the order. */
export const OrderCompany = Type.Object({ name: ShortText, vatNumber: Type.Optional(Type.String({ maxLength: 40 })) });

/** How an order is sent, and by when it is promised to be there. */
export const OrderShipping = Type.Object({
  option: ShipOptionCode,
  name: ShortText,
  promisedFrom: Time,
  promisedTo: Time,
});

/** The id of the line of an order that says what it costs to send the goods. */
export const SHIPPING_LINE = 'shipping';

/** A customer ordered. Inventory reserves the lines that have stock. */
export const OrderPlaced = event(
  'OrderPlaced',
  4,
  {
    orderId: Id,
    customerId: Type.Optional(Id),
    reference: Type.Optional(ShortText),
    currency: Currency,
    lines: Type.Array(OrderLine),
    goodsMinor: Minor,
    discountMinor: Minor,
    /** Tax that comes on top of the prices. Absent where prices include it. */
    taxOnTopMinor: Type.Optional(Minor),
    totalMinor: Minor,
    /** What vouchers and points pay of the total. The card or the invoice pays the rest. */
    credits: Type.Optional(Credits),
    /** The basket and the quote that were ordered. The hold of the basket has its id. */
    cartId: Type.Optional(Id),
    /** The last request of the basket for a hold: what is heard of it later comes too late. */
    holdRequest: Type.Optional(Units),
    quoteId: Type.Optional(Id),
    shipping: Type.Optional(OrderShipping),
    /** Units of a SKU beyond its stock may wait for goods. */
    mayWait: Type.Optional(Type.Literal(true)),
    /** The order for which this one sends a replacement. */
    replaces: Type.Optional(Id),
    /** The order to which this one adds goods. */
    addsTo: Type.Optional(Id),
    /** The first of the orders that this one follows. A guest's personal data is sealed for that order. */
    firstOrderId: Type.Optional(Id),
    /** The company for which a buyer orders, and its own number for the purchase. */
    companyId: Type.Optional(Id),
    billedCompany: Type.Optional(OrderCompany),
    purchaseOrderNumber: Type.Optional(ShortText),
    shipTo: Address,
    /** Where the invoice goes, where that is another address. */
    billTo: Type.Optional(Address),
    /** How the customer is reached about this order: e-mail and phone. */
    contact: Type.Optional(Personal('contact')),
    channel: OneOf('b2c', 'b2b', 'd2c'),
    paymentMethod: Type.Optional(OneOf('card', 'invoice')),
    /** Days in which units may come back, as promised on the day of the order. Absent in version 1: the initial window. */
    returnWindowDays: Type.Optional(UnitsOrNone),
    /** The refund by grade, as promised on the day of the order. Absent before version 4: the initial percentages. */
    returnGradePercents: Type.Optional(GradePercents),
    /** When the customer ordered, where the order reached the shop later. */
    orderedAt: Time,
  },
  { 1: (data: object) => data, 2: (data: object) => data, 3: (data: object) => data },
);

/** Stock, promotions and payment are secured. Logistics plans the parcels, marketing confirms its claims. */
export const OrderConfirmed = event(
  'OrderConfirmed',
  4,
  {
    orderId: Id,
    customerId: Type.Optional(Id),
    reference: Type.Optional(ShortText),
    currency: Currency,
    lines: Type.Array(OrderLine),
    totalMinor: Minor,
    credits: Type.Optional(Credits),
    allocations: Type.Array(Allocation),
    /** Units that wait for goods: their parcel is planned when `BackorderFilled` names the warehouse. */
    waiting: Type.Optional(Type.Array(Type.Object({ sku: Sku, quantity: Units, promisedAt: Time }))),
    shipTo: Address,
    /** When the customer ordered: no parcel of the order leaves before. Absent in version 1. */
    orderedAt: Type.Optional(Time),
  },
  { 1: (data: object) => data, 2: (data: object) => data, 3: (data: object) => data },
);

/** The order is rejected; all that was reserved, claimed and authorised for it is released. */
export const OrderRejected = event(
  'OrderRejected',
  2,
  {
    orderId: Id,
    customerId: Type.Optional(Id),
    reason: OneOf('stock', 'promotion', 'credit', 'payment', 'timeout'),
    detail: ShortText,
    short: Type.Array(Type.Object({ sku: Sku, wanted: Units, sellable: UnitsOrNone })),
    /** The basket of the order: it is open again. */
    cartId: Type.Optional(Id),
  },
  { 1: (data: object) => data },
);

/** An order was cancelled before its parcels were packed: reservations, claims and authorisations are released. */
export const OrderCancelled = event(
  'OrderCancelled',
  2,
  {
    orderId: Id,
    customerId: Type.Optional(Id),
    reason: Personal('note'),
    stage: OneOf('checkout', 'confirmed'),
  },
  { 1: (data: object) => data },
);

/** Units of an order, with the warehouse that was to send them and their promotion discounts. */
const cancelledUnits = {
  lineId: Id,
  sku: Sku,
  quantity: Units,
  /** Where the units are reserved; empty for a service. */
  allocations: Type.Array(Allocation),
  /** The price of the units. */
  amountMinor: Minor,
  discounts: Type.Array(Type.Object({ promotionId: Id, amountMinor: Minor })),
};

/**
 * Units of one line were cancelled before they left; the rest of the order stays. Inventory puts them back on sale,
 * logistics takes them off the parcel, marketing releases their promotion, and less is captured. `missing` units were
 * not on the shelf. One cancellation may name several lines, with an event each.
 */
export const OrderLineCancelled = event(
  'OrderLineCancelled',
  3,
  {
    orderId: Id,
    customerId: Type.Optional(Id),
    cancellationId: Id,
    ...cancelledUnits,
    /** The part of `amountMinor` that vouchers and points had paid: `CreditGivenBack` follows. */
    credits: Type.Optional(Credits),
    currency: Currency,
    cause: OneOf('called-off', 'missing'),
    reason: Personal('note'),
  },
  { 1: (data: object) => data, 2: (data: object) => data },
);

/**
 * Other warehouses send units of an order: logistics plans further parcels for `allocations`. `refused` units are no
 * longer wanted: inventory puts them back on sale.
 */
export const OrderReallocated = event(
  'OrderReallocated',
  2,
  {
    orderId: Id,
    moveId: Id,
    from: WarehouseCode,
    sku: Sku,
    allocations: Type.Array(Allocation),
    refused: Type.Array(Allocation),
    shipTo: Address,
  },
  { 1: (data: object) => data },
);

/**
 * Goods came for units of an order that waited: logistics plans a further parcel for `allocations`. `refused` units are no
 * longer wanted: inventory puts them back on sale. `waiting` units of the SKU still wait. It answers each
 * `BackorderFilled` once, after `OrderConfirmed`.
 */
export const OrderBackorderFilled = event('OrderBackorderFilled', 1, {
  orderId: Id,
  fillId: Id,
  sku: Sku,
  allocations: Type.Array(Allocation),
  refused: Type.Array(Allocation),
  waiting: UnitsOrNone,
  shipTo: Address,
});

/**
 * A parcel left with units that had been cancelled: the parcel wins. Marketing counts the promotions of these units
 * again, and the payment is authorised again where it was voided. `amountMinor` is due again; `uncollectedMinor` is not:
 * vouchers and points had it back, and the customer agreed to no more by card or on account. Customer-service opens a case
 * about that, and should these units come back, they are worth so much less.
 */
export const CancellationOvertaken = event(
  'CancellationOvertaken',
  3,
  {
    orderId: Id,
    customerId: Type.Optional(Id),
    fulfilmentId: Id,
    units: Type.Array(Type.Object({ lineId: Id, sku: Sku, quantity: Units, uncollectedMinor: Type.Optional(Minor) })),
    amountMinor: Minor,
    uncollectedMinor: Type.Optional(Minor),
    currency: Type.Optional(Currency),
    discounts: Type.Array(Type.Object({ promotionId: Id, amountMinor: Minor })),
  },
  {
    1: (data: { orderId: string; fulfilmentId: string }) => ({ ...data, units: [], amountMinor: 0, discounts: [] }),
    2: (data: object) => data,
  },
);

/** Some parcels of an order have left. */
export const OrderPartiallyShipped = event('OrderPartiallyShipped', 1, { orderId: Id, fulfilmentId: Id });

/** The last parcel of an order has left. */
export const OrderShipped = event('OrderShipped', 1, { orderId: Id, fulfilmentId: Type.Optional(Id) });

/** The last parcel of an order has arrived: the return window begins. */
export const OrderDelivered = event('OrderDelivered', 1, {
  orderId: Id,
  customerId: Type.Optional(Id),
  deliveredAt: Time,
});

/** A parcel arrived, with these units of the order: they may come back from now on. */
export const OrderUnitsDelivered = event('OrderUnitsDelivered', 1, {
  orderId: Id,
  customerId: Type.Optional(Id),
  fulfilmentId: Id,
  units: Type.Array(Type.Object({ lineId: Id, sku: Sku, quantity: Units })),
  deliveredAt: Time,
});

/** Why an order waits for a person. */
export const HOLD_REASONS = [
  'payment',
  'fraud',
  'address',
  'stock',
  'promised-date',
  'return-items',
  'customer-request',
] as const;

/**
 * The order goes to another address of the same country. It comes before anything is picked, so logistics changes the
 * address of its parcels.
 */
export const OrderAddressChanged = event('OrderAddressChanged', 1, {
  orderId: Id,
  customerId: Type.Optional(Id),
  shipTo: Address,
});

/**
 * The buyer added goods before anything was picked. They are the order `additionId`, at the prices of that day, with a
 * checkout of its own: this order stays as it was agreed. The story of the order tells it.
 */
export const OrderGoodsAdded = event('OrderGoodsAdded', 1, {
  orderId: Id,
  customerId: Type.Optional(Id),
  additionId: Id,
  lines: Type.Array(Type.Object({ sku: Sku, quantity: Units })),
  totalMinor: Minor,
  currency: Currency,
});

/** An order waits for a person: logistics neither picks, packs nor hands over what is still there. */
export const OrderHeld = event('OrderHeld', 1, {
  orderId: Id,
  customerId: Type.Optional(Id),
  reason: OneOf(...HOLD_REASONS),
  note: Type.Optional(Personal('note')),
});

/** An order goes on: no reason to hold it is left. */
export const OrderReleased = event('OrderReleased', 1, {
  orderId: Id,
  customerId: Type.Optional(Id),
  note: Type.Optional(Personal('note')),
});

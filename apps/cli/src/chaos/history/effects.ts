import { SERVICE_NAMES, type ServiceName } from '@concord/contracts';

/**
 * What may happen once, and to what it may: `[type, field that names it]`; once more after each event of the type
 * `again`, where there is one.
 */
const ONCE: Partial<Record<ServiceName, readonly (readonly [type: string, field: string, again?: string])[]>> = {
  orders: [
    ['OrderPlaced', 'orderId'],
    ['OrderConfirmed', 'orderId'],
    ['OrderRejected', 'orderId'],
    ['OrderCancelled', 'orderId', 'CancellationOvertaken'],
    // The last parcel left, and then one whose units had been cancelled.
    ['OrderShipped', 'orderId', 'CancellationOvertaken'],
    ['OrderDelivered', 'orderId', 'CancellationOvertaken'],
    ['PromotionClaimRequested', 'orderId'],
    ['AuthorisationRequested', 'orderId'],
    ['PaymentAuthorised', 'orderId'],
    ['PaymentDeclined', 'orderId'],
    ['PaymentVoided', 'orderId'],
    ['PaymentCaptured', 'fulfilmentId'],
    ['ReturnAuthorised', 'returnId'],
    ['ReturnSettled', 'returnId'],
    ['OrderBackorderFilled', 'fillId'],
    ['RefundRequested', 'refundId'],
    ['RefundSucceeded', 'refundId'],
    ['CheckoutEnded', 'orderId'],
    ['InvoiceIssued', 'fulfilmentId'],
    ['CreditNoteIssued', 'documentId'],
    ['DocumentNumbered', 'documentId'],
  ],
  inventory: [
    ['StockReserved', 'orderId'],
    ['StockReservationRejected', 'orderId'],
    ['ReservationReleased', 'orderId'],
    ['StockShipped', 'fulfilmentId'],
    ['BackorderFilled', 'fillId'],
    ['ReturnArrived', 'returnId'],
    ['ReturnReceiptClosed', 'returnId'],
  ],
  marketing: [
    ['PromotionClaimed', 'orderId'],
    ['PromotionClaimRejected', 'orderId'],
    ['PromotionClaimConfirmed', 'orderId'],
    ['PromotionClaimReleased', 'orderId'],
  ],
  logistics: [
    ['FulfilmentPlanned', 'fulfilmentId'],
    ['FulfilmentCancelled', 'fulfilmentId'],
    ['PickFinished', 'fulfilmentId'],
    ['ParcelPacked', 'fulfilmentId'],
    ['LabelBought', 'fulfilmentId'],
    ['ShipmentDispatched', 'fulfilmentId'],
    ['ShipmentDelivered', 'fulfilmentId'],
    ['ReturnParcelArrived', 'returnId'],
  ],
};

/** Of two outcomes only one may be. */
const EITHER: Partial<Record<ServiceName, readonly (readonly [one: string, other: string])[]>> = {
  orders: [
    ['OrderConfirmed', 'OrderRejected'],
    ['PaymentAuthorised', 'PaymentDeclined'],
  ],
  inventory: [['StockReserved', 'StockReservationRejected']],
  marketing: [['PromotionClaimed', 'PromotionClaimRejected']],
};

const rulesOf = (service: ServiceName) =>
  Object.fromEntries([
    ...(ONCE[service] ?? []).map(([type, field, again = type]) => [
      `${type} happened more than once`,
      `select data ->> '${field}' as "${field}", count(*) filter (where type = '${type}') as times
       from events where type in ('${type}', '${again}')
       group by 1 having count(*) filter (where type = '${type}') > 1 + count(*) filter (where type <> '${type}')`,
    ]),
    ...(EITHER[service] ?? []).map(([one, other]) => [
      `${one} and ${other} happened both`,
      `select data ->> 'orderId' as "orderId" from events where type in ('${one}', '${other}')
       group by 1 having count(distinct type) > 1`,
    ]),
  ]);

/** Rules on effects by service, each as the query of what breaks it. */
export const EFFECTS: ReadonlyMap<ServiceName, Readonly<Record<string, string>>> = new Map(
  SERVICE_NAMES.map((service) => [service, rulesOf(service)]),
);

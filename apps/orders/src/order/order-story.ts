import { amountText, lookup, momentText, type DomainEvent } from '@concord/event-sourcing';

type Tell = (data: any) => string;

const stuck: Tell = ({ step }) => `Checkout does not go on: it waits for the ${step}.`;

/** The events of an order, its checkout, its payment and its returns, in plain words. */
const WORDS: Readonly<Record<string, Tell>> = {
  OrderPlaced: ({ lines, totalMinor, currency }) =>
    `Ordered: ${count(lines, 'line')}, ${amountText(totalMinor, currency)} in all.`,
  StockSecured: () => 'Stock is set aside.',
  PromotionClaimRequested: ({ claims }) => `${count(claims, 'promotion')} asked for.`,
  PromotionsSecured: () => 'Promotions are granted.',
  AuthorisationRequested: ({ amountMinor, currency }) => `The card is asked for ${amountText(amountMinor, currency)}.`,
  PaymentAuthorised: ({ amountMinor, currency }) => `${amountText(amountMinor, currency)} are set aside on the card.`,
  PaymentDeclined: ({ reason }) => `The payment was declined: ${reason}.`,
  PaymentUnwanted: () => 'The payment is not wanted any more; its answer is waited for to give it back.',
  UnmatchedPaymentReceived: () => 'Money came that nobody wants any more: it is given back.',
  VoidRequested: () => 'The provider is asked to void the authorisation.',
  PaymentVoided: () => 'The authorisation is void.',
  AuthorisationReduced: ({ authorisedMinor, currency }) =>
    `The authorisation is reduced to ${amountText(authorisedMinor, currency)}.`,
  OrderConfirmed: ({ allocations }) =>
    `Confirmed; to be sent from ${[...new Set(allocations.map(({ warehouse }: any) => warehouse))].join(', ') || 'nowhere: it needs no parcel'}.`,
  OrderRejected: ({ reason, detail }) => `Not taken (${reason}): ${detail}`,
  OrderCancelled: ({ reason }) => `Called off: ${reason}`,
  OrderLineCancelled: ({ quantity, sku, reason, cause }) =>
    cause === 'missing'
      ? `${quantity} x ${sku} cannot be sent: ${reason}`
      : `${quantity} x ${sku} cancelled: ${reason}`,
  OrderReallocated: ({ sku, from, allocations }) =>
    allocations.length === 0
      ? `${sku} was not on the shelf at ${from}; it had been cancelled by then.`
      : `${sku} was not on the shelf at ${from}: ${allocations.map((units: any) => `${units.quantity} from ${units.warehouse}`).join(', ')} instead.`,
  CheckoutStuck: stuck,
  SagaStuck: stuck,
  PickingEnded: () => 'The warehouse picks it no more.',
  PickingBegun: () => 'The warehouse picks it.',
  ParcelLeft: ({ units, warehouse }) =>
    warehouse ? `A parcel with ${count(units, 'line')} left ${warehouse}.` : 'Services were rendered.',
  CancellationOvertaken: () => 'The parcel had left before its units were cancelled: they count as shipped.',
  CaptureRequested: ({ amountMinor, currency }) => `The provider is asked for ${amountText(amountMinor, currency)}.`,
  PaymentCaptured: ({ amountMinor, currency }) => `${amountText(amountMinor, currency)} were taken.`,
  ParcelAuthorisationRequested: ({ amountMinor, currency }) =>
    `The authorisation is gone: the card is asked for ${amountText(amountMinor, currency)} anew.`,
  PaymentReauthorised: ({ amountMinor, currency }) => `${amountText(amountMinor, currency)} are authorised anew.`,
  PaymentCaptureFailed: ({ attempt, reason, isLast }) =>
    `Try ${attempt} to capture the money of a parcel failed: ${reason}.${isLast ? ' Somebody must look.' : ''}`,
  InvoiceOpened: ({ amountMinor, currency }) => `${amountText(amountMinor, currency)} are owed on account.`,
  InvoicePaymentRecorded: ({ amountMinor, openMinor, currency }) =>
    `${amountText(amountMinor, currency)} were paid; ${amountText(openMinor, currency)} are still owed.`,
  InvoiceCredited: ({ amountMinor, currency }) => `${amountText(amountMinor, currency)} need not be paid any more.`,
  CaptureFailed: ({ reason }) => `The money of a parcel could not be had: ${reason}`,
  OrderPartiallyShipped: () => 'A part of it is on its way.',
  OrderShipped: () => 'All of it is on its way.',
  ParcelArrived: ({ deliveredAt }) => `A parcel arrived on ${momentText(deliveredAt)}.`,
  OrderDelivered: () => 'All of it has arrived.',
  ReturnAuthorised: ({ lines, toWarehouse }) => `${count(lines, 'line')} may come back, to ${toWarehouse}.`,
  ReturnRejected: ({ detail }) => `A return is not possible: ${detail}`,
  ReturnCancelled: ({ reason }) => `A return was called off: ${reason}`,
  ReturnExpired: () => 'A return came to nothing: no parcel arrived until its deadline.',
  ReturnDecisionNeeded: ({ lines }) => `Somebody must say what goes back for ${count(lines, 'line')} of a return.`,
  ReturnDecided: ({ refundMinor, currency, reason }) =>
    `It was decided that ${amountText(refundMinor, currency)} more go back: ${reason}`,
  ReturnSettled: ({ refundMinor, currency }) => `The return is settled with ${amountText(refundMinor, currency)}.`,
  RefundRequested: ({ amountMinor, currency }) => `${amountText(amountMinor, currency)} are to go back.`,
  RefundOwed: () => 'What goes back has not come in yet: it is owed until then.',
  RefundSent: ({ attempt }) => `The provider is asked to pay back, try ${attempt}.`,
  RefundFailed: ({ reason }) => `It could not be paid back: ${reason}.`,
  RefundEscalated: () => 'Paying back has failed too often: somebody must look.',
  RefundSucceeded: ({ amountMinor, currency }) => `${amountText(amountMinor, currency)} went back.`,
};

/** One sentence; undefined for what only the machinery needs. */
export const told = ({ type, data }: DomainEvent): string | undefined => lookup(WORDS, type)?.(data);

const count = ({ length }: readonly unknown[], noun: string) => `${length} ${noun}${length === 1 ? '' : 's'}`;

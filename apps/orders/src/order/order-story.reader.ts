import { orderEvents, orderSentence, sentenceFrom, type Sentences, unitsOf } from '@concord/contracts';
import { amountText, momentText, type DomainEvent } from '@concord/event-sourcing';
import { checkoutEvents } from '../checkout/checkout.process';
import { paymentStreamEvents } from '../payment/payment.aggregate';
import { returnEvents } from '../return/return.aggregate';
import { orderStreamEvents } from './order.aggregate';

type StreamEvents = typeof orderStreamEvents & typeof checkoutEvents & typeof paymentStreamEvents & typeof returnEvents;

/** The private events of the streams of an order. A new event of theirs without an entry does not compile. */
const PRIVATE: Sentences<Omit<StreamEvents, keyof typeof orderEvents>> = {
  CheckoutStarted: null,
  StockSecured: () => 'The stock is reserved.',
  PromotionsSecured: () => 'The promotions are granted.',
  CreditSecured: () => 'A voucher or points are held for the order.',
  CheckoutEnded: null,
  UnitsArrivedEarly: null,
  PromiseMovedEarly: null,
  // The claim tells it.
  UnitsClaimed: null,
  UnitsReplaced: null,
  UnitsClaimEnded: null,
  HoldReasonEnded: ({ reason, left, note }) =>
    `${reason.replace('-', ' ')} is no reason to wait any more${note === undefined ? '' : ` (${note})`}; the order still waits: ${left.replace('-', ' ')}.`,
  // Notes are for colleagues: the story is the customer's too.
  OrderNoted: null,
  CardPresented: null,
  AuthorisationRequested: ({ amountMinor, currency }) =>
    `The provider is asked to authorise ${amountText(amountMinor, currency)}.`,
  PaymentUnwanted: () => 'The payment is no longer wanted; a late authorisation will be voided.',
  VoidRequested: () => 'The provider is asked to void the authorisation.',
  ReleaseAwaited: null,
  PaymentAuthExpired: ({ cause }) =>
    cause === 'captured'
      ? 'The provider released the rest of the authorisation: it allows one capture.'
      : 'The authorisation is over: what leaves later is authorised anew.',
  PickingBegun: () => 'Picking has begun.',
  PickingEnded: () => 'Picking of a parcel has ended without a parcel.',
  ParcelLeft: ({ units, warehouse }) =>
    warehouse ? `A parcel with ${unitsOf(units)} left ${warehouse}.` : 'The services are done.',
  CaptureRequested: ({ amountMinor, currency }) =>
    `The provider is asked to capture ${amountText(amountMinor, currency)}.`,
  ParcelAuthorisationRequested: ({ amountMinor, currency }) =>
    `The provider is asked to authorise ${amountText(amountMinor, currency)} anew for a parcel.`,
  CaptureFailed: ({ reason }) => `The capture for a parcel failed: ${reason}`,
  ParcelArrived: ({ deliveredAt }) => `A parcel arrived on ${momentText(deliveredAt)}.`,
  UnitsPromisedBack: null,
  UnitsPromiseEnded: null,
  UnitsGivenBack: null,
  ReturnParcelNoted: null,
  RefundSent: ({ attempt }) => `The provider is asked to refund, try ${attempt}.`,
  RefundPartPaid: ({ amountMinor, currency }) => `${amountText(amountMinor, currency)} of the refund went back.`,
  // The refund tells it.
  RefundPartBounced: null,
  // It is for colleagues: the story is the customer's too.
  RefundWriteOffProposed: null,
  RefundOwed: () => 'The refund waits until the money of its parcel is captured.',
  OwedRefundPaid: null,
};

/** One sentence on an event of an order's streams; undefined for an event that is not told. */
export const told = (event: DomainEvent): string | undefined => orderSentence(event) ?? sentenceFrom(PRIVATE, event);

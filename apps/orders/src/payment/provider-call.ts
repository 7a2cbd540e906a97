import type { Personal } from '@concord/contracts';
import type { RecordAuthorisation, RecordPaymentAction } from './authorisation';
import type { RecordCapture, RecordCaptureFailure, RecordParcelAuthorisation, RecordParcelDecline } from './capture';
import type { PaymentCommand, RecordDecline, RecordVoid } from './payment.decider';
import type { RecordRefund, RecordRefundFailure } from './record-refund';
import type { RefundPart } from './refund-parts';
import { TRIES_UNNAMED } from './retry-plan';

/** What every call carries: the same key means the same call, however often it comes. */
interface Asked {
  readonly key: string;
  readonly orderId: string;
  readonly customerId?: string;
  readonly amountMinor: number;
  /** The token of the card, sealed until the gateway makes the call. */
  readonly token?: Personal;
  /** A capture or refund whose try of this number fails is left to a person. Absent in calls of older versions. */
  readonly triesMax?: number;
  /** From this try of a capture on the customer is reminded of it. */
  readonly remindFrom?: number;
}

/** A call to the payment provider that is still to be made. */
export type PaymentCall = Asked &
  (
    | {
        readonly kind: 'authorise';
        readonly currency: string;
        /** The parcel to be paid for, where the order's own authorisation is gone. */
        readonly fulfilmentId?: string;
        readonly attempt?: number;
        /** An earlier authorisation of the order: its card may be charged without the customer. */
        readonly providerRef?: string;
      }
    | {
        readonly kind: 'capture';
        readonly currency: string;
        readonly fulfilmentId: string;
        /** Absent for the first try. After a refusal the next try has another key. */
        readonly attempt?: number;
        readonly providerRef: string;
        /** What is still to be captured from the same authorisation; absent where nothing is. */
        readonly leftMinor?: number;
      }
    | {
        readonly kind: 'void';
        readonly reason: string;
        readonly providerRef: string;
        /** For a part of an authorisation: which part, and what is still to be captured. */
        readonly voidId?: string;
        readonly leftMinor?: number;
      }
    | {
        readonly kind: 'refund';
        readonly currency: string;
        readonly refundId: string;
        readonly attempt: number;
        readonly providerRef: string;
        /** What was captured, by authorisation, where there were several. */
        readonly sources?: readonly { readonly providerRef: string; readonly amountMinor: number }[];
      }
  );

/** A call as it is made, with the card token in clear. */
export type OpenedCall = (PaymentCall extends infer C ? (C extends PaymentCall ? Omit<C, 'token'> : never) : never) & {
  readonly token?: string;
};

/** The provider's answer: done under its reference, waiting for the customer, or refused. */
export type ProviderAnswer<Url = string> =
  /**
   * `isClosed`, of a capture: whether nothing more can be captured from the authorisation. `parts`, of a refund: what
   * went back, where that is not all under one reference.
   */
  | {
      readonly isDone: true;
      readonly action?: undefined;
      readonly providerRef: string;
      readonly isClosed?: boolean;
      readonly parts?: readonly RefundPart[];
    }
  | { readonly isDone: false; readonly action: { readonly providerRef: string; readonly url: Url } }
  /** `isAuthorisationGone`: the authorisation expired or was voided, so nothing can be captured from it any more. */
  | {
      readonly isDone: false;
      readonly action?: undefined;
      readonly reason: string;
      readonly isAuthorisationGone?: boolean;
    };

/** The command that follows from an answer. Throws where the call is to be retried. */
export function answerTo(call: PaymentCall, given: ProviderAnswer<Personal>): PaymentCommand {
  const { orderId, customerId, amountMinor, triesMax = TRIES_UNNAMED, remindFrom } = call;
  const plan = { triesMax, ...(remindFrom !== undefined && { remindFrom }) };
  if (given.action && call.kind === 'authorise' && call.fulfilmentId === undefined) {
    const data = { orderId, ...(customerId !== undefined && { customerId }), ...given.action };
    return { type: 'RecordPaymentAction', data } satisfies RecordPaymentAction;
  }
  // A parcel that has left does not wait for its customer.
  const answer = given.action ? ({ isDone: false, reason: 'The bank asks for the customer.' } as const) : given;
  switch (call.kind) {
    case 'authorise': {
      if (call.fulfilmentId !== undefined) {
        const parcel = { orderId, fulfilmentId: call.fulfilmentId, attempt: call.attempt ?? 1 };
        return parcelAnswer(parcel, plan, amountMinor, answer);
      }
      if (!answer.isDone)
        return { type: 'RecordDecline', data: { orderId, reason: answer.reason } } satisfies RecordDecline;
      const { providerRef } = answer;
      return {
        type: 'RecordAuthorisation',
        data: { orderId, amountMinor, providerRef },
      } satisfies RecordAuthorisation;
    }
    case 'capture': {
      const { fulfilmentId } = call;
      if (answer.isDone) {
        const { providerRef, isClosed } = answer;
        const data = { orderId, fulfilmentId, providerRef, ...(isClosed !== undefined && { isClosed }) };
        return { type: 'RecordCapture', data } satisfies RecordCapture;
      }
      const { reason, isAuthorisationGone = false } = answer;
      return {
        type: 'RecordCaptureFailure',
        data: { orderId, fulfilmentId, attempt: call.attempt ?? 1, ...plan, reason, isAuthorisationGone },
      } satisfies RecordCaptureFailure;
    }
    case 'void':
      // The customer's money stays blocked until it is voided: a refusal is no final answer, and the call is retried.
      if (!answer.isDone) throw new Error(`The provider does not void the amount: ${answer.reason}.`);
      return {
        type: 'RecordVoid',
        data: { orderId, ...(call.voidId !== undefined && { voidId: call.voidId }), amountMinor, reason: call.reason },
      } satisfies RecordVoid;
    case 'refund': {
      const { refundId, attempt } = call;
      if (answer.isDone) {
        const { parts = [{ providerRef: answer.providerRef, amountMinor }] } = answer;
        const data = { orderId, refundId, parts, answers: { attempt, triesMax } };
        return { type: 'RecordRefund', data } satisfies RecordRefund;
      }
      const { reason } = answer;
      return {
        type: 'RecordRefundFailure',
        data: { orderId, refundId, attempt, triesMax, reason },
      } satisfies RecordRefundFailure;
    }
  }
}

function parcelAnswer(
  parcel: { readonly orderId: string; readonly fulfilmentId: string; readonly attempt: number },
  plan: { readonly triesMax: number; readonly remindFrom?: number },
  amountMinor: number,
  answer: Exclude<ProviderAnswer, { readonly action: object }>,
): RecordParcelAuthorisation | RecordParcelDecline {
  if (!answer.isDone) return { type: 'RecordParcelDecline', data: { ...parcel, ...plan, reason: answer.reason } };
  return { type: 'RecordParcelAuthorisation', data: { ...parcel, amountMinor, providerRef: answer.providerRef } };
}

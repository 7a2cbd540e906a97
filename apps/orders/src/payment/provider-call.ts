import type { Personal } from '@concord/contracts';
import type { RecordCapture, RecordCaptureFailure, RecordParcelAuthorisation, RecordParcelDecline } from './capture';
import type {
  PaymentCommand,
  RecordAuthorisation,
  RecordDecline,
  RecordRefund,
  RecordRefundFailure,
  RecordVoid,
} from './payment.decider';
import { TRIES_UNNAMED } from './retry-plan';

/** What every call carries: the same key means the same call, however often it comes. */
interface Asked {
  readonly key: string;
  readonly orderId: string;
  readonly amountMinor: number;
  /** The token of the card, sealed until the gateway makes the call. */
  readonly token?: Personal;
  /** A capture or refund whose try of this number fails is left to a person. Absent in calls of older versions. */
  readonly triesMax?: number;
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
      }
    | {
        readonly kind: 'capture';
        readonly currency: string;
        readonly fulfilmentId: string;
        /** Absent for the first try. After a refusal the next try has another key. */
        readonly attempt?: number;
        readonly providerRef: string;
      }
    | { readonly kind: 'void'; readonly reason: string; readonly providerRef: string; readonly voidId?: string }
    | {
        readonly kind: 'refund';
        readonly currency: string;
        readonly refundId: string;
        readonly attempt: number;
        readonly providerRef: string;
      }
  );

/** A call as it is made, with the card token in clear. */
export type OpenedCall = (PaymentCall extends infer C ? (C extends PaymentCall ? Omit<C, 'token'> : never) : never) & {
  readonly token?: string;
};

/** The provider's answer: done under its reference, or refused. */
export type ProviderAnswer =
  | { readonly isDone: true; readonly providerRef: string }
  /** `isAuthorisationGone`: the authorisation expired or was voided, so nothing can be captured from it any more. */
  | { readonly isDone: false; readonly reason: string; readonly isAuthorisationGone?: boolean };

/** The command that follows from an answer. Throws where the call is to be retried. */
export function answerTo(call: PaymentCall, answer: ProviderAnswer): PaymentCommand {
  const { orderId, amountMinor, triesMax = TRIES_UNNAMED } = call;
  switch (call.kind) {
    case 'authorise': {
      if (call.fulfilmentId !== undefined) return parcelAnswer(call.fulfilmentId, call.attempt ?? 1, call, answer);
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
        const { providerRef } = answer;
        return { type: 'RecordCapture', data: { orderId, fulfilmentId, providerRef } } satisfies RecordCapture;
      }
      const { reason, isAuthorisationGone = false } = answer;
      return {
        type: 'RecordCaptureFailure',
        data: { orderId, fulfilmentId, attempt: call.attempt ?? 1, triesMax, reason, isAuthorisationGone },
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
        const { providerRef } = answer;
        return { type: 'RecordRefund', data: { orderId, refundId, providerRef } } satisfies RecordRefund;
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
  fulfilmentId: string,
  attempt: number,
  { orderId, amountMinor, triesMax = TRIES_UNNAMED }: PaymentCall,
  answer: ProviderAnswer,
): RecordParcelAuthorisation | RecordParcelDecline {
  const parcel = { orderId, fulfilmentId, attempt };
  if (!answer.isDone) return { type: 'RecordParcelDecline', data: { ...parcel, triesMax, reason: answer.reason } };
  return { type: 'RecordParcelAuthorisation', data: { ...parcel, amountMinor, providerRef: answer.providerRef } };
}

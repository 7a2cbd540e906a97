import type { RecordCapture, RecordCaptureFailure, RecordParcelAuthorisation, RecordParcelDecline } from './capture';
import type {
  PaymentCommand,
  RecordAuthorisation,
  RecordDecline,
  RecordRefund,
  RecordRefundFailure,
  RecordVoid,
} from './payment.decider';

/** What every call brings along: the same key means the same wish, however often it comes. */
interface Asked {
  readonly key: string;
  readonly orderId: string;
  readonly amountMinor: number;
  /** What stands for the card. */
  readonly token?: string;
}

/** A call that is owed to the payment provider. */
export type PaymentCall = Asked &
  (
    | {
        readonly kind: 'authorise';
        readonly currency: string;
        /** The parcel that is to be paid for, where the order's own authorisation is gone. */
        readonly fulfilmentId?: string;
        readonly attempt?: number;
      }
    | {
        readonly kind: 'capture';
        readonly currency: string;
        readonly fulfilmentId: string;
        /** Absent for the first try. A refused try is followed by one under another key. */
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

/** What the provider says: done under its reference, or refused. */
export type ProviderAnswer =
  | { readonly isDone: true; readonly providerRef: string }
  /** `isAuthorisationGone`: it expired or was voided, so nothing can be captured from it any more. */
  | { readonly isDone: false; readonly reason: string; readonly isAuthorisationGone?: boolean };

/** The command that an answer leads to. Throws where the call is to be made again. */
export function answerTo(call: PaymentCall, answer: ProviderAnswer): PaymentCommand {
  const { orderId, amountMinor } = call;
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
        data: { orderId, fulfilmentId, attempt: call.attempt ?? 1, reason, isAuthorisationGone },
      } satisfies RecordCaptureFailure;
    }
    case 'void':
      // The customer's money stays set aside until somebody lets it go: a refusal is no answer, and is asked again.
      if (!answer.isDone) throw new Error(`The provider does not let the amount go: ${answer.reason}.`);
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
        data: { orderId, refundId, attempt, reason },
      } satisfies RecordRefundFailure;
    }
  }
}

function parcelAnswer(
  fulfilmentId: string,
  attempt: number,
  { orderId, amountMinor }: PaymentCall,
  answer: ProviderAnswer,
): RecordParcelAuthorisation | RecordParcelDecline {
  const parcel = { orderId, fulfilmentId, attempt };
  if (!answer.isDone) return { type: 'RecordParcelDecline', data: { ...parcel, reason: answer.reason } };
  return { type: 'RecordParcelAuthorisation', data: { ...parcel, amountMinor, providerRef: answer.providerRef } };
}

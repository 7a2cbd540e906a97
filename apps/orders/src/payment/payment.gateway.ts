import { Injectable } from '@nestjs/common';
import type { Command, Gateway } from '@concord/event-sourcing';
import type {
  PaymentCommand,
  RecordAuthorisation,
  RecordCapture,
  RecordCaptureFailure,
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
    | { readonly kind: 'authorise'; readonly currency: string }
    | {
        readonly kind: 'capture';
        readonly currency: string;
        readonly fulfilmentId: string;
        readonly providerRef: string;
      }
    | { readonly kind: 'void'; readonly reason: string; readonly providerRef: string }
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
  | { readonly isDone: false; readonly reason: string };

/** The provider as orders sees it. It must answer a key that it has seen with what it did then. */
export abstract class PaymentProvider {
  /** Throws where the outcome is not known: the call is then made again with the same key. */
  abstract ask(call: PaymentCall): Promise<ProviderAnswer>;
}

/** Makes the calls that payments owe, and brings the answers home as commands. */
@Injectable()
export class PaymentGateway implements Gateway<PaymentCall> {
  readonly name = 'payment';

  constructor(private readonly provider: PaymentProvider) {}

  async call(request: PaymentCall): Promise<readonly Command[]> {
    return [answerTo(request, await this.provider.ask(request))];
  }
}

/** The command that an answer leads to. */
export function answerTo(call: PaymentCall, answer: ProviderAnswer): PaymentCommand {
  const { orderId, amountMinor } = call;
  switch (call.kind) {
    case 'authorise': {
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
      const { reason } = answer;
      return {
        type: 'RecordCaptureFailure',
        data: { orderId, fulfilmentId, reason },
      } satisfies RecordCaptureFailure;
    }
    case 'void':
      // An authorisation that the provider does not know any more is as good as given back.
      return { type: 'RecordVoid', data: { orderId, amountMinor, reason: call.reason } } satisfies RecordVoid;
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

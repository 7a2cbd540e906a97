import { orderSentence } from '@concord/contracts';
import type { RecordedEvent } from '@concord/event-sourcing';
import { told, type Sentence } from './story';

/** The page with the sentence of the event in its story, where the event is told. */
export function tell<R extends { readonly story: Sentence[] }>(row: R, event: RecordedEvent): R {
  const sentence = orderSentence(event);
  return sentence === undefined ? row : { ...row, story: told(row.story, event, sentence) };
}

/** Events that change nothing on the page of an order but its story. */
export const ONLY_TOLD = {
  PickShort: tell,
  OrderReallocated: tell,
  OrderBackorderFilled: tell,
  OrderPromiseMoved: tell,
  PromiseQuestionAsked: tell,
  PromiseQuestionAnswered: tell,
  PromiseQuestionUnanswered: tell,
  OrderAddressChanged: tell,
  OrderHeld: tell,
  OrderReleased: tell,
  UnmatchedPaymentReceived: tell,
  PaymentActionRequired: tell,
  PaymentReminderDue: tell,
  ChargebackReceived: tell,
  ChargebackClosed: tell,
  RefundPayoutOverdue: tell,
  CheckoutStuck: tell,
  SagaStuck: tell,
  PromotionClaimRejected: tell,
  ReturnDecisionNeeded: tell,
  ExchangeRequested: tell,
  ExchangeConfirmed: tell,
  ExchangeConverted: tell,
  ExchangeCompleted: tell,
  ExchangeLapsed: tell,
};

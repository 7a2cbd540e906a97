import { notPersonal, orderEvents } from '@concord/contracts';
import { derivedId, policy } from '@concord/event-sourcing';
import type { OpenCase } from './case.decider';

export const PROMISE_UNANSWERED = 'promise-unanswered';

export const openCaseWhenPromiseQuestionUnanswered = policy(
  'customer-service.open-case-when-promise-question-unanswered',
  orderEvents,
  {
    PromiseQuestionUnanswered: ({ data: { questionId, orderId, customerId, sku, quantity } }): OpenCase[] => [
      {
        type: 'OpenCase',
        data: {
          caseId: derivedId(questionId, PROMISE_UNANSWERED),
          kind: PROMISE_UNANSWERED,
          cause: 'event',
          refs: { orderId, sku, ...(customerId !== undefined && { customerId }) },
          text: notPersonal(
            `${quantity} x ${sku} come later than promised, and the customer did not say whether to wait. Ask the customer, and answer at the order.`,
          ),
        },
      },
    ],
  },
);

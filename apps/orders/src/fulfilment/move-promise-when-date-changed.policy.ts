import { BACKORDER_ANSWER_DAYS, BACKORDER_UNANSWERED, inventoryEvents } from '@concord/contracts';
import { policy } from '@concord/event-sourcing';
import type { MovePromise } from '../order/answer-promise-question';

export const movePromiseWhenDateChanged = policy('orders.move-promise-when-date-changed', inventoryEvents, {
  BackorderPromiseChanged: ({ eventId, data: { orderId, sku, from, promisedAt } }, settings): MovePromise[] => {
    const dates = { ...(from !== undefined && { from }), ...(promisedAt !== undefined && { promisedAt }) };
    const terms = { answerDays: settings.of(BACKORDER_ANSWER_DAYS), unanswered: settings.of(BACKORDER_UNANSWERED) };
    return [{ type: 'MovePromise', data: { orderId, moveId: eventId, sku, ...dates, ...terms } }];
  },
});

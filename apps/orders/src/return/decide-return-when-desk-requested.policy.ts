import { customerServiceEvents, RETURN_PARCEL_DAYS } from '@concord/contracts';
import { policy } from '@concord/event-sourcing';
import type { RequestReturn } from './request-return.decider';

export const decideReturnWhenDeskRequested = policy('orders.decide-return-when-desk-requested', customerServiceEvents, {
  ReturnRequestedByDesk: (
    { data: { returnId, orderId, customerId, lines, beyondWindow } },
    settings,
  ): RequestReturn[] => {
    const parcelDays = settings.of(RETURN_PARCEL_DAYS);
    const customer = customerId !== undefined && { customerId };
    const late = beyondWindow && { beyondWindow };
    return [{ type: 'RequestReturn', data: { returnId, orderId, ...customer, lines, parcelDays, ...late } }];
  },
});

import { mergedUnits, orderEvents } from '@concord/contracts';
import { policy } from '@concord/event-sourcing';
import type { ExpectReturn } from './inspect-return.decider';

export const expectReturnWhenReturnAuthorised = policy('inventory.expect-return-when-return-authorised', orderEvents, {
  ReturnAuthorised: ({ data: { returnId, orderId, customerId, lines, toWarehouse } }): ExpectReturn[] => {
    const expected = mergedUnits(lines).map(({ lineId, sku, quantity }) => ({ lineId, sku, quantity }));
    const customer = customerId === undefined ? {} : { customerId };
    return [{ type: 'ExpectReturn', data: { returnId, orderId, ...customer, toWarehouse, lines: expected } }];
  },
});

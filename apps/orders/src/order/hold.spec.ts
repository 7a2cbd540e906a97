import { OrderHeld, OrderReleased } from '@concord/contracts';
import { HoldReasonEnded } from './order.aggregate';
import { confirmed, orderId, past, placed } from './order-in-specs';

const held = (reason: 'fraud' | 'address') => OrderHeld.of({ orderId, reason });
const hold = (reason: 'fraud' | 'address') => ({ type: 'HoldOrder' as const, data: { orderId, reason } });
const release = (reason?: 'fraud' | 'address') => ({
  type: 'ReleaseOrder' as const,
  data: { orderId, ...(reason !== undefined && { reason }) },
});

describe('an order on hold', () => {
  it('waits for each reason once', () => {
    past(placed(), confirmed()).when(hold('fraud')).then(held('fraud'));
    past(placed(), confirmed(), held('fraud')).when(hold('fraud')).then();
    past(placed()).when(hold('fraud')).thenRejected('order-not-holdable');
  });
  it('goes on when its only reason is over', () => {
    past(placed(), confirmed(), held('fraud')).when(release()).then(OrderReleased.of({ orderId }));
    past(placed(), confirmed()).when(release()).then();
  });
  it('waits for what is left when one of several is over, and somebody must say which', () => {
    const both = past(placed(), confirmed(), held('fraud'), held('address'));
    both.when(release()).thenRejected('hold-reason-needed');
    both.when(release('fraud')).then(HoldReasonEnded.of({ orderId, reason: 'fraud', left: 'address' }));
    past(placed(), confirmed(), held('fraud')).when(release('address')).then();
  });
});

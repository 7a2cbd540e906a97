import { GuestErased } from '@concord/contracts';
import { given } from '@concord/event-sourcing';
import { GuestErasureRequested } from './guest.aggregate';
import { guest } from './guest.decider';

const past = given(guest);
const data = { orderId: 'o' };
const erasing = { ...data, subjects: ['order-o', 'order-added'] };

describe('erasing a guest', () => {
  it('asks for the key to be destroyed, once', () => {
    past().when({ type: 'EraseGuest', data: erasing }).then(GuestErasureRequested.of(erasing));
    past(GuestErasureRequested.of(erasing)).when({ type: 'EraseGuest', data: erasing }).then();
  });
  it('is done when the key is destroyed, once', () => {
    past(GuestErasureRequested.of(data)).when({ type: 'RecordGuestErasure', data }).then(GuestErased.of(data));
    past(GuestErasureRequested.of(data), GuestErased.of(data)).when({ type: 'RecordGuestErasure', data }).then();
  });
});

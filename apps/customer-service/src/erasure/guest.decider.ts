import { GuestErased } from '@concord/contracts';
import type { Command, Decider } from '@concord/event-sourcing';
import { guestAggregate, GuestErasureRequested, type Guest, type GuestEvent } from './guest.aggregate';

export type EraseGuest = Command<'EraseGuest', { orderId: string; subjects: readonly string[] }>;
/** The key is destroyed. */
export type RecordGuestErasure = Command<'RecordGuestErasure', { orderId: string }>;

/** Forgets the guest of an order, once. */
export const guest: Decider<EraseGuest | RecordGuestErasure, GuestEvent, Guest> = {
  ...guestAggregate,
  commands: ['EraseGuest', 'RecordGuestErasure'],
  opens: ['EraseGuest'],
  id: ({ data }) => data.orderId,

  decide({ type, data }, { erasure }) {
    if (type === 'EraseGuest')
      return erasure === 'none' ? [GuestErasureRequested.of({ ...data, subjects: [...data.subjects] })] : [];
    return erasure === 'requested' ? [GuestErased.of(data)] : [];
  },
};

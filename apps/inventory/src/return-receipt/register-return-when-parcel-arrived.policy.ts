import { logisticsEvents } from '@concord/contracts';
import { policy } from '@concord/event-sourcing';
import type { RegisterReturnArrival } from './inspect-return.decider';

export const registerReturnWhenParcelArrived = policy(
  'inventory.register-return-when-parcel-arrived',
  logisticsEvents,
  {
    ReturnParcelArrived: ({ data: { returnId, warehouse } }): RegisterReturnArrival[] => [
      { type: 'RegisterReturnArrival', data: { returnId, warehouse } },
    ],
  },
);

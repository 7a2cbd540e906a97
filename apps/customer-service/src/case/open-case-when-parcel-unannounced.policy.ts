import { logisticsEvents, notPersonal } from '@concord/contracts';
import { derivedId, policy } from '@concord/event-sourcing';
import type { OpenCase } from './case.decider';

export const openCaseWhenParcelUnannounced = policy(
  'customer-service.open-case-when-parcel-unannounced',
  logisticsEvents,
  {
    UnannouncedParcelArrived: ({ data: { parcelId, warehouse, orderId } }): OpenCase[] => [
      {
        type: 'OpenCase',
        data: {
          caseId: derivedId(parcelId, 'parcel-unannounced'),
          kind: 'parcel-unannounced',
          cause: 'event',
          matter: parcelId,
          refs: { warehouse, ...(orderId !== undefined && { orderId }) },
          text: notPersonal(
            `The parcel ${parcelId} came to ${warehouse} without a return. Find its owner, then match it or send it back.`,
          ),
        },
      },
    ],
  },
);

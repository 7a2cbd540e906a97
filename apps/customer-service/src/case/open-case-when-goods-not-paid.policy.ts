import { notPersonal, orderEvents } from '@concord/contracts';
import { amountText, derivedId, policy } from '@concord/event-sourcing';
import type { OpenCase } from './case.decider';

export const openCaseWhenGoodsNotPaid = policy('customer-service.open-case-when-goods-not-paid', orderEvents, {
  CancellationOvertaken: ({ eventId, data }): OpenCase[] => {
    const { orderId, customerId, fulfilmentId, uncollectedMinor = 0, currency } = data;
    if (uncollectedMinor === 0 || currency === undefined) return [];
    return [
      {
        type: 'OpenCase',
        data: {
          caseId: derivedId(eventId, 'goods-not-paid'),
          kind: 'goods-not-paid',
          cause: 'event',
          matter: fulfilmentId,
          refs: { orderId, ...(customerId !== undefined && { customerId }) },
          text: notPersonal(
            `Goods left although they had been cancelled, and vouchers and points already had ${amountText(uncollectedMinor, currency)} back. Ask the customer for the amount or for the goods, or leave it.`,
          ),
        },
      },
    ];
  },
});

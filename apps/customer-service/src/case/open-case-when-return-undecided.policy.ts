import { notPersonal, orderEvents } from '@concord/contracts';
import { derivedId, policy } from '@concord/event-sourcing';
import type { OpenCase } from './case.decider';

export const openCaseWhenReturnUndecided = policy('customer-service.open-case-when-return-undecided', orderEvents, {
  ReturnDecisionNeeded: ({ data: { returnId, orderId, customerId, lines } }): OpenCase[] => {
    // What the customer wrote stands with the return, sealed.
    const found = lines.map(({ sku, grade, quantity }) => `${quantity} x ${sku}, grade ${grade}`);
    const text = `Decide the refund for ${found.join('; ')} of the return ${returnId}.`;
    return [
      {
        type: 'OpenCase',
        data: {
          caseId: derivedId(returnId, 'return-undecided'),
          kind: 'return-undecided',
          cause: 'event',
          refs: { orderId, returnId, ...(customerId !== undefined && { customerId }) },
          text: notPersonal(text.slice(0, 500)),
        },
      },
    ];
  },
});

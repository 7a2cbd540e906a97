import { notPersonal, OrderCreditMissing } from '@concord/contracts';
import { derivedId, recorded } from '@concord/event-sourcing';
import { openCaseWhenCreditMissing } from './open-case-when-credit-missing.policy';

describe('credit that a confirmed order lacks', () => {
  it('opens a case', () =>
    expect(
      openCaseWhenCreditMissing.react(
        recorded(OrderCreditMissing.of({ orderId: 'o-1', voucherId: 'v-1', reason: 'balance' })),
      ),
    ).toEqual([
      {
        type: 'OpenCase',
        data: {
          caseId: derivedId('o-1/v-1', 'credit-missing'),
          kind: 'credit-missing',
          cause: 'event',
          matter: 'v-1',
          refs: { orderId: 'o-1' },
          text: notPersonal(
            'The voucher v-1 that the order counted on could not be spent (balance). Ask the customer for the amount, or let it go.',
          ),
        },
      },
    ]));
});

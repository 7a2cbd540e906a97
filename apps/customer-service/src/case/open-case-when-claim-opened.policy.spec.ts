import { ClaimOpened, notPersonal } from '@concord/contracts';
import { derivedId, recorded } from '@concord/event-sourcing';
import { openCaseWhenClaimOpened } from './open-case-when-claim-opened.policy';

describe('a claim', () => {
  it('opens a case, with the words of the customer', () =>
    expect(
      openCaseWhenClaimOpened.react(
        recorded(
          ClaimOpened.of({
            claimId: 'c-1',
            orderId: 'o-1',
            customerId: 'ada',
            kind: 'damaged',
            lines: [{ lineId: '1', sku: 'TEE', quantity: 1 }],
            description: notPersonal('torn'),
          }),
        ),
      ),
    ).toEqual([
      {
        type: 'OpenCase',
        data: {
          caseId: derivedId('c-1', 'claim'),
          kind: 'claim',
          cause: 'event',
          matter: 'c-1',
          refs: { orderId: 'o-1', customerId: 'ada' },
          text: 'torn',
        },
      },
    ]));
});

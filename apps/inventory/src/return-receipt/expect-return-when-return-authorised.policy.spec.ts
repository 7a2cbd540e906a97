import { notPersonal, ReturnAuthorised } from '@concord/contracts';
import { recorded, SPEC_TIME } from '@concord/event-sourcing';
import { expectReturnWhenReturnAuthorised } from './expect-return-when-return-authorised.policy';

describe('an authorised return', () => {
  it('is expected with the units of a line added up over their reasons', () => {
    const line = { lineId: '1', sku: 'TEE', quantity: 1 };
    const authorised = ReturnAuthorised.of({
      returnId: 'r',
      orderId: 'o',
      lines: [
        { ...line, reason: notPersonal('too small') },
        { ...line, reason: notPersonal('defective'), reasonCode: 'defective' },
      ],
      deadline: SPEC_TIME,
      toWarehouse: 'MAIN',
    });
    expect(expectReturnWhenReturnAuthorised.react(recorded(authorised))).toEqual([
      {
        type: 'ExpectReturn',
        data: { returnId: 'r', orderId: 'o', toWarehouse: 'MAIN', lines: [{ ...line, quantity: 2 }] },
      },
    ]);
  });
});

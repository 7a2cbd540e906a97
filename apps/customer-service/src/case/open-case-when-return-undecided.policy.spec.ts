import { notPersonal, ReturnDecisionNeeded } from '@concord/contracts';
import { recorded } from '@concord/event-sourcing';
import { openCaseWhenReturnUndecided } from './open-case-when-return-undecided.policy';

const needed = recorded(
  ReturnDecisionNeeded.of({
    returnId: 'r',
    orderId: 'o',
    lines: [{ lineId: '1', sku: 'TEE', grade: 'D', quantity: 2, reason: notPersonal('unusable') }],
  }),
);

describe('a return that a person must decide', () => {
  it('opens a case with the units and their grade', () =>
    expect(openCaseWhenReturnUndecided.react(needed)).toMatchObject([
      {
        type: 'OpenCase',
        data: {
          kind: 'return-undecided',
          refs: { orderId: 'o', returnId: 'r' },
          text: expect.stringContaining('2 x TEE'),
        },
      },
    ]));
  it('opens the same case when the event is repeated', () =>
    expect(openCaseWhenReturnUndecided.react(needed)).toEqual(openCaseWhenReturnUndecided.react(needed)));
});

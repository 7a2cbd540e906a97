import { LADDER } from './fulfilment.aggregate';
import { nextStepOf } from './ladder';

const stepsOf = (heldFor: string | null) =>
  [...LADDER, 'cancelled'].map((status) => [status, nextStepOf({ status, heldFor })]);

describe('the next step of a parcel', () => {
  it('follows from its status', () =>
    expect(Object.fromEntries(stepsOf(null))).toEqual({
      released: 'pick',
      picking: 'pick',
      picked: 'pack',
      packing: 'pack',
      packed: 'label',
      labelled: 'hand-over',
      handed_over: 'deliver',
      delivered: null,
      cancelled: null,
    }));
  it('waits while the order is on hold, until the parcel has left', () =>
    expect(stepsOf('fraud').filter(([, step]) => step !== null)).toEqual([['handed_over', 'deliver']]));
});

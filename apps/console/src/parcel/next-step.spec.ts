import { nextStepOf } from './next-step';

describe('the next step of a parcel', () => {
  it.each([
    ['released', 'pick'],
    ['picking', 'pick'],
    ['picked', 'pack'],
    ['packing', 'pack'],
    ['packed', 'label'],
    ['labelled', 'hand-over'],
    ['handed_over', 'deliver'],
    ['delivered', undefined],
    ['cancelled', undefined],
  ] as const)('that is %s is %s', (status, step) => expect(nextStepOf({ status, heldFor: null })).toBe(step));

  it('waits while the order is on hold, until the parcel has left', () => {
    expect(nextStepOf({ status: 'picking', heldFor: 'fraud' })).toBeUndefined();
    expect(nextStepOf({ status: 'handed_over', heldFor: 'fraud' })).toBe('deliver');
  });
});

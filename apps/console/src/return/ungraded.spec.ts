import { ungraded } from './ungraded';

const mugs = { lineId: '1', sku: 'MUG', quantity: 3 };
const rope = { lineId: '2', sku: 'ROPE', quantity: 1 };
const grade = (lineId: string, quantity: number) => ({ lineId, sku: 'any', grade: 'A', quantity });

describe('the units without a grade', () => {
  it('are all at first', () => expect(ungraded({ lines: [mugs, rope], graded: [] })).toEqual([mugs, rope]));
  it('are those that no grade counts', () =>
    expect(ungraded({ lines: [mugs, rope], graded: [grade('1', 1), grade('2', 1), grade('1', 1)] })).toEqual([
      { ...mugs, quantity: 1 },
    ]));
  it('are none in the end', () => expect(ungraded({ lines: [rope], graded: [grade('2', 1)] })).toEqual([]));
});

import { withReasons } from './reasons';
import type { LineBack } from './return.aggregate';
import type { Graded } from './units-back';

const because = (reasonCode: LineBack['reasonCode'], quantity = 1, lineId = '1') =>
  ({ lineId, sku: 'TEE', quantity, reason: 'words', reasonCode }) as LineBack;
const part = (grade: Graded['grade'], quantity = 1, lineId = '1'): Graded => ({ lineId, sku: 'TEE', grade, quantity });
const told = (graded: Graded[], ...lines: LineBack[]) =>
  withReasons(graded, lines).map(({ group: { grade, quantity }, reasonCode }) => [grade, quantity, reasonCode]);

describe('the reason of a unit that came back', () => {
  it('is its own reason, in whatever order the reasons were named', () => {
    const each = [
      ['C', 1, 'defective'],
      ['C', 1, 'changed-mind'],
    ];
    expect(told([part('C', 2)], because('changed-mind'), because('defective'))).toEqual(each);
    expect(told([part('C', 2)], because('defective'), because('changed-mind'))).toEqual(each);
  });
  it('is the one that the shop answers for where the unit is in a worse state', () =>
    expect(told([part('A'), part('D')], because('changed-mind'), because('defective'))).toEqual([
      ['A', 1, 'changed-mind'],
      ['D', 1, 'defective'],
    ]));
  it('is that of its line', () =>
    expect(told([part('C'), part('C', 1, '2')], because('changed-mind'), because('defective', 1, '2'))).toEqual([
      ['C', 1, 'changed-mind'],
      ['C', 1, 'defective'],
    ]));
  it('is unknown where more came back than was announced', () =>
    expect(told([part('A', 2)], because('defective'))).toEqual([
      ['A', 1, 'defective'],
      ['A', 1, undefined],
    ]));
});

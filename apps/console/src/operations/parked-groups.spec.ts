import type { Operations } from '@concord/client';
import { groupsOf } from './parked-groups';

const message = (key: string, offset: number, topic = 'inventory.events') =>
  ({ id: `${topic} ${key} ${offset}`, topic, key, offset }) as Operations.Parked;
const seen = (messages: Operations.Parked[]) =>
  groupsOf('marketing', messages).map(({ first, behind }) => [first.key, first.offset, behind.length]);

describe('parked messages', () => {
  it('stand with those of their key: the first one has the cause', () =>
    expect(seen([message('stock-A', 9), message('stock-A', 3), message('stock-B', 5), message('stock-A', 7)])).toEqual([
      ['stock-A', 3, 2],
      ['stock-B', 5, 0],
    ]));

  it('of another topic do not wait for them', () =>
    expect(seen([message('x', 1), message('x', 2, 'orders.events')])).toEqual([
      ['x', 1, 0],
      ['x', 2, 0],
    ]));
});

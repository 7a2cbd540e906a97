import type { Orders } from '@concord/client';
import { Unfit } from '../problem/unfit';
import { fieldOf, goodsOf, someOf } from './asked-lines';

type Line = Orders.Order['lines'][number];

const line = (lineId: string, quantity: number, more: Partial<Line> = {}) =>
  ({ lineId, sku: 'MUG-RED', title: 'Red mug', quantity, stocked: true, ...more }) as Line;

describe('the lines that an action asks about', () => {
  it('are goods of which units stand', () => {
    const lines = [line('1', 2), line('2', 1, { stocked: false }), line('3', 2, { cancelled: 2 })];
    expect(goodsOf({ lines })).toEqual([lines[0]]);
  });
  it('offer the units that were not cancelled', () => expect(fieldOf(line('1', 3, { cancelled: 1 })).max).toBe(2));
});

describe('the lines that a person names', () => {
  const goods = [line('1', 2), line('2', 2)];
  it('are those with units', () =>
    expect(someOf(goods, { 'line 1': 0, 'line 2': 2 }, 'none')).toEqual([{ lineId: '2', quantity: 2 }]));
  it('are at least one', () => expect(() => someOf(goods, { 'line 1': 0 }, 'none')).toThrow(Unfit));
});

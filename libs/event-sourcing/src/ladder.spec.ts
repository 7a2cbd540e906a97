import { ladder } from './ladder';

const parcel = ladder(['planned', 'packed', 'gone']);

describe('a ladder', () => {
  it('moves up, also where steps are left out', () => expect(parcel.further('planned', 'gone')).toBe('gone'));
  it('never moves down', () => expect(parcel.further('gone', 'packed')).toBe('gone'));
  it('accepts the first step from an unknown status', () =>
    expect(parcel.further('unknown' as never, 'planned')).toBe('planned'));
});

import { ladder } from './ladder';

const parcel = ladder(['planned', 'packed', 'gone']);

describe('a ladder', () => {
  it('is climbed, also where steps are left out', () => expect(parcel.further('planned', 'gone')).toBe('gone'));
  it('is never come down', () => expect(parcel.further('gone', 'packed')).toBe('gone'));
  it('takes the first step from a status that is not on it', () =>
    expect(parcel.further('unknown' as never, 'planned')).toBe('planned'));
});

import { partsOf } from './parts-of';

describe('what was typed of some fields', () => {
  it('is without blanks around it, and without fields that were left empty', () =>
    expect(partsOf({ name: ' Ada ', email: ' ', phone: undefined, other: 'x' }, ['name', 'email', 'phone'])).toEqual({
      name: 'Ada',
    }));
});

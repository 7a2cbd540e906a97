import { orderNumberOf } from './order-number';

describe('the number of an order', () => {
  it('is the end of its id', () => expect(orderNumberOf('019b76db-603f-7640-8ccb-7da419ac6d1b')).toBe('7da419ac6d1b'));
  it('tells a replacement from the order that it replaces', () =>
    expect(orderNumberOf('019b76db-603f-7640-8ccb-7da419ac6d1b.replacement')).toBe('7da419ac6d1b.replacement'));
  it('is an id that somebody chose', () => expect(orderNumberOf('A-17')).toBe('a-17'));
});

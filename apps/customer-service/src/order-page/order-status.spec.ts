import fc from 'fast-check';
import { furtherOf, ORDER_STATUSES, type OrderStatus } from './order-status';

const after = (...words: readonly OrderStatus[]) => words.reduce<OrderStatus>(furtherOf, 'pending');

describe('the status of an order', () => {
  // nearmerch#214
  it('stays delivered when it is reported as shipped afterwards', () =>
    expect(after('delivered', 'shipped')).toBe('delivered'));
  it('skips steps whose event has not come', () => expect(after('shipped')).toBe('shipped'));
  it('is shipped when all parcels left, whenever the news of the first one comes', () =>
    expect(after('shipped', 'partially_shipped')).toBe('shipped'));
  // mollie/WooCommerce#1252
  it('stays cancelled when it is confirmed late', () => expect(after('cancelled', 'confirmed')).toBe('cancelled'));
  it('is shipped when a parcel had left before it was cancelled', () =>
    expect(after('confirmed', 'cancelled', 'shipped')).toBe('shipped'));
  it('stays rejected when it is confirmed late', () => expect(after('rejected', 'confirmed')).toBe('rejected'));

  it('is the same in whatever order and however often the events of one order come', () => {
    const ways = [
      ['confirmed', 'partially_shipped', 'shipped', 'delivered'],
      ['confirmed', 'cancelled'],
      ['confirmed', 'cancelled', 'shipped', 'delivered'],
      ['rejected'],
    ] as const satisfies readonly (readonly OrderStatus[])[];
    const heard = fc
      .constantFrom<readonly OrderStatus[]>(...ways)
      .chain((way) => fc.tuple(fc.constant(way), fc.shuffledSubarray([...way, ...way], { minLength: way.length })));
    fc.assert(
      fc.property(heard, ([way, words]) => {
        const all = [...words, ...way];
        expect(after(...all)).toBe(way.at(-1));
      }),
    );
  });

  it('never goes back', () => {
    fc.assert(
      fc.property(fc.constantFrom(...ORDER_STATUSES), fc.constantFrom(...ORDER_STATUSES), (one, other) => {
        const next = furtherOf(one, other);
        expect(furtherOf(next, one)).toBe(next);
      }),
    );
  });
});

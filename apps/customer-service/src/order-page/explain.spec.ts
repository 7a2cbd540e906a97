import { explain } from './explain';

const page = {
  status: 'pending',
  stock: 'waiting',
  payment: { status: 'none' },
  parcels: [],
  returns: [],
  ended: null,
};
const parcels = (...statuses: readonly string[]) => statuses.map((status) => ({ status }));

describe('the state of an order, in one sentence', () => {
  it('names the payment once the stock is reserved', () =>
    expect(explain({ ...page, stock: 'reserved' })).toContain('payment'));
  it('counts the parcels that have left', () =>
    expect(explain({ ...page, status: 'partially_shipped', parcels: parcels('dispatched', 'packed') })).toContain(
      '1 of 2 parcels',
    ));
  it('follows the parcels where the order itself is heard of later', () => {
    const late = (...statuses: readonly string[]) =>
      explain({ ...page, status: 'confirmed', parcels: parcels(...statuses) });
    expect(late('delivered')).toBe('The order is confirmed; everything has arrived.');
    expect(late('dispatched', 'delivered')).toBe('The order is confirmed; everything has left.');
    expect(late('dispatched', 'picking')).toBe('The order is confirmed; 1 of 2 parcels have left.');
    expect(explain({ ...page, status: 'shipped', parcels: parcels('delivered') })).toBe('Everything has arrived.');
  });
  it('does not count a cancelled parcel', () =>
    expect(explain({ ...page, status: 'shipped', parcels: parcels('dispatched', 'cancelled') })).toBe(
      'The parcel is on its way.',
    ));
  it('names the reason of a rejection', () =>
    expect(explain({ ...page, status: 'rejected', ended: { reason: 'stock', detail: 'too few' } })).toContain(
      'too few',
    ));
  it('names returns that are under way', () =>
    expect(explain({ ...page, status: 'delivered', returns: [{ status: 'arrived' }] })).toContain('1 return'));
});

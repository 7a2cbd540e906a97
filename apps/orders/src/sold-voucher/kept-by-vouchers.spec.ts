import { keptMinor } from './kept-by-vouchers';

const voucher = (amountMinor: number, lostMinor = 0, currency = 'GBP') => ({
  voucherId: 'v1',
  amountMinor,
  currency,
  lostMinor,
  carriers: ['v1'],
});
const line = (unitMinor: number, totalMinor: number, quantity = 1, stocked = false) => ({
  lineId: `${unitMinor}.${stocked}`,
  sku: 'GIFT',
  title: 'Gift',
  quantity,
  unitMinor,
  discounts: [],
  totalMinor,
  stocked,
});
const placed = (...lines: ReturnType<typeof line>[]) => ({ currency: 'GBP', lines });

describe('what bought vouchers keep of the money of their order', () => {
  it('is their price, without the part that is void', () => {
    expect(keptMinor([voucher(5_000)], placed(line(5_000, 5_000)))).toBe(5_000);
    expect(keptMinor([voucher(5_000, 1_999)], placed(line(5_000, 5_000)))).toBe(3_001);
    expect(keptMinor([voucher(5_000, 5_000)], placed(line(5_000, 5_000)))).toBe(0);
  });
  it('is the price that was paid at a discount', () => {
    expect(keptMinor([voucher(5_000)], placed(line(5_000, 4_500)))).toBe(4_500);
    expect(keptMinor([voucher(5_000, 2_000)], placed(line(5_000, 4_500)))).toBe(2_700);
    expect(keptMinor([voucher(5_000), voucher(5_000)], placed(line(5_000, 9_000, 2)))).toBe(9_000);
  });
  it('is that of a line that nobody sends, where goods cost the same', () =>
    expect(keptMinor([voucher(5_000)], placed(line(5_000, 4_000, 1, true), line(5_000, 4_500)))).toBe(4_500));
  it('is their value where no line costs it', () =>
    expect(keptMinor([voucher(5_000)], placed(line(1_000, 900)))).toBe(5_000));
  it('is nothing in another currency', () =>
    expect(keptMinor([voucher(5_000, 0, 'EUR')], placed(line(5_000, 5_000)))).toBe(0));
});

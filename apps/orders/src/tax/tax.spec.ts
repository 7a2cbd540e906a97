import { taxes, type LineToTax, type TaxPlace } from './tax';

const place = (rates: Record<string, number>, exemption: TaxPlace['exemption'] = null): TaxPlace => {
  return { rates: new Map(Object.entries(rates)), exemption };
};
const line = (totalMinor: number, taxClass = 'standard', isIncluded = true): LineToTax => {
  return { totalMinor, taxClass, isIncluded };
};
const amounts = (lines: LineToTax[], at: TaxPlace) => taxes(lines, at).map((one) => one?.tax.amountMinor);
const onTop = (lines: LineToTax[], at: TaxPlace) => taxes(lines, at).map((one) => one?.onTopMinor);

describe('tax', () => {
  it('that is included is taken of the sum of its rate and spread: 20 % of 532 and 900', () => {
    expect(amounts([line(532), line(900)], place({ standard: 20_000 }))).toEqual([89, 150]);
    expect(onTop([line(532), line(900)], place({ standard: 20_000 }))).toEqual([0, 0]);
  });
  it('that comes on top is added: 8.875 % of 999 and 1250, none of the shipping', () => {
    const lines = [line(999, 'standard', false), line(1250, 'standard', false), line(599, 'shipping', false)];
    expect(onTop(lines, place({ standard: 8_875, shipping: 0 }))).toEqual([89, 111, 0]);
  });
  it('has a rate by class: 10 % of 3498 yen, 8 % of 286', () =>
    expect(amounts([line(3498), line(286, 'food')], place({ standard: 10_000, food: 8_000 }))).toEqual([318, 21]));
  it('is not said where the place has no rate for the class', () =>
    expect(taxes([line(100, 'luxury')], place({ standard: 20_000 }))).toEqual([undefined]));
  it('is 0 with its reason where none is due', () =>
    expect(taxes([line(100)], place({ standard: 20_000 }, 'export'))).toEqual([
      { tax: { taxClass: 'standard', rateMilli: 0, amountMinor: 0, exemption: 'export' }, onTopMinor: 0 },
    ]));
});

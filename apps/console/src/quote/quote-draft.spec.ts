import { agreedSum, linesAgain, quotedLines, withUnit, type DraftLine } from './quote-draft';

const lamp: DraftLine = { sku: 'LAMP', title: 'A lamp', quantity: 10, agreed: 7.35 };
const kettle: DraftLine = { sku: 'KETTLE', title: 'A kettle', quantity: 2 };

describe('a quote that a person writes', () => {
  it('takes another unit of a SKU into its line', () => {
    expect(withUnit([lamp], { sku: 'LAMP', title: 'A lamp' })).toEqual([{ ...lamp, quantity: 11 }]);
    expect(withUnit([lamp], { sku: 'KETTLE', title: 'A kettle' })).toEqual([lamp, { ...kettle, quantity: 1 }]);
  });
  it('may have a SKU twice at two prices, and takes another unit into the first of them', () => {
    const dearer = { ...lamp, quantity: 1, agreed: 8 };
    expect(withUnit([lamp, dearer], { sku: 'LAMP', title: 'A lamp' })).toEqual([{ ...lamp, quantity: 11 }, dearer]);
  });
  it('says prices in minor units, and leaves out what the list decides', () =>
    expect(quotedLines([lamp, kettle], 'GBP')).toEqual([
      { sku: 'LAMP', quantity: 10, agreedUnitMinor: 735 },
      { sku: 'KETTLE', quantity: 2 },
    ]));
  it('sums what is agreed', () => expect(agreedSum([lamp, kettle], 'GBP')).toEqual({ minor: 7_350, atList: 1 }));
  it('repeats an earlier one', () => {
    const lines = quotedLines([lamp, kettle], 'GBP').map((line) => ({ ...line, title: '' }));
    expect(quotedLines(linesAgain({ lines, currency: 'GBP' }), 'GBP')).toEqual(quotedLines([lamp, kettle], 'GBP'));
  });
});

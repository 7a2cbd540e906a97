import { found, given, type Row, returned, sold, writtenOff } from './given-lines';
import { customersIn, productsIn } from './products-and-customers';

const products = (...rows: Row[]) => productsIn(given(...rows));
const mug = (Description: string, UnitPrice: string) => sold('1', '10001', 1, { Description, UnitPrice });

describe('a product', () => {
  it('is every SKU of a document, as first seen', () =>
    expect(
      products(
        sold('1', '10003', 1),
        sold('1', 'POST', 1),
        returned('C2', '10002', 1),
        writtenOff('3', '10001', 1),
        found('4', '10004', 1),
        returned('C5', 'M', 1),
        sold('A6', 'B', 1),
        sold('7', '10005', 0),
      ).map(({ sku, stockItem }) => [sku, stockItem]),
    ).toEqual([
      ['10003', true],
      ['POST', false],
      ['10002', true],
      ['10001', true],
      ['10004', true],
    ]));

  it('is called what most sales call it', () =>
    expect(products(mug('CUP', '1'), mug('MUG', '1'), mug('MUG', '1'))).toMatchObject([{ title: 'MUG' }]));

  it('is called what the first sale calls it when as many say otherwise', () =>
    expect(products(mug('CUP', '1'), mug('MUG', '1'))).toMatchObject([{ title: 'CUP' }]));

  it('is called what other lines call it only when no sale calls it anything', () => {
    const damaged = writtenOff('2', '10001', 1, { Description: 'damaged' });
    expect(products(damaged, damaged, mug('MUG', '1'))).toMatchObject([{ title: 'MUG' }]);
    expect(products(damaged, mug('', '1'))).toMatchObject([{ title: 'damaged' }]);
  });

  it('is called by its SKU when nobody calls it anything', () =>
    expect(products(mug('', '1'))).toMatchObject([{ title: '10001' }]));

  it('costs what it costs most often, the first price in a tie, and never nothing', () => {
    expect(products(mug('MUG', '3'), mug('MUG', '2'), mug('MUG', '2'))).toMatchObject([{ listPriceMinor: 200 }]);
    expect(products(mug('MUG', '3'), mug('MUG', '2'))).toMatchObject([{ listPriceMinor: 300 }]);
    expect(products(mug('MUG', '0'), mug('MUG', '0'), mug('MUG', '2'))).toMatchObject([{ listPriceMinor: 200 }]);
  });

  it('has no price when it was never sold for money', () =>
    expect(products(mug('MUG', '0'))).toMatchObject([{ listPriceMinor: 0 }]));
});

describe('a customer', () => {
  it('is everyone known who bought or brought back, with the first country', () =>
    expect(
      customersIn(
        given(
          sold('1', '10001', 1, { CustomerID: '12346.0', Country: 'France' }),
          sold('2', '10001', 1, { CustomerID: '12346', Country: 'Spain' }),
          sold('3', '10001', 1, { CustomerID: '' }),
          returned('C4', '10001', 1, { CustomerID: '12347', Country: 'EIRE' }),
          returned('C5', 'M', 1, { CustomerID: '12348' }),
        ),
      ),
    ).toEqual([
      { customer: '12346', country: 'France' },
      { customer: '12347', country: 'EIRE' },
    ]));
});

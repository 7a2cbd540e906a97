import { isGtin, isSku } from './sku';

describe('a SKU', () => {
  it.each(['TEE-RED-M', '85123a', 'gift_0001_20', 'A', 'BANK CHARGES', 'a/b.c'])('may be %s', (sku) =>
    expect(isSku(sku)).toBe(true),
  );
  it.each(['', ' A', 'A ', '-A', 'A?', 'x'.repeat(65)])('may not be %j', (sku) => expect(isSku(sku)).toBe(false));
});

describe('a barcode', () => {
  it.each(['4006381333931', '96385074', '036000291452'])('%s has its check digit', (code) =>
    expect(isGtin(code)).toBe(true),
  );
  it.each(['4006381333932', '123', 'ABCDEFGH'])('%s is none', (code) => expect(isGtin(code)).toBe(false));
});

import { contentThen } from './content';

const at = (day: number) => `2026-03-0${day}T10:00:00.000Z`;
const sku = {
  isService: false,
  isUnpriced: false,
  steps: [
    { at: at(1), title: 'Mug', status: 'draft', hasWeight: false },
    { at: at(2), hasPrice: true },
    { at: at(3), status: 'published' },
    { at: at(4), categoryIds: ['kitchen'], title: 'Big mug' },
    { at: at(5), hasPrice: false },
  ],
};
const product = [{ at: at(1), hasDescription: false, hasBrand: true }];
const whatIsMissing = (day: number) => contentThen(sku, product, at(day)).gaps.map(({ what }) => what);

describe('the content of a SKU', () => {
  it('is unknown before the catalog knew the SKU', () =>
    expect(contentThen({ ...sku, steps: [] }, product, at(5))).toMatchObject({
      status: 'unknown',
      title: null,
      gaps: [],
    }));
  it('stands as it was told last', () => {
    expect(contentThen(sku, product, at(2))).toMatchObject({ title: 'Mug', status: 'draft', categoryIds: [] });
    expect(contentThen(sku, product, at(4))).toMatchObject({ title: 'Big mug', status: 'published' });
  });
  it('lacks what nobody has said', () => {
    expect(whatIsMissing(1)).toEqual(['price', 'description', 'category', 'weight']);
    expect(whatIsMissing(4)).toEqual(['description', 'weight']);
    expect(whatIsMissing(5)).toEqual(['price', 'description', 'weight']);
  });
  it('is not published without a price, unless the SKU is sold without one', () => {
    expect(contentThen(sku, product, at(5)).gaps[0]).toEqual({ what: 'price', blocks: true });
    const free = { ...sku, isUnpriced: true, isService: true };
    expect(contentThen(free, product, at(5)).gaps).toEqual([{ what: 'description', blocks: false }]);
  });
});

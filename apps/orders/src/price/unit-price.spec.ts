import { tieredPrice, unitPrice, type Buyer, type ListPrice, type ListTerms } from './unit-price';

const at = '2026-03-01T00:00:00.000Z';
const buyer = (more: Partial<Buyer> = {}): Buyer => ({ channel: 'b2c', currency: 'GBP', ids: [], groups: [], ...more });
const list = (code: string, more: Partial<ListTerms> = {}): ListTerms => {
  const open = { channels: [], groups: [], customerIds: [], from: null, to: null };
  return { list: code, currency: 'GBP', taxIncluded: false, ...open, ...more };
};
const in_ = (code: string, amountMinor: number | null, more: Partial<ListPrice> = {}): ListPrice => {
  return { list: code, sku: 'TEE', amountMinor, currency: 'GBP', tiers: [], ...more };
};
const found = (prices: ListPrice[], lists: ListTerms[] = [], who = buyer(), units = 1) => {
  const price = unitPrice(units, prices, lists, who, at);
  return price && [price.list, price.amountMinor];
};

describe('the price of a unit', () => {
  it('is that of the standard list, tax included', () =>
    expect(unitPrice(1, [in_('standard', 1000)], [], buyer(), at)).toEqual({
      list: 'standard',
      amountMinor: 1000,
      taxIncluded: true,
    }));
  it('is that of the most specific list: customer, group, channel, standard', () => {
    const prices = [in_('standard', 1), in_('chan', 2), in_('grp', 3), in_('own', 4)];
    const lists = [
      list('chan', { channels: ['b2c'] }),
      list('grp', { groups: ['trade'] }),
      list('own', { customerIds: ['ada'] }),
    ];
    expect(found(prices, lists)).toEqual(['chan', 2]);
    expect(found(prices, lists, buyer({ groups: ['trade'] }))).toEqual(['grp', 3]);
    expect(found(prices, lists, buyer({ groups: ['trade'], ids: ['ada'] }))).toEqual(['own', 4]);
    expect(found(prices, lists, buyer({ channel: 'd2c' }))).toEqual(['standard', 1]);
  });
  it('of a list for a group and a customer is for either', () => {
    const both = [list('x', { groups: ['trade'], customerIds: ['ada'] })];
    expect(found([in_('x', 5)], both, buyer({ groups: ['trade'] }))).toEqual(['x', 5]);
    expect(found([in_('x', 5)], both, buyer({ ids: ['ada'] }))).toEqual(['x', 5]);
    expect(found([in_('x', 5)], both)).toBeUndefined();
  });
  it('is the lowest among equals, then that of the first code', () => {
    const lists = [
      list('b', { channels: ['b2c'] }),
      list('a', { channels: ['b2c'] }),
      list('c', { channels: ['b2c'] }),
    ];
    expect(found([in_('a', 900), in_('b', 800), in_('c', 800)], lists)).toEqual(['b', 800]);
  });
  it('falls with the units: 10 and more for 900', () => {
    const tiers = [{ fromUnits: 10, amountMinor: 900 }];
    expect(found([in_('standard', 1000, { tiers })], [], buyer(), 9)).toEqual(['standard', 1000]);
    expect(found([in_('standard', 1000, { tiers })], [], buyer(), 11)).toEqual(['standard', 900]);
  });
  it('counts in its time and its currency alone', () => {
    expect(found([in_('standard', 1000, { currency: 'EUR' })])).toBeUndefined();
    expect(found([in_('x', 900)], [list('x', { to: at })])).toBeUndefined();
    expect(found([in_('x', 900)], [list('x', { from: '2026-03-02T00:00:00.000Z' })])).toBeUndefined();
  });
  it('is never nothing by mistake', () =>
    expect(found([in_('standard', 0), in_('x', null)], [list('x')])).toBeUndefined());
});

describe('the prices of a SKU for a buyer', () => {
  const tiers = [
    { fromUnits: 5, amountMinor: 800 },
    { fromUnits: 10, amountMinor: 700 },
  ];
  const prices = [in_('standard', 1000, { tiers: [{ fromUnits: 3, amountMinor: 950 }] }), in_('trade', 900, { tiers })];
  const lists = [list('trade', { groups: ['trade'] })];
  it('are those of the own list, with its tiers', () =>
    expect(tieredPrice(prices, lists, buyer({ groups: ['trade'] }), at)).toEqual({
      list: 'trade',
      amountMinor: 900,
      taxIncluded: false,
      tiers,
    }));
  it('are those of the standard list for everybody else', () =>
    expect(tieredPrice(prices, lists, buyer(), at)).toMatchObject({
      list: 'standard',
      amountMinor: 1000,
      tiers: [{ fromUnits: 3, amountMinor: 950 }],
    }));
  it('are none where no list has one', () => expect(tieredPrice([in_('x', 5)], [], buyer(), at)).toBeUndefined());
});

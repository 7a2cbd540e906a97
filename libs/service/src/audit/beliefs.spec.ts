import { believed, type ViewSaid } from './beliefs';

const stock = (sellable: number, level = 'ok') => ({ key: 'MUG', values: { sellable, level } });
const fact = { name: 'inventory.stock', owner: 'inventory', items: [stock(4)] };
const view = (items: ViewSaid['items'], moving: string[] = []): ViewSaid => ({
  service: 'marketing',
  view: 'marketing.stock-facts',
  items,
  moving: new Set(moving),
});
const only = (said: ViewSaid, more: object = {}) => believed({ ...fact, ...more }, [said])[0]!.beliefs[0]!;

describe('who believes what', () => {
  it('is said column by column', () => {
    expect(believed(fact, [view([stock(7)])])).toEqual([
      {
        fact: 'inventory.stock',
        owner: 'inventory',
        key: 'MUG',
        row: { sellable: 4, level: 'ok' },
        beliefs: [
          {
            service: 'marketing',
            view: 'marketing.stock-facts',
            row: { sellable: 7, level: 'ok' },
            columns: [
              { column: 'sellable', owner: 4, believed: 7, equal: false },
              { column: 'level', owner: 'ok', believed: 'ok', equal: true },
            ],
            equal: false,
            moving: false,
          },
        ],
      },
    ]);
    expect(only(view([stock(4)]))).toMatchObject({ equal: true, moving: false });
  });
  it('says what is on its way, unless it has arrived', () => {
    expect(only(view([stock(7)], ['MUG']))).toMatchObject({ equal: false, moving: true });
    expect(only(view([stock(4)], ['MUG']))).toMatchObject({ equal: true, moving: false });
  });
  it('says that a row is missing, or too much', () => {
    expect(only(view([]))).toMatchObject({ row: null, equal: false });
    expect(only(view([stock(4)]), { items: [] })).toMatchObject({ row: { sellable: 4 }, equal: false });
  });
  it('lacks nothing where there is nothing', () => {
    const absent = { sellable: 0, level: 'out' };
    expect(only(view([stock(0, 'out')]), { items: [], absent })).toMatchObject({ equal: true });
    expect(only(view([]), { items: [stock(0, 'out')], absent })).toMatchObject({ equal: true });
    expect(only(view([]), { absent })).toMatchObject({ equal: false });
  });
  it('tells the keys of an order each by itself', () => {
    const parcel = (key: string) => ({ key, values: { status: 'packed' } });
    const keys = believed({ ...fact, items: [parcel('o.B'), parcel('o.A')] }, [view([parcel('o.C')])]);
    expect(keys.map(({ key }) => key)).toEqual(['o.A', 'o.B', 'o.C']);
  });
});

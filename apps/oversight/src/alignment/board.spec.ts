import type { CampaignThen } from './alignment';
import { coverageOf, cursorOf, isAfter, placeBehind, placeOf, teamsOf, withDescendants, type Ranked } from './board';
import { NO_CONTENT } from './content';

const AS_OF = '2026-03-01T10:00:00.000Z';
const row = (more: Partial<Ranked> = {}): Ranked => ({
  sku: 'MUG',
  stock: { sellable: 4, level: 'ok', since: AS_OF },
  promotions: [],
  campaigns: [],
  orders: { orders: 0, units: 0 },
  state: 'ok',
  words: 'Fine.',
  ...more,
});
const campaign = (coverageMilli: number | null): CampaignThen => ({
  campaignId: 'c',
  name: 'Easter',
  status: 'active',
  verdict: 'CLEAR',
  reason: null,
  coverageMilli,
});

describe('who has something to do about a SKU', () => {
  const promised = { campaigns: [campaign(900)] };
  it.each([
    [[], row(), {}],
    [['inventory'], row({ state: 'short' }), {}],
    [['inventory', 'marketing'], row({ state: 'broken', ...promised }), {}],
    [['marketing'], row({ state: 'held', campaigns: [campaign(1_400)] }), {}],
    [['inventory', 'marketing'], row({ state: 'held', campaigns: [campaign(600)] }), {}],
    [['logistics'], row({ orders: { orders: 1, units: 2 } }), {}],
    [['customer-service'], row(), { cases: 1 }],
    [['catalog'], row(), { content: { ...NO_CONTENT, gaps: [{ what: 'brand', blocks: false }] } }],
  ] as const)('%j', (teams, ranked, more) =>
    expect(teamsOf({ ...ranked, cases: 0, content: NO_CONTENT, ...more })).toEqual(teams),
  );
});

it('takes the coverage of the campaign that has least', () => {
  expect(coverageOf(row({ campaigns: [campaign(1_400), campaign(900), campaign(null)] }))).toBe(900);
  expect(coverageOf(row({ campaigns: [campaign(null)] }))).toBeNull();
});

describe('a page of the board', () => {
  it('begins after the last row of the page before', () => {
    const place = placeOf(row({ state: 'held', orders: { orders: 1, units: 5 }, sku: 'M' }), AS_OF);
    const after = (state: Ranked['state'], units: number, sku: string) =>
      isAfter(row({ state, orders: { orders: 1, units }, sku }), place);
    expect([after('broken', 0, 'Z'), after('held', 6, 'Z'), after('held', 5, 'M')]).toEqual([false, false, false]);
    expect([after('held', 5, 'N'), after('held', 4, 'A'), after('ok', 9, 'A')]).toEqual([true, true, true]);
  });
  it('remembers the moment of the first page', () => {
    const place = placeOf(row(), AS_OF);
    expect(placeBehind(cursorOf(place))).toEqual(place);
  });
  it.each(['', 'x', 'W10', Buffer.from('["now",0,0,"A"]').toString('base64url')])(
    'refuses another cursor: %s',
    (text) => expect(placeBehind(text)).toBeUndefined(),
  );
});

it('finds a category with all that stand below it', () => {
  const tree = [
    { categoryId: 'a', parentId: null },
    { categoryId: 'c', parentId: 'b' },
    { categoryId: 'b', parentId: 'a' },
    { categoryId: 'z', parentId: null },
  ];
  expect([...withDescendants('a', tree)].sort((x, y) => (x < y ? -1 : 1))).toEqual(['a', 'b', 'c']);
});

import { tiersOf, tiersText } from './tiers';

describe('tiers', () => {
  it('are typed in the units of the currency', () => {
    const tiers = [
      { fromUnits: 10, amountMinor: 950 },
      { fromUnits: 50, amountMinor: 900 },
    ];
    expect(tiersOf('10: 9.50, 50:9', 'EUR')).toEqual(tiers);
    expect(tiersOf('10: 950', 'JPY')).toEqual([tiers[0]]);
  });
  it('can be none', () => expect(tiersOf(' , ', 'EUR')).toEqual([]));
  it.each(['ten: 9', '10', '10: 9: 8', '10: 9,50: x'])('are not typed as %j', (text) =>
    expect(tiersOf(text, 'EUR')).toBeUndefined(),
  );
  it('are read with their currency', () =>
    expect(tiersText([{ fromUnits: 10, amountMinor: 950 }], 'EUR', 'en')).toBe('10: €9.50'));
});

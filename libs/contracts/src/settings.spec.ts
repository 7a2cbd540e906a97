import { CAMPAIGN_COVERAGE, SETTINGS } from './settings';

describe('the settings', () => {
  it.each(Object.values(SETTINGS))('$key begins with a value that it can have', ({ key, initial, problems }) => {
    expect(key).toMatch(/^[a-z]+\.[a-z-]+$/);
    expect(problems(initial)).toEqual([]);
  });
  it('refuse a coverage whose bounds cross', () => {
    expect(CAMPAIGN_COVERAGE.problems({ risk: 1_300, clear: 1_200, resume: 1_400 })).toHaveLength(1);
    expect(CAMPAIGN_COVERAGE.problems({ risk: 1_000, clear: 1_200, resume: 1_100 })).toHaveLength(1);
    expect(CAMPAIGN_COVERAGE.problems({ risk: 1_000, clear: 1_200 })).not.toEqual([]);
  });
});

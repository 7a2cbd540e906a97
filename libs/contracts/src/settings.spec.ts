import { CAMPAIGN_COVERAGE, RETURN_GRADE_PERCENTS, SETTINGS } from './settings';

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
  it('refuse a worse grade that gives more than a better one', () => {
    const wrong = [
      { A: 80, B: 81, C: 50 },
      { A: 100, B: 50, C: 51 },
      { A: 101, B: 80, C: 50 },
      { A: 100, B: 80, C: -1 },
      { A: 100, B: 79.5, C: 50 },
      { A: 100, B: 80 },
    ];
    for (const value of wrong) expect(RETURN_GRADE_PERCENTS.problems(value)).not.toEqual([]);
    expect(RETURN_GRADE_PERCENTS.problems({ A: 90, B: 90, C: 0 })).toEqual([]);
  });
});

import { eventually } from './eventually';

describe('eventually', () => {
  it('gives what the first attempt that does not throw returns', async () => {
    let attempts = 0;
    const third = (): number => {
      attempts += 1;
      if (attempts < 3) throw new Error('not yet');
      return attempts;
    };
    expect(await eventually(third, { every: 1 })).toBe(3);
  });

  it('throws the last error when time is up', async () => {
    await expect(eventually(() => Promise.reject(new Error('never')), { within: 5, every: 1 })).rejects.toThrow(
      'never',
    );
  });
});

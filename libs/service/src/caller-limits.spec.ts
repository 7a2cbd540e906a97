import { CallerLimits } from './caller-limits';

describe('the requests of one caller', () => {
  const rate = { burst: 3, perSecond: 2 };

  it('may come all at once up to a number, and then so many a second', () => {
    let now = 0;
    const limits = new CallerLimits(() => now);
    expect([1, 2, 3, 4].map(() => limits.take('a', rate) > 0)).toEqual([false, false, false, true]);
    now += 500;
    expect([1, 2].map(() => limits.take('a', rate) > 0)).toEqual([false, true]);
  });

  it('do not count against another one', () => {
    const limits = new CallerLimits(() => 0);
    for (let n = 0; n < 5; n++) limits.take('a', rate);
    expect(limits.take('b', rate)).toBe(0);
  });

  it('are told in whole seconds when the next one is served', () => {
    const limits = new CallerLimits(() => 0);
    for (let n = 0; n < 3; n++) limits.take('a', { burst: 3, perSecond: 0.1 });
    expect(limits.take('a', { burst: 3, perSecond: 0.1 })).toBe(10);
  });
});

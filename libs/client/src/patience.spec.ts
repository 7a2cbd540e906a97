import { waitBefore } from './patience';
import { NoAnswer, Problem } from './problem';

const away = new NoAnswer('GET x', new Error('reset'));
const busy = (retryAfterMs?: number) => new Problem('GET x', 503, {}, retryAfterMs);

describe('the wait before a retry', () => {
  it('doubles up to two seconds', () =>
    expect([1, 2, 3, 4, 7, 20].map((made) => waitBefore(away, { attempts: 99 }, made, 0, 1))).toEqual([
      50, 100, 200, 400, 2_000, 2_000,
    ]));
  it('is scattered between the half and the whole', () =>
    expect([0, 0.5, 1].map((chance) => waitBefore(away, {}, 2, 0, chance))).toEqual([50, 75, 100]));
  it('is never shorter than the service wants', () =>
    expect([0, 1].map((chance) => waitBefore(busy(3_000), {}, 1, 0, chance))).toEqual([3_012.5, 3_025]));
  it('is none after the last attempt', () => expect(waitBefore(away, { attempts: 2 }, 2, 0, 1)).toBeUndefined());
  it('is none that ends after the time', () => {
    expect(waitBefore(away, { withinMs: 1_000 }, 1, 950, 1)).toBe(50);
    expect(waitBefore(away, { withinMs: 1_000 }, 1, 951, 1)).toBeUndefined();
  });
  it('is none for a failure that will not pass', () =>
    expect(
      [new Error('a fault'), new Problem('GET x', 409, {})].map((error) => waitBefore(error, {}, 1, 0, 1)),
    ).toEqual([undefined, undefined]));
});

import { Places, type GiveBack } from './places';

describe('places for requests', () => {
  const taken = (places: Places, count: number) => Array.from({ length: count }, () => places.take());
  const isPlace = (place: unknown): place is GiveBack => typeof place === 'function';

  it('are given at once while there are some', () => {
    const places = new Places(2);
    expect(taken(places, 2).every(isPlace)).toBe(true);
    expect(places.waiting).toBe(0);
  });

  it('are waited for in the order of arrival', async () => {
    const places = new Places(1);
    const first = places.take() as GiveBack;
    const order: string[] = [];
    const waiting = ['a', 'b'].map(async (name) => {
      const place = await places.take();
      order.push(name);
      place!();
    });
    first();
    await Promise.all(waiting);
    expect(order).toEqual(['a', 'b']);
  });

  it('given back twice are one place', () => {
    const places = new Places(1);
    const place = places.take() as GiveBack;
    place();
    place();
    expect(taken(places, 2).filter(isPlace)).toHaveLength(1);
    expect(places.waiting).toBe(1);
  });

  it('are not waited for where that would take more than a second, by what requests have cost', async () => {
    let now = 0;
    const places = new Places(1, () => now);
    let place = places.take() as GiveBack;
    // Each request takes a tenth of a second, for so long that it is known.
    const line = [places.take()];
    for (let n = 0; n < 100; n++) {
      line.push(places.take());
      now += 100;
      place();
      place = (await line.shift()) as GiveBack;
    }
    const before = places.refused;
    const asked = taken(places, 30);
    expect(asked.at(-1)).toBeUndefined();
    expect(places.waiting).toBeLessThanOrEqual(12);
    expect(places.refused).toBeGreaterThan(before);
  });
});

import { Type } from 'typebox';
import { event, publishedBy } from './event';

describe('an event type', () => {
  const Moved = event(
    'Moved',
    3,
    { to: Type.String({ minLength: 1 }), by: Type.Integer() },
    {
      upcasts: {
        1: ({ place }: { place: string }) => ({ to: place }),
        2: (data: { to: string }) => ({ ...data, by: 0 }),
      },
    },
  );

  it('makes events of its version', () =>
    expect(Moved.of({ to: 'shelf', by: 1 })).toEqual({
      type: 'Moved',
      schemaVersion: 3,
      data: { to: 'shelf', by: 1 },
    }));

  it('lifts every old version through all versions in between', () => {
    expect(Moved.lift({ place: 'shelf' }, 1)).toEqual({ to: 'shelf', by: 0 });
    expect(Moved.lift({ to: 'shelf' }, 2)).toEqual({ to: 'shelf', by: 0 });
    expect(Moved.lift({ to: 'shelf', by: 4 }, 3)).toEqual({ to: 'shelf', by: 4 });
  });

  it('is not declared where an upcast is missing', () =>
    expect(() => event('Moved', 3, {}, { upcasts: { 1: (data) => data } })).toThrow('upcast from version 2'));

  it('names every wrong field, and accepts unknown ones', () => {
    expect(Moved.problems({ to: 'shelf', by: 1, colour: 'red' })).toEqual([]);
    expect(Moved.problems({ to: '', by: 1.5 }).map((problem) => problem.split(' ')[0])).toEqual(['/to', '/by']);
    expect(Moved.problems(undefined).length).toBeGreaterThan(0);
  });

  it('belongs to the service that publishes it', () => {
    expect(publishedBy('shop')('Sold', 1, {}).service).toBe('shop');
    expect(Moved).not.toHaveProperty('service');
  });
});

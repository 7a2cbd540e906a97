import { lanesOf } from './lanes';

const positions = (mark: string | undefined, sources = ['orders']) => ({
  heads: [],
  sources,
  applied: mark === undefined ? [] : [{ source: 'orders', lane: 0, mark }],
});
const orders = {
  heads: [{ lane: 0, position: '1.750.42', recordedAt: '2026-03-01T10:00:00.000Z' }],
  sources: [],
  applied: [],
};
const behindWith = (said: ReturnType<typeof positions>) =>
  lanesOf('orders', [
    { service: 'orders', data: orders },
    { service: 'marketing', data: said },
  ])[0]!.behind;

describe('who has not applied the last event of a lane', () => {
  it.each([
    ['a service whose mark lies before it', '1.749.99', ['marketing']],
    ['a service that never applied any', undefined, ['marketing']],
    ['not one that has applied it', '1.750.42', []],
    ['not one that was asked a moment later, and is further', '1.751.3', []],
    ['a service of an earlier era, whatever its number', '0.900.1', ['marketing']],
  ])('%s', (_, mark, behind) => expect(behindWith(positions(mark))).toEqual(behind));

  it('not one that does not hear the service', () =>
    expect(behindWith(positions(undefined, ['inventory']))).toEqual([]));

  it('not one that does not answer: nothing is known of it', () =>
    expect(
      lanesOf('orders', [
        { service: 'orders', data: orders },
        { service: 'marketing', data: undefined },
      ])[0]!.behind,
    ).toEqual([]));
});

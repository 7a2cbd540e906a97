import { Problem } from '@concord/client';
import type { Query } from '@tanstack/react-query';
import { isTouched } from './hears';

const problem = (status: number) =>
  new Problem('GET logistics/v1/fulfilments', status, { title: 'No', code: 'no', detail: 'No.' });
const query = (error: unknown, hears: object = { services: ['logistics'] }) =>
  ({ meta: { hears }, state: { error } }) as unknown as Query;
const changed = { skus: new Set(['MUG']), orders: new Set<string>(), services: new Set(['logistics']), lamp: false };

describe('an event of the live stream', () => {
  it('lets those queries ask again that show what has changed', () => {
    expect(isTouched(query(null), changed)).toBe(true);
    expect(isTouched(query(null, { sku: 'MUG' }), changed)).toBe(true);
    expect(isTouched(query(null, { sku: 'ROPE' }), changed)).toBe(false);
  });
  it('lets a query ask again whose service was away or had no time', () => {
    expect(isTouched(query(problem(503)), changed)).toBe(true);
    expect(isTouched(query(problem(429)), changed)).toBe(true);
    expect(isTouched(query(new Error('no answer')), changed)).toBe(true);
  });
  it.each([400, 403, 404, 422])('asks nothing again that was refused with %i', (status) =>
    expect(isTouched(query(problem(status)), changed)).toBe(false),
  );
});

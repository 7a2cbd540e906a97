import { lampOf, type Seen } from './lamp';

const NOW = Date.UTC(2026, 2, 1, 10);
const audit = { completedAt: new Date(NOW - 40_000).toISOString(), keys: 812 };
const seen = (more: Partial<Seen> = {}): Seen => ({
  audit,
  driftsOpen: 0,
  behind: [],
  silent: [],
  nowMs: NOW,
  ...more,
});
const lag = (service: string, lagMs: number) => ({ service, source: 'inventory', lagMs });

describe('the lamp', () => {
  it.each([
    ['agrees', 'Everyone agrees.', {}],
    ['differs', '1 fact differs.', { driftsOpen: 1 }],
    ['differs', '3 facts differ.', { driftsOpen: 3, silent: ['orders'], behind: [lag('orders', 9_000)] }],
    ['unknown', 'orders does not answer.', { silent: ['orders'], behind: [lag('marketing', 9_000)] }],
    ['unknown', 'catalog, orders and marketing do not answer.', { silent: ['catalog', 'orders', 'marketing'] }],
    ['behind', 'marketing is 14 s behind.', { behind: [lag('marketing', 14_200), lag('marketing', 6_000)] }],
    [
      'behind',
      'marketing and orders are behind, by up to 14 s.',
      { behind: [lag('marketing', 14_200), lag('orders', 6_000)] },
    ],
    ['unknown', 'The services have not been compared yet.', { audit: undefined }],
    ['unknown', 'The services have not been compared for more than 15 minutes.', { nowMs: NOW + 16 * 60_000 }],
  ] as const)('%s: %s', (state, sentence, more) => expect(lampOf(seen(more))).toMatchObject({ state, sentence }));

  it('says when how much was compared', () =>
    expect(lampOf(seen())).toMatchObject({ checkedAt: audit.completedAt, factsCompared: 812, driftsOpen: 0 }));
});

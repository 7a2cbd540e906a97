import { PriceActivated, PriceExpired, PriceListDefined } from '@concord/contracts';
import { givenStreams, type Actor, type EventFrom } from '@concord/event-sourcing';
import { priceListAggregate } from '../price-list/price-list.aggregate';
import { skuOwner, SkuTaken } from '../product/sku.aggregate';
import {
  PriceApproved,
  PriceEnded,
  PriceProposed,
  PriceQueued,
  PriceReverted,
  PriceScheduled,
  PriceStarted,
  PriceWithdrawn,
  type PriceEvent,
} from './price-events';
import { priceMoments } from './price-moments.decider';
import { priceBook } from './price.aggregate';
import { price, type ProposePrice } from './price.decider';

const sku = 'MUG';
const mia: Actor = { kind: 'user', id: 'mia', role: 'marketing_manager' };
const hal: Actor = { kind: 'user', id: 'hal', role: 'head_of_digital' };
const owner = { of: skuOwner, id: sku, events: [SkuTaken.of({ sku, productId: 'p1', kind: 'shippable' })] };
const trade = {
  of: priceListAggregate,
  id: 'trade',
  events: [
    PriceListDefined.of({
      list: 'trade',
      name: 'Trade',
      currency: 'EUR',
      taxIncluded: false,
      channels: ['b2b'],
      groups: [],
      customerIds: [],
    }),
  ],
};
const streams = (events: readonly PriceEvent[]) => [owner, trade, { of: priceBook, id: sku, events }] as const;
const past = (...events: PriceEvent[]) => givenStreams(price)(...streams(events));
const later = (...events: PriceEvent[]) => givenStreams(priceMoments)(...streams(events));

const day = (n: number) => `2026-02-${String(n).padStart(2, '0')}T00:00:00.000Z`;
const now = { by: mia, at: day(1) };
type Offer = Partial<Omit<ProposePrice['data'], 'tiers'>> & { tiers?: { fromUnits: number; amountMinor: number }[] };
const propose = (amountMinor: number, more: Offer = {}): ProposePrice => ({
  type: 'ProposePrice',
  data: {
    proposalId: 'o1',
    sku,
    list: 'standard',
    amountMinor,
    currency: 'EUR',
    approvalPercent: 15,
    floorPercent: 5,
    ...more,
  },
});
const active = (amountMinor: number, more: Partial<EventFrom<typeof PriceActivated>['data']> = {}) =>
  PriceActivated.of({ sku, list: 'standard', amountMinor, currency: 'EUR', productId: 'p1', ...more });
const offered = { sku, list: 'standard', currency: 'EUR' };
const scheduled = (amountMinor: number, from: number, until?: number, proposalId = 'o1', scheduledBy = 'mia') =>
  PriceScheduled.of({
    proposalId,
    ...offered,
    amountMinor,
    from: day(from),
    ...(until !== undefined && { until: day(until) }),
    scheduledBy,
  });
const started = PriceStarted.of({ proposalId: 'o1', sku });
const ended = PriceEnded.of({ sku, list: 'standard' });
const expired = PriceExpired.of({ sku, list: 'standard', productId: 'p1' });
const queued = (amountMinor: number) => PriceQueued.of({ ...offered, amountMinor });
const sale = active(900, { previousMinor: 1000, until: day(5) });
const start = { type: 'StartPrice', data: { proposalId: 'o1', sku } } as const;
const end = { type: 'EndPrice', data: { sku, list: 'standard', at: day(5) } } as const;

describe('a price in another list', () => {
  it('needs the list', () =>
    past()
      .when(propose(900, { list: 'nobody' }), now)
      .thenRejected('price-list-unknown'));
  it('is in the currency of the list', () =>
    past()
      .when(propose(900, { list: 'trade', currency: 'GBP' }), now)
      .thenRejected('price-currency-differs'));
  it('is a price of its own', () =>
    past(active(1000))
      .when(propose(900, { list: 'trade' }), now)
      .then(active(900, { list: 'trade' })));
  it('is measured against the standard price where it is the first one', () =>
    past(active(1000))
      .when(propose(700, { list: 'trade' }), now)
      .then(PriceProposed.of({ proposalId: 'o1', ...offered, list: 'trade', amountMinor: 700, proposedBy: 'mia' })));
  it('is not measured against a price in another currency, from before the list was defined', () =>
    past(active(5000, { list: 'trade', currency: 'GBP' }))
      .when(propose(700, { list: 'trade' }), now)
      .then(active(700, { list: 'trade' })));
});

describe('tiers', () => {
  const tiers = [
    { fromUnits: 10, amountMinor: 950 },
    { fromUnits: 50, amountMinor: 900 },
  ];
  it('take effect with their price', () =>
    past(active(1000))
      .when(propose(1000, { tiers }), now)
      .then(active(1000, { previousMinor: 1000, tiers })));
  it('change nothing the second time', () => past(active(1000, { tiers })).when(propose(1000, { tiers }), now).then());
  it('need a second person where they change the price of some number of units by much', () =>
    past(active(1000, { tiers }))
      .when(propose(1000, { tiers: [{ fromUnits: 10, amountMinor: 600 }] }), now)
      .then(
        PriceProposed.of({
          proposalId: 'o1',
          ...offered,
          amountMinor: 1000,
          tiers: [{ fromUnits: 10, amountMinor: 600 }],
          previousMinor: 1000,
          proposedBy: 'mia',
        }),
      ));
  it.each([
    [[{ fromUnits: 10, amountMinor: 1000 }]],
    [[{ fromUnits: 1, amountMinor: 900 }]],
    [[tiers[1]!, tiers[0]!]],
    [[tiers[0]!, { fromUnits: 10, amountMinor: 900 }]],
  ])('have rising units and falling prices: %j', (wrong) =>
    past(active(1000))
      .when(propose(1000, { tiers: wrong }), now)
      .thenRejected('price-tiers-invalid'),
  );
});

describe('the margin floor', () => {
  const waits = (amountMinor: number, marginPercent: number, more: object = {}) =>
    PriceProposed.of({ proposalId: 'o1', ...offered, amountMinor, marginPercent, proposedBy: 'mia', ...more });
  it('makes even a first price wait for a second person', () =>
    past()
      .when(propose(1000, { costMinor: 951 }), now)
      .then(waits(1000, 4)));
  it('is met by exactly so much', () =>
    past()
      .when(propose(1000, { costMinor: 950 }), now)
      .then(active(1000)));
  it('counts the lowest tier', () => {
    const tiers = [{ fromUnits: 10, amountMinor: 900 }];
    past(active(1000))
      .when(propose(1000, { tiers, costMinor: 900 }), now)
      .then(waits(1000, 0, { tiers, previousMinor: 1000 }));
  });
  it('does not compare a cost with a price in another currency', () =>
    past(active(1000, { currency: 'GBP' }))
      .when(propose(10, { list: 'trade', costMinor: 900 }), now)
      .then(active(10, { list: 'trade' })));
});

describe('a price with a day', () => {
  it('takes effect on it', () => {
    past(active(1000))
      .when(propose(1100, { from: day(3) }), now)
      .then(scheduled(1100, 3));
    later(active(1000), scheduled(1100, 3))
      .when(start, { at: day(3) })
      .then(started, active(1100, { previousMinor: 1000 }));
  });
  it('takes effect at once where the day has come', () =>
    past(active(1000))
      .when(propose(1100, { from: day(1) }), now)
      .then(active(1100, { previousMinor: 1000 })));
  it('waits for its day after the approval, and counts as approved from then on', () => {
    const approved = PriceApproved.of({ proposalId: 'o1', sku, approvedBy: 'hal' });
    const { scheduledBy: _, ...asked } = scheduled(2000, 3).data;
    const proposed = PriceProposed.of({ ...asked, previousMinor: 1000, proposedBy: 'mia' });
    const approve = { type: 'ApprovePrice', data: { proposalId: 'o1', sku } } as const;
    past(active(1000), proposed)
      .when(approve, { by: hal, at: day(1) })
      .then(approved, scheduled(2000, 3, undefined, 'o1', 'hal'));
    past(active(1000), proposed, approved, scheduled(2000, 3), started, active(2000, { previousMinor: 1000 }))
      .when(propose(2200, { proposalId: 'o2' }), now)
      .then(active(2200, { previousMinor: 2000 }));
    past(active(1000), proposed)
      .when(approve, { by: hal, at: day(4) })
      .then(approved, active(2000, { previousMinor: 1000 }));
  });
  it('is withdrawn before it, and then does not take effect', () => {
    const withdraw = { type: 'WithdrawPrice', data: { proposalId: 'o1', sku, reason: 'no' } } as const;
    const withdrawn = PriceWithdrawn.of({ proposalId: 'o1', sku, withdrawnBy: 'mia', reason: 'no' });
    past(active(1000), scheduled(1100, 3)).when(withdraw, now).then(withdrawn);
    later(active(1000), scheduled(1100, 3), withdrawn)
      .when(start, { at: day(3) })
      .then();
    past(active(1000), scheduled(1100, 3), started, active(1100))
      .when(withdraw, now)
      .thenRejected('price-proposal-decided');
  });
  it('never begins after its end', () => {
    past(active(1000))
      .when(propose(900, { from: day(5), until: day(5) }), now)
      .thenRejected('price-window-over');
    const reason = 'its time was over before it could begin';
    later(active(1000), scheduled(900, 3, 5))
      .when(start, { by: mia, at: day(6) })
      .then(PriceWithdrawn.of({ proposalId: 'o1', sku, withdrawnBy: 'mia', reason }));
  });
});

describe('a temporary price', () => {
  it('gives way to the lasting price when it ends', () => {
    past(active(1000))
      .when(propose(900, { until: day(5) }), now)
      .then(sale);
    later(active(1000), sale)
      .when(end, { at: day(5) })
      .then(ended, active(1000));
  });
  it('leaves no price where there is no lasting one', () =>
    later(active(900, { until: day(5) }))
      .when(end, { at: day(5) })
      .then(ended, expired));
  it('ends once, and not where another price took its place', () => {
    later(active(1000), sale, ended, active(1000))
      .when(end, { at: day(5) })
      .then();
    later(active(1000), active(900, { until: day(6) }))
      .when(end, { at: day(5) })
      .then();
  });
  it('lets a lasting price wait for its end', () => {
    past(active(1000), sale).when(propose(1100), now).then(queued(1100));
    later(active(1000), sale, queued(1100))
      .when(end, { at: day(5) })
      .then(ended, active(1100));
  });
  it('is not what a lasting price is measured against', () =>
    past(active(1000), sale, ended, active(1000))
      .when(propose(1150), now)
      .then(active(1150, { previousMinor: 1000 })));
  it('is measured against by the next price, where it was the only one', () =>
    past(active(900, { until: day(5) }), ended, expired)
      .when(propose(90), now)
      .then(
        PriceProposed.of({ proposalId: 'o1', ...offered, amountMinor: 90, previousMinor: 900, proposedBy: 'mia' }),
      ));
  it.each([
    ['the one in force', [sale], { until: day(7) }],
    ['a scheduled one', [scheduled(950, 3, 5, 'o0')], { from: day(4), until: day(7) }],
    ['a scheduled one within it', [scheduled(950, 3, 5, 'o0')], { from: day(2), until: day(7) }],
  ])('does not overlap another one: %s', (_, events, dates) =>
    past(active(1000), ...events)
      .when(propose(900, dates), now)
      .thenRejected('price-dates-overlap'),
  );
  it('may begin when another one ends, and then takes its place', () => {
    const next = scheduled(950, 5, 7);
    past(active(1000), sale)
      .when(propose(950, { from: day(5), until: day(7) }), now)
      .then(next);
    later(active(1000), sale, next)
      .when(end, { at: day(5) })
      .then();
    const second = active(950, { previousMinor: 900, until: day(7) });
    later(active(1000), sale, next)
      .when(start, { at: day(5) })
      .then(started, second);
    later(active(1000), sale, next, started, second)
      .when({ ...end, data: { ...end.data, at: day(7) } }, { at: day(7) })
      .then(ended, active(1000));
  });
  it('gives way to a lasting price whose day is its end, whichever timer comes first', () => {
    const lasting = scheduled(1100, 5);
    later(active(1000), sale, lasting)
      .when(start, { at: day(5) })
      .then(started, ended, active(1100, { previousMinor: 900 }));
    later(active(1000), sale, lasting, ended, active(1000))
      .when(start, { at: day(5) })
      .then(started, active(1100, { previousMinor: 1000 }));
  });
});

describe('two lasting prices', () => {
  it('never begin at one moment', () =>
    past(active(1000), scheduled(1100, 3, undefined, 'o0'))
      .when(propose(1050, { from: day(3) }), now)
      .thenRejected('price-dates-overlap'));
});

describe('taking a price back', () => {
  const revert = { type: 'RevertPrice', data: { sku, list: 'standard', reason: 'a zero too many' } } as const;
  const reverted = PriceReverted.of({ sku, list: 'standard', revertedBy: 'hal', reason: 'a zero too many' });
  const wrong = active(1100, { previousMinor: 1000 });
  it('brings the price before back, once', () => {
    later(active(1000), wrong).when(revert, { by: hal }).then(reverted, active(1000));
    later(active(1000), wrong, reverted, active(1000)).when(revert).thenRejected('price-not-revertible');
  });
  it('ends a temporary price', () => {
    const { reason } = revert.data;
    later(active(1000), sale)
      .when(revert, { by: hal })
      .then(PriceEnded.of({ sku, list: 'standard', endedBy: 'hal', reason }), active(1000));
  });
  it('needs a price', () => later().when(revert).thenRejected('price-unknown'));
});

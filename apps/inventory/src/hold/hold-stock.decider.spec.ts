import {
  AvailabilityChanged,
  BackorderFilled,
  HoldExpired,
  HoldExtended,
  HoldPlaced,
  HoldRefused,
  HoldReleased,
  LowStockDetected,
  StockReceived,
  StockRecovered,
} from '@concord/contracts';
import { derivedId, givenStreams, type DomainEvent } from '@concord/event-sourcing';
import {
  BackorderReduced,
  stockItemAggregate,
  StockLocationAdded,
  UnitsBackordered,
  UnitsHeld,
  UnitsReserved,
  UnitsUnheld,
} from '../stock/stock-item.aggregate';
import { BasketClosed, holdAggregate, type HoldEvent } from './hold.aggregate';
import { holdStock, type ExtendHold, type PlaceHold, type ReleaseHold } from './hold-stock.decider';

const holdId = 'b1';
const AT = '2026-01-05T09:00:00.000Z';
const minutesLater = (minutes: number) => new Date(Date.parse(AT) + minutes * 60_000).toISOString();
const lowUnits = 0;

const available = (sku: string, sellable: number) =>
  AvailabilityChanged.of({ sku, sellable, level: sellable > 0 ? 'ok' : 'out' });
/** Low stock has been announced often enough: these specs are about other things. */
const muted = (sku: string) => [
  LowStockDetected.of({ sku, sellable: 0, threshold: 0, cause: 'absolute' }),
  StockRecovered.of({ sku, sellable: 1, threshold: 0 }),
];
const shelf = (sku: string, quantity: number, ...more: DomainEvent[]) => ({
  of: stockItemAggregate,
  id: sku,
  events: [
    StockLocationAdded.of({ warehouse: 'MAIN', sells: true }),
    StockReceived.of({ sku, warehouse: 'MAIN', quantity, cause: 'delivery' }),
    available(sku, quantity),
    ...muted(sku),
    ...more,
  ] as DomainEvent[],
});
const basket = (id: string, ...events: HoldEvent[]) => ({ of: holdAggregate, id, events });
const line = (sku: string, quantity: number) => ({ sku, quantity });
const held = (sku: string, quantity: number, id = holdId) => UnitsHeld.of({ sku, holdId: id, quantity });
const unheld = (sku: string, quantity: number, id = holdId) => UnitsUnheld.of({ sku, holdId: id, quantity });
const placed = (lines: ReturnType<typeof line>[], minutes = 15, id = holdId) =>
  HoldPlaced.of({ holdId: id, lines, expiresAt: minutesLater(minutes) });
const place = (lines: ReturnType<typeof line>[], more: Partial<PlaceHold['data']> = {}): PlaceHold => ({
  type: 'PlaceHold',
  data: { holdId, lines, minutes: 15, renewalMinutes: 60, by: 'caller', lowUnits, ...more },
});
const extend = (by: 'basket' | 'caller' = 'caller'): ExtendHold => ({
  type: 'ExtendHold',
  data: { holdId, minutes: 10, renewalMinutes: 60, extensionsMax: 2, by },
});
const release = (by: 'basket' | 'caller', cause: ReleaseHold['data']['cause'] = 'by-hand'): ReleaseHold => ({
  type: 'ReleaseHold',
  data: { holdId, cause, by, lowUnits },
});
const past = givenStreams(holdStock);

describe('holding units for a basket', () => {
  it('takes them off sale, lines of one SKU together', () =>
    past(shelf('TEE', 5))
      .when(place([line('TEE', 1), line('TEE', 2)]))
      .then(held('TEE', 3), available('TEE', 2), placed([line('TEE', 3)])));
  it('holds all SKUs or none, and names those that are short', () => {
    const short = [{ sku: 'CAP', wanted: 2, sellable: 1 }];
    const wanted = [line('TEE', 1), line('CAP', 2)];
    past(shelf('TEE', 5), shelf('CAP', 1)).when(place(wanted)).thenRejected('hold-short');
    past(shelf('TEE', 5), shelf('CAP', 1))
      .when(place(wanted, { by: 'basket' }))
      .then(HoldRefused.of({ holdId, short }));
  });
  it('replaces the hold before: own units never count against the basket', () => {
    const all = [shelf('TEE', 3, held('TEE', 3)), basket(holdId, placed([line('TEE', 3)], 5))];
    past(...all)
      .when(place([line('TEE', 3)]))
      .then(placed([line('TEE', 3)]));
    past(...all)
      .when(place([line('TEE', 1)]))
      .then(unheld('TEE', 2), available('TEE', 2), placed([line('TEE', 1)]));
  });
  it('is renewed by changes of the basket, and not for ever', () => {
    const renewed = [placed([line('TEE', 2)]), placed([line('TEE', 3)], 70)];
    past(shelf('TEE', 9, held('TEE', 3)), basket(holdId, ...renewed))
      .when(place([line('TEE', 3)]), { at: minutesLater(69) })
      .then(placed([line('TEE', 3)], 75));
    past(shelf('TEE', 9), basket(holdId, ...renewed, HoldExpired.of({ holdId })))
      .when(place([line('TEE', 3)]), { at: minutesLater(80) })
      .then(held('TEE', 3), available('TEE', 6), placed([line('TEE', 3)], 95));
  });
  it('begins anew where its time was over, though no timer has fired yet', () =>
    past(shelf('TEE', 9, held('TEE', 3)), basket(holdId, placed([line('TEE', 3)])))
      .when(place([line('TEE', 3)]), { at: minutesLater(90) })
      .then(HoldExpired.of({ holdId }), placed([line('TEE', 3)], 105)));
  it('keeps the time that it has where the shop shortens the time of renewals', () =>
    past(shelf('TEE', 9, held('TEE', 3)), basket(holdId, placed([line('TEE', 2)]), placed([line('TEE', 3)], 70)))
      .when(place([line('TEE', 3)], { renewalMinutes: 0 }), { at: minutesLater(60) })
      .then(placed([line('TEE', 3)], 70)));
  it('is never shortened by an extension, and refused one where it was renewed for long enough', () => {
    const renewed = basket(holdId, placed([line('TEE', 2)]), placed([line('TEE', 3)], 70));
    past(renewed)
      .when(extend(), { at: minutesLater(58) })
      .then(HoldExtended.of({ holdId, expiresAt: minutesLater(75), extension: 1 }));
    const last = basket(holdId, placed([line('TEE', 2)]), placed([line('TEE', 3)], 75));
    past(last)
      .when(extend(), { at: minutesLater(70) })
      .thenRejected('hold-extended-often');
    past(last)
      .when(extend('basket'), { at: minutesLater(70) })
      .then();
  });
  it('does not let another basket have them', () =>
    past(shelf('TEE', 3, held('TEE', 2)), basket(holdId, placed([line('TEE', 2)])))
      .when(place([line('TEE', 2)], { holdId: 'b2' }))
      .thenRejected('hold-short'));
  it('takes over the hold of a basket that was merged into this one', () =>
    past(shelf('TEE', 3, held('TEE', 3, 'guest')), basket('guest', placed([line('TEE', 3)], 5, 'guest')))
      .when(place([line('TEE', 3)], { mergedHoldId: 'guest' }))
      .then(HoldReleased.of({ holdId: 'guest', cause: 'merged' }), placed([line('TEE', 3)])));
  it('is over where the basket asks for nothing', () => {
    past(shelf('TEE', 3, held('TEE', 3), available('TEE', 0)), basket(holdId, placed([line('TEE', 3)])))
      .when(place([], { by: 'basket' }))
      .then(unheld('TEE', 3), available('TEE', 3), HoldReleased.of({ holdId, cause: 'emptied' }));
    past()
      .when(place([], { by: 'basket' }))
      .then();
  });
  it('comes too late for a basket that was ordered meanwhile, and not for one that asks anew', () => {
    const ordered = basket(holdId, BasketClosed.of({ holdId, request: 2 }));
    const asked = (request: number) => place([line('TEE', 1)], { by: 'basket', request });
    past(shelf('TEE', 1), ordered)
      .when(asked(2), { at: minutesLater(1) })
      .then();
    past(shelf('TEE', 1), ordered)
      .when(asked(3), { at: minutesLater(1) })
      .then(held('TEE', 1), available('TEE', 0), placed([line('TEE', 1)], 16));
  });
});

describe('extending a hold', () => {
  const open = basket(holdId, placed([line('TEE', 1)], 5));
  const extended = (extension: number) =>
    HoldExtended.of({ holdId, extension, expiresAt: minutesLater(5 + 10 * extension) });

  it('moves its end', () => past(open).when(extend()).then(extended(1)));
  it('is possible twice', () => {
    const often = basket(holdId, placed([line('TEE', 1)], 5), extended(1), extended(2));
    past(often).when(extend()).thenRejected('hold-extended-often');
    past(often).when(extend('basket')).then();
  });
  it('comes too late once the time is over, though no timer has fired yet', () => {
    past(open)
      .when(extend(), { at: minutesLater(5) })
      .thenRejected('hold-ended');
    past(open)
      .when(extend('basket'), { at: minutesLater(5) })
      .then();
  });
  it('needs a hold: a basket whose hold was refused hears nothing', () => {
    past().when(extend()).thenRejected('hold-unknown');
    past().when(extend('basket')).then();
  });
});

describe('the end of a hold', () => {
  const tee = shelf('TEE', 3, held('TEE', 2), available('TEE', 1));
  const open = basket(holdId, placed([line('TEE', 2)]));
  const freed = [unheld('TEE', 2), available('TEE', 3)];
  const expire = { type: 'ExpireHold' as const, data: { holdId, lowUnits } };

  it('comes with its time', () => {
    past(tee, open)
      .when(expire, { at: minutesLater(15) })
      .then(...freed, HoldExpired.of({ holdId }));
    past(tee, open)
      .when(expire, { at: minutesLater(14) })
      .then();
  });
  it('comes by hand, once', () => {
    past(tee, open)
      .when(release('caller'))
      .then(...freed, HoldReleased.of({ holdId, cause: 'by-hand' }));
    past(basket(holdId, placed([line('TEE', 2)]), HoldExpired.of({ holdId })))
      .when(release('caller'))
      .then();
    past().when(release('caller')).thenRejected('hold-unknown');
  });
  it('comes with the end of the basket', () => {
    past(tee, open)
      .when(release('basket', 'abandoned'), { at: AT })
      .then(...freed, HoldReleased.of({ holdId, cause: 'abandoned' }));
    past().when(release('basket', 'abandoned')).then();
  });
  it('gives the units to an order that waits for them', () => {
    const promisedAt = '2026-03-01T00:00:00.000Z';
    const waits = UnitsBackordered.of({ sku: 'TEE', orderId: 'o1', quantity: 2, promisedAt, orderedAt: AT });
    const takes = [{ warehouse: 'MAIN', quantity: 2 }];
    past(shelf('TEE', 2, held('TEE', 2), available('TEE', 0), waits), open)
      .when(release('caller'))
      .then(
        unheld('TEE', 2),
        UnitsReserved.of({ sku: 'TEE', orderId: 'o1', takes }),
        BackorderReduced.of({ sku: 'TEE', orderId: 'o1', quantity: 2, cause: 'filled' }),
        BackorderFilled.of({
          orderId: 'o1',
          fillId: derivedId('o1', 'TEE.0'),
          sku: 'TEE',
          allocations: [{ sku: 'TEE', warehouse: 'MAIN', quantity: 2 }],
          waiting: 0,
        }),
        HoldReleased.of({ holdId, cause: 'by-hand' }),
      );
  });
});

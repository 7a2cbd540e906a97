import {
  AvailabilityChanged,
  BackorderCreated,
  BackorderEnded,
  BackorderFilled,
  BackorderPolicySet,
  HoldPlaced,
  HoldReleased,
  ReservationReleased,
  LowStockDetected,
  StockReceived,
  StockRecovered,
  StockReservationRejected,
  StockReserved,
} from '@concord/contracts';
import { derivedId, givenStreams, SPEC_TIME, type DomainEvent } from '@concord/event-sourcing';
import { BasketClosed, holdAggregate, type HoldEvent } from '../hold/hold.aggregate';
import {
  BackorderReduced,
  stockItemAggregate,
  StockLocationAdded,
  UnitsBackordered,
  UnitsHeld,
  UnitsReleased,
  UnitsReserved,
  UnitsUnheld,
} from '../stock/stock-item.aggregate';
import { reservationAggregate, ReservationReduced, type ReservationEvent } from './reservation.aggregate';
import { reserveStock, type ReservationCommand, type ReserveForOrder } from './reserve-stock.decider';

const orderId = 'o1';
const cartId = 'b1';
const MARCH = '2026-03-01T00:00:00.000Z';
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
    ...(quantity > 0 ? [StockReceived.of({ sku, warehouse: 'MAIN', quantity, cause: 'delivery' })] : []),
    available(sku, quantity),
    ...muted(sku),
    ...more,
  ] as DomainEvent[],
});
const basket = (...events: HoldEvent[]) => ({ of: holdAggregate, id: cartId, events });
const order = (...events: ReservationEvent[]) => ({ of: reservationAggregate, id: orderId, events });
const line = (sku: string, quantity: number) => ({ sku, quantity });
const at = (sku: string, quantity: number) => ({ sku, warehouse: 'MAIN', quantity });
const held = (sku: string, quantity: number, holdId = cartId) => UnitsHeld.of({ sku, holdId, quantity });
const unheld = (sku: string, quantity: number) => UnitsUnheld.of({ sku, holdId: cartId, quantity });
const reserved = (sku: string, quantity: number, by = orderId) =>
  UnitsReserved.of({ sku, orderId: by, takes: [{ warehouse: 'MAIN', quantity }] });
const opened = (...lines: ReturnType<typeof line>[]) => HoldPlaced.of({ holdId: cartId, lines, expiresAt: SPEC_TIME });
const ordered = HoldReleased.of({ holdId: cartId, cause: 'ordered', orderId });
const closed = BasketClosed.of({ holdId: cartId, request: 2 });
const answered = (...allocations: ReturnType<typeof at>[]) => StockReserved.of({ orderId, allocations, splitCount: 1 });
const reserve = (
  lines: ReturnType<typeof line>[],
  more: Partial<ReserveForOrder['data']> = {},
): ReservationCommand => ({ type: 'ReserveForOrder', data: { orderId, lines, lowUnits, ...more } });
const past = givenStreams(reserveStock);

describe('the order of a basket', () => {
  it('takes the hold over', () =>
    past(shelf('TEE', 3, held('TEE', 3), available('TEE', 0)), basket(opened(line('TEE', 3))))
      .when(reserve([line('TEE', 1), line('TEE', 2)], { cartId, holdRequest: 2 }))
      .then(unheld('TEE', 3), reserved('TEE', 3), ordered, closed, answered(at('TEE', 3))));
  it('may want other units than the hold: what it does not want is for sale again', () =>
    past(
      shelf('TEE', 5, held('TEE', 2), available('TEE', 3)),
      shelf('CAP', 1, held('CAP', 1), available('CAP', 0)),
      basket(opened(line('TEE', 2), line('CAP', 1))),
    )
      .when(reserve([line('TEE', 4)], { cartId, holdRequest: 2 }))
      .then(
        unheld('TEE', 2),
        reserved('TEE', 4),
        available('TEE', 1),
        unheld('CAP', 1),
        available('CAP', 1),
        ordered,
        closed,
        answered(at('TEE', 4)),
      ));
  it('closes a basket without a hold: what it had asked for before comes too late', () =>
    past(shelf('TEE', 1))
      .when(reserve([line('TEE', 1)], { cartId, holdRequest: 2 }))
      .then(reserved('TEE', 1), available('TEE', 0), closed, answered(at('TEE', 1))));
  it('keeps the hold where units are short', () =>
    past(shelf('TEE', 3, held('TEE', 2)), basket(opened(line('TEE', 2))))
      .when(reserve([line('TEE', 4)], { cartId, holdRequest: 2 }))
      .then(StockReservationRejected.of({ orderId, short: [{ sku: 'TEE', wanted: 4, sellable: 3 }] })));
  it('cannot have what other baskets hold', () =>
    past(shelf('TEE', 3, held('TEE', 2, 'b2')))
      .when(reserve([line('TEE', 2)], { cartId, holdRequest: 2 }))
      .then(StockReservationRejected.of({ orderId, short: [{ sku: 'TEE', wanted: 2, sellable: 1 }] })));
  it('goes before other baskets where fewer units are left than they hold together', () =>
    past(shelf('TEE', 2, held('TEE', 2), held('TEE', 2, 'b2'), available('TEE', 0)), basket(opened(line('TEE', 2))))
      .when(reserve([line('TEE', 2)], { cartId, holdRequest: 2 }))
      .then(unheld('TEE', 2), reserved('TEE', 2), ordered, closed, answered(at('TEE', 2))));
});

describe('an order that may wait', () => {
  const policy = BackorderPolicySet.of({ sku: 'TEE', capUnits: 3, promisedAt: MARCH });
  const waits = (by: string, quantity: number, orderedAt = SPEC_TIME) =>
    UnitsBackordered.of({ sku: 'TEE', orderId: by, quantity, promisedAt: MARCH, orderedAt });
  const created = (quantity: number) => BackorderCreated.of({ orderId, sku: 'TEE', quantity, promisedAt: MARCH });
  const waiting = (quantity: number, ...allocations: ReturnType<typeof at>[]) =>
    StockReserved.of({
      orderId,
      allocations,
      waiting: [{ sku: 'TEE', quantity, promisedAt: MARCH }],
      splitCount: 1,
    });
  const refused = (wanted: number, sellable: number) =>
    StockReservationRejected.of({ orderId, short: [{ sku: 'TEE', wanted, sellable }] });
  const mayWait = { mayWait: true as const };

  it('gets what is there, and waits for the rest', () =>
    past(shelf('TEE', 2, policy))
      .when(reserve([line('TEE', 4)], mayWait))
      .then(reserved('TEE', 2), waits(orderId, 2), available('TEE', 0), waiting(2, at('TEE', 2)), created(2)));
  it('waits within the cap, which counts all that waits', () => {
    past(shelf('TEE', 2, policy, waits('o0', 2)))
      .when(reserve([line('TEE', 4)], mayWait))
      .then(refused(4, 2));
    past(shelf('TEE', 0, policy, waits('o0', 2)))
      .when(reserve([line('TEE', 1)], mayWait))
      .then(waits(orderId, 1), waiting(1), created(1));
  });
  it('does not wait for a date that has passed, nor without a policy, nor unasked', () => {
    past(shelf('TEE', 0, policy))
      .when(reserve([line('TEE', 1)], mayWait), { at: MARCH })
      .then(refused(1, 0));
    past(shelf('TEE', 0))
      .when(reserve([line('TEE', 1)], mayWait))
      .then(refused(1, 0));
    past(shelf('TEE', 0, policy))
      .when(reserve([line('TEE', 1)]))
      .then(refused(1, 0));
  });
  it('waits for nothing where another of its SKUs is short', () =>
    past(shelf('TEE', 0, policy), shelf('CAP', 0))
      .when(reserve([line('TEE', 1), line('CAP', 1)], mayWait))
      .then(StockReservationRejected.of({ orderId, short: [{ sku: 'CAP', wanted: 1, sellable: 0 }] })));

  it('gets units that come free, the oldest order first, in part if need be', () => {
    const freed = UnitsReleased.of({ sku: 'TEE', orderId, takes: [{ warehouse: 'MAIN', quantity: 3 }] });
    const filled = (by: string, quantity: number, left: number) => ({
      booked: [
        reserved('TEE', quantity, by),
        BackorderReduced.of({ sku: 'TEE', orderId: by, quantity, cause: 'filled' }),
      ],
      said: BackorderFilled.of({
        orderId: by,
        fillId: derivedId(by, 'TEE.0'),
        sku: 'TEE',
        allocations: [at('TEE', quantity)],
        waiting: left,
      }),
    });
    const [first, second] = [filled('old', 2, 0), filled('young', 1, 1)];
    past(
      shelf(
        'TEE',
        3,
        policy,
        reserved('TEE', 3),
        available('TEE', 0),
        waits('young', 2),
        waits('old', 2, '2026-01-04T09:00:00.000Z'),
      ),
      order(answered(at('TEE', 3))),
    )
      .when({ type: 'ReleaseReservation', data: { orderId, reason: 'cancelled', lowUnits } })
      .then(
        freed,
        ...first.booked,
        ...second.booked,
        first.said,
        second.said,
        ReservationReleased.of({ orderId, reason: 'cancelled', allocations: [at('TEE', 3)] }),
      );
  });

  const half = [
    shelf('TEE', 2, policy, reserved('TEE', 2), waits(orderId, 2), available('TEE', 0)),
    order(waiting(2, at('TEE', 2)), created(2)),
  ] as const;
  const ended = (quantity: number) => BackorderReduced.of({ sku: 'TEE', orderId, quantity, cause: 'ended' });

  it('waits no longer once it is cancelled, and gets nothing of what it releases', () =>
    past(...half)
      .when({ type: 'ReleaseReservation', data: { orderId, reason: 'cancelled', lowUnits } })
      .then(
        ended(2),
        UnitsReleased.of({ sku: 'TEE', orderId, takes: [{ warehouse: 'MAIN', quantity: 2 }] }),
        available('TEE', 2),
        BackorderEnded.of({ orderId, sku: 'TEE', quantity: 2, cause: 'order-ended' }),
        ReservationReleased.of({ orderId, reason: 'cancelled', allocations: [at('TEE', 2)] }),
      ));
  it('waits for fewer units once a line is cancelled: at most those that still wait, and once', () => {
    const data = { orderId, releaseId: 'x', reason: 'cancelled', allocations: [], waiting: [line('TEE', 9)], lowUnits };
    const reduced = ReservationReduced.of({ orderId, releaseId: 'x', reason: 'cancelled', allocations: [] });
    const over = BackorderEnded.of({ orderId, sku: 'TEE', quantity: 2, cause: 'line-cancelled' });
    past(...half)
      .when({ type: 'ReduceReservation', data })
      .then(over, reduced, ended(2));
    past(half[0], order(waiting(2, at('TEE', 2)), created(2), over, reduced))
      .when({ type: 'ReduceReservation', data })
      .then();
  });

  it('may get what it releases itself', () => {
    const data = {
      orderId,
      releaseId: 'x',
      reason: 'cancelled',
      allocations: [at('TEE', 1)],
      waiting: [line('TEE', 1)],
      lowUnits,
    };
    past(...half)
      .when({ type: 'ReduceReservation', data })
      .then(
        BackorderEnded.of({ orderId, sku: 'TEE', quantity: 1, cause: 'line-cancelled' }),
        ReservationReduced.of({ orderId, releaseId: 'x', reason: 'cancelled', allocations: [at('TEE', 1)] }),
        ended(1),
        UnitsReleased.of({ sku: 'TEE', orderId, takes: [{ warehouse: 'MAIN', quantity: 1 }] }),
        reserved('TEE', 1),
        BackorderReduced.of({ sku: 'TEE', orderId, quantity: 1, cause: 'filled' }),
        BackorderFilled.of({
          orderId,
          fillId: derivedId(orderId, 'TEE.0'),
          sku: 'TEE',
          allocations: [at('TEE', 1)],
          waiting: 0,
        }),
      );
  });
});

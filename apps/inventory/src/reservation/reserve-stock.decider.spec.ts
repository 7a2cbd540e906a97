import {
  AvailabilityChanged,
  LowStockDetected,
  ReservationMoved,
  ReservationReleased,
  StockAdjusted,
  StockOversold,
  StockReceived,
  StockReservationRejected,
  StockReserved,
  StockShipped,
} from '@concord/contracts';
import { givenStreams, type DomainEvent } from '@concord/event-sourcing';
import {
  stockItemAggregate,
  StockLocationAdded,
  UnitsReleased,
  UnitsReserved,
  UnitsShipped,
} from '../stock/stock-item.aggregate';
import { reservationAggregate, ReservationReduced } from './reservation.aggregate';
import { type ReservationCommand, reserveStock } from './reserve-stock.decider';

const orderId = 'o1';
type Lines = { sku: string; quantity: number }[];
type Take = { warehouse: string; quantity: number };

const shelf = (sku: string, units: Record<string, number>) => ({
  of: stockItemAggregate,
  id: sku,
  events: [
    ...Object.entries(units).flatMap(([warehouse, quantity]): DomainEvent[] => [
      StockLocationAdded.of({ warehouse, sells: true }),
      StockReceived.of({ sku, warehouse, quantity, cause: 'delivery' }),
    ]),
    available(
      sku,
      Object.values(units).reduce((sum, quantity) => sum + quantity, 0),
    ),
  ],
});
const after = (stream: { of: unknown; events: DomainEvent[] } & object, ...events: DomainEvent[]) =>
  ({ ...stream, events: [...stream.events, ...events] }) as ReturnType<typeof shelf>;
const order = (...events: DomainEvent[]) => ({ of: reservationAggregate, id: orderId, events });

const lowUnits = 5;
const reserve = (...lines: Lines): ReservationCommand => ({
  type: 'ReserveForOrder',
  data: { orderId, lines, lowUnits },
});
const release: ReservationCommand = { type: 'ReleaseReservation', data: { orderId, reason: 'cancelled', lowUnits } };
const ship = (warehouse: string, ...lines: Lines): ReservationCommand => {
  return { type: 'CommitShipment', data: { orderId, fulfilmentId: `o1.${warehouse}`, warehouse, lines, lowUnits } };
};

function available(sku: string, sellable: number) {
  return AvailabilityChanged.of({ sku, sellable, level: sellable > 5 ? 'ok' : sellable > 2 ? 'low' : 'critical' });
}
const reserved = (sku: string, ...takes: Take[]) => UnitsReserved.of({ sku, orderId, takes });
const released = (sku: string, ...takes: Take[]) => UnitsReleased.of({ sku, orderId, takes });
const oversold = (by: string, quantity: number) =>
  StockOversold.of({
    sku: 'TEE',
    warehouse: 'MAIN',
    orderId: by,
    fulfilmentId: by === 'o1' ? 'o1.MAIN' : 'f0',
    quantity,
  });
const ranOut = AvailabilityChanged.of({ sku: 'TEE', sellable: 0, level: 'out' });
const sellsOne = AvailabilityChanged.of({ sku: 'TEE', sellable: 1, level: 'critical' });
const lowAt = (sellable: number) => LowStockDetected.of({ sku: 'TEE', sellable, threshold: 5, cause: 'absolute' });
const left = (sku: string, fulfilmentId: string, ...takes: Take[]) =>
  UnitsShipped.of({ sku, orderId, fulfilmentId, takes });
const set = (splitCount: number, ...allocations: { sku: string; warehouse: string; quantity: number }[]) =>
  StockReserved.of({ orderId, allocations, splitCount });
const givenBack = (...allocations: { sku: string; warehouse: string; quantity: number }[]) =>
  ReservationReleased.of({ orderId, reason: 'cancelled', allocations });
const shipped = (warehouse: string, ...lines: Lines) =>
  StockShipped.of({ orderId, fulfilmentId: `o1.${warehouse}`, warehouse, lines });

const past = givenStreams(reserveStock);
const hundred = shelf('TEE', { MAIN: 100 });
const main = (quantity: number) => ({ warehouse: 'MAIN', quantity });
const two = { sku: 'TEE', quantity: 2 };
const twoAtMain = { sku: 'TEE', ...main(2) };
const heldAtMain = [after(hundred, reserved('TEE', main(2)), available('TEE', 98)), order(set(1, twoAtMain))] as const;

describe('reserving', () => {
  it('reserves all units of an order', () =>
    past(hundred)
      .when(reserve(two))
      .then(reserved('TEE', main(2)), available('TEE', 98), set(1, twoAtMain)));
  it('adds up a SKU that stands on two lines', () => {
    const lines = [1, 2].map((quantity) => ({ sku: 'TEE', quantity }));
    const three = { sku: 'TEE', ...main(3) };
    past(hundred)
      .when(reserve(...lines))
      .then(reserved('TEE', main(3)), available('TEE', 97), set(1, three));
    past(shelf('TEE', { MAIN: 2 }))
      .when(reserve(...lines))
      .then(StockReservationRejected.of({ orderId, short: [{ sku: 'TEE', wanted: 3, sellable: 2 }] }));
  });
  it('fills an order from several warehouses: 3 + 2 make 5, in two parcels', () =>
    past(shelf('TEE', { A: 3, B: 2 }))
      .when(reserve({ sku: 'TEE', quantity: 5 }))
      .then(
        reserved('TEE', { warehouse: 'A', quantity: 3 }, { warehouse: 'B', quantity: 2 }),
        AvailabilityChanged.of({ sku: 'TEE', sellable: 0, level: 'out' }),
        LowStockDetected.of({ sku: 'TEE', sellable: 0, threshold: 5, cause: 'absolute' }),
        set(2, { sku: 'TEE', warehouse: 'A', quantity: 3 }, { sku: 'TEE', warehouse: 'B', quantity: 2 }),
      ));
  it('is all or nothing, and names everything that is short', () =>
    past(hundred, shelf('CAP', { MAIN: 1 }))
      .when(reserve(two, { sku: 'CAP', quantity: 2 }, { sku: 'MUG', quantity: 1 }))
      .then(
        StockReservationRejected.of({
          orderId,
          short: [
            { sku: 'CAP', wanted: 2, sellable: 1 },
            { sku: 'MUG', wanted: 1, sellable: 0 },
          ],
        }),
      ));
  it('answers an order of services too', () => past().when(reserve()).then(set(1)));
  it('answers an order once', () => {
    past(...heldAtMain)
      .when(reserve(two))
      .then();
    past(hundred, order(StockReservationRejected.of({ orderId, short: [] })))
      .when(reserve(two))
      .then();
  });
  it('is refused after the order was cancelled', () => past(hundred, order(givenBack())).when(reserve(two)).then());
});

describe('releasing', () => {
  it('releases everything, once', () => {
    past(...heldAtMain)
      .when(release)
      .then(released('TEE', main(2)), available('TEE', 100), givenBack(twoAtMain));
    past(hundred, order(set(1, twoAtMain), givenBack(twoAtMain)))
      .when(release)
      .then();
  });
  it('is remembered before anything is reserved', () => past(hundred).when(release).then(givenBack()));
  it('changes nothing for a rejected reservation', () =>
    past(order(StockReservationRejected.of({ orderId, short: [] })))
      .when(release)
      .then());
  it('releases only what has not left', () => {
    const both = [
      { sku: 'TEE', warehouse: 'A', quantity: 10 },
      { sku: 'TEE', warehouse: 'B', quantity: 5 },
    ];
    const gone = [{ sku: 'TEE', quantity: 10 }];
    const takes = both.map(({ warehouse, quantity }) => ({ warehouse, quantity }));
    const held = after(shelf('TEE', { A: 20, B: 20 }), reserved('TEE', ...takes), available('TEE', 25));
    past(after(held, left('TEE', 'o1.A', takes[0]!)), order(set(2, ...both), shipped('A', ...gone)))
      .when(release)
      .then(released('TEE', takes[1]!), available('TEE', 30), givenBack(both[1]!));
  });
});

describe('releasing a part', () => {
  const reduce = (releaseId: string, quantity: number) => ({
    type: 'ReduceReservation' as const,
    data: { orderId, releaseId, reason: 'cancelled', allocations: [{ sku: 'TEE', ...main(quantity) }], lowUnits },
  });
  const reduced = (quantity: number, releaseId = 'x') =>
    ReservationReduced.of({
      orderId,
      releaseId,
      reason: 'cancelled',
      allocations: [{ sku: 'TEE', ...main(quantity) }],
    });

  it('releases those units, once', () => {
    past(...heldAtMain)
      .when(reduce('x', 1))
      .then(reduced(1), released('TEE', main(1)), available('TEE', 99));
    past(heldAtMain[0], order(set(1, twoAtMain), reduced(1)))
      .when(reduce('x', 1))
      .then();
  });
  it('releases only what has not left', () =>
    past(heldAtMain[0], order(set(1, twoAtMain), shipped('MAIN', two)))
      .when(reduce('x', 1))
      .then());
  it('loses against a parcel that holds the units all the same', () =>
    past(after(heldAtMain[0], released('TEE', main(1)), available('TEE', 99)), order(set(1, twoAtMain), reduced(1)))
      .when(ship('MAIN', two))
      .then(reserved('TEE', main(1)), left('TEE', 'o1.MAIN', main(2)), available('TEE', 98), shipped('MAIN', two)));
});

describe('units that are not on the shelf', () => {
  const missing = (units: number): ReservationCommand => ({
    type: 'ReplaceMissingUnits',
    data: { orderId, moveId: 'm', warehouse: 'MAIN', sku: 'TEE', missing: units, lowUnits },
  });
  const reason = 'Not on the shelf at picking.';
  const corrected = (delta: number) =>
    StockAdjusted.of({ sku: 'TEE', warehouse: 'MAIN', delta, reason, reference: 'm' });
  const moved = (lost: number, ...allocations: { sku: string; warehouse: string; quantity: number }[]) =>
    ReservationMoved.of({ orderId, moveId: 'm', from: 'MAIN', sku: 'TEE', allocations, missing: lost, reason });
  const south = (quantity: number) => ({ warehouse: 'SOUTH', quantity });
  const held = (units: Record<string, number>, sellable: number) =>
    [
      after(shelf('TEE', units), reserved('TEE', main(2)), available('TEE', sellable)),
      order(set(1, twoAtMain)),
    ] as const;

  it('come from the same warehouse where no other one has them', () =>
    past(...held({ MAIN: 100, SOUTH: 100 }, 198))
      .when(missing(1))
      .then(
        released('TEE', main(1)),
        corrected(-1),
        reserved('TEE', south(1)),
        available('TEE', 197),
        moved(0, { sku: 'TEE', ...south(1) }),
      ));
  it('come from the same house where no other one has them, and it has more', () =>
    past(...held({ MAIN: 100 }, 98))
      .when(missing(1))
      .then(
        released('TEE', main(1)),
        corrected(-1),
        reserved('TEE', main(1)),
        available('TEE', 97),
        moved(0, { sku: 'TEE', ...main(1) }),
      ));
  it('are missing where no warehouse has more', () =>
    past(...held({ MAIN: 2 }, 0))
      .when(missing(1))
      .then(released('TEE', main(1)), corrected(-1), ranOut, lowAt(0), moved(1)));
  it('come in part', () =>
    past(...held({ MAIN: 2, SOUTH: 1 }, 1))
      .when(missing(2))
      .then(
        released('TEE', main(2)),
        corrected(-2),
        reserved('TEE', south(1)),
        ranOut,
        lowAt(0),
        moved(1, { sku: 'TEE', ...south(1) }),
      ));
  it('are off the books already where they were oversold', () =>
    past(
      after(shelf('TEE', { MAIN: 2 }), reserved('TEE', main(2)), ranOut, oversold('o0', 2), left('TEE', 'f0', main(2))),
      order(set(1, twoAtMain)),
    )
      .when(missing(2))
      .then(released('TEE', main(2)), lowAt(0), moved(2)));
  it('leave the books also where the order was cancelled meanwhile', () =>
    past(after(hundred), order(set(1, twoAtMain), givenBack(twoAtMain)))
      .when(missing(1))
      .then(corrected(-1), available('TEE', 99)));
  it('are reported to the order also where another parcel of it took them: only the order knows what it still wants', () =>
    past(shelf('TEE', { MAIN: 98 }), order(set(1, twoAtMain), shipped('MAIN', two)))
      .when(missing(1))
      .then(corrected(-1), reserved('TEE', main(1)), available('TEE', 96), moved(0, { sku: 'TEE', ...main(1) })));
  it('are replaced once', () =>
    past(hundred, order(set(1, twoAtMain), moved(1)))
      .when(missing(1))
      .then());
});

describe('shipping', () => {
  it('takes reserved units off the books, once per fulfilment', () => {
    past(...heldAtMain)
      .when(ship('MAIN', two))
      .then(left('TEE', 'o1.MAIN', main(2)), shipped('MAIN', two));
    past(heldAtMain[0], order(set(1, twoAtMain), shipped('MAIN', two)))
      .when(ship('MAIN', two))
      .then();
  });
  it('happens although the order was cancelled meanwhile: the parcel has left', () =>
    past(hundred, order(set(1, twoAtMain), givenBack(twoAtMain)))
      .when(ship('MAIN', two))
      .then(reserved('TEE', main(2)), left('TEE', 'o1.MAIN', main(2)), available('TEE', 98), shipped('MAIN', two)));
  it('takes units that were sold again meanwhile, and reports that another order lacks them', () =>
    past(
      after(shelf('TEE', { MAIN: 3 }), UnitsReserved.of({ sku: 'TEE', orderId: 'o2', takes: [main(2)] }), sellsOne),
      order(set(1, twoAtMain), givenBack(twoAtMain)),
    )
      .when(ship('MAIN', two))
      .then(
        reserved('TEE', main(1)),
        oversold('o1', 1),
        left('TEE', 'o1.MAIN', main(2)),
        ranOut,
        lowAt(0),
        shipped('MAIN', two),
      ));
  it('books units as found that were packed beyond the books', () =>
    past(
      after(shelf('TEE', { MAIN: 2 }), reserved('TEE', main(2)), ranOut, oversold('o0', 2), left('TEE', 'f0', main(2))),
      order(set(1, twoAtMain)),
    )
      .when(ship('MAIN', two))
      .then(
        StockAdjusted.of({
          sku: 'TEE',
          warehouse: 'MAIN',
          delta: 2,
          reason: 'Packed, though the books had no more.',
          reference: 'o1.MAIN',
        }),
        left('TEE', 'o1.MAIN', main(2)),
        lowAt(0),
        shipped('MAIN', two),
      ));
});

import {
  AvailabilityChanged,
  ReturnArrivalKept,
  ReturnArrived,
  ReturnLineGraded,
  ReturnReceiptClosed,
  StockReceived,
  StockShipped,
  WarehouseOpened,
} from '@concord/contracts';
import { givenStreams, type DomainEvent } from '@concord/event-sourcing';
import { reservationAggregate, ShippedUnitsReturned } from '../reservation/reservation.aggregate';
import { stockItemAggregate, StockLocationAdded } from '../stock/stock-item.aggregate';
import { UnitsReturned } from '@concord/contracts';
import { warehouse as warehouses } from '../warehouse/warehouse.decider';
import { inspectReturn, type ReturnReceiptCommand } from './inspect-return.decider';
import {
  ReturnExpected,
  ReturnParcelNoted,
  returnReceiptAggregate,
  ReturnReceiptCalledOff,
  ReturnReceiptMoved,
} from './return-receipt.aggregate';

type Letter = 'A' | 'B' | 'C' | 'D' | 'M' | 'W';
type Disposition = 'restock' | 'quality' | 'damaged' | 'write-off' | 'none';

const returnId = 'r1';
const orderId = 'o1';
const lines = [
  { lineId: '1', sku: 'TEE', quantity: 3 },
  { lineId: '2', sku: 'CAP', quantity: 1 },
];
const receipt = (...events: DomainEvent[]) => ({ of: returnReceiptAggregate, id: returnId, events });
const opened = (warehouse: string, sells = true, acceptsReturns = true) => ({
  of: warehouses,
  id: warehouse,
  events: [WarehouseOpened.of({ warehouse, name: warehouse, sells, ships: true, acceptsReturns })],
});
const shelf = (sku: string) => ({
  of: stockItemAggregate,
  id: sku,
  events: [
    StockLocationAdded.of({ warehouse: 'MAIN', sells: true }),
    StockReceived.of({ sku, warehouse: 'MAIN', quantity: 10, cause: 'delivery' }),
    available(sku, 10),
  ],
});

const expected = ReturnExpected.of({ returnId, orderId, lines });
const calledOff = (because: 'cancelled' | 'expired') => ReturnReceiptCalledOff.of({ returnId, because });
const noted = ReturnParcelNoted.of({ returnId, warehouse: 'MAIN' });
const arrivedAt = (warehouse = 'MAIN') => ReturnArrived.of({ returnId, orderId, lines, warehouse });
const closed = (...graded: { lineId: string; sku: string; grade: Letter; quantity: number }[]) =>
  ReturnReceiptClosed.of({ returnId, orderId, graded });
function available(sku: string, sellable: number) {
  return AvailabilityChanged.of({ sku, sellable, level: 'ok' });
}
const returned = (sku: string, quantity: number, bucket: 'available' | 'quality' | 'damaged', warehouse = 'MAIN') =>
  UnitsReturned.of({ sku, returnId, warehouse, quantity, bucket });
const graded = (letter: Letter, disposition: Disposition, quantity = 1, restockedTo?: string) =>
  ReturnLineGraded.of({
    returnId,
    orderId,
    lineId: '1',
    sku: 'TEE',
    quantity,
    grade: letter,
    disposition,
    ...(restockedTo && { restockedTo }),
  });

const expectIt: ReturnReceiptCommand = { type: 'ExpectReturn', data: { returnId, orderId, lines } };
const arrive: ReturnReceiptCommand = { type: 'RegisterReturnArrival', data: { returnId, warehouse: 'MAIN' } };
const grade = (
  letter: Letter,
  quantity = 1,
  more: { lineId?: string; foundSku?: string; restockTo?: string } = {},
): ReturnReceiptCommand => {
  return {
    type: 'GradeReturn',
    data: {
      returnId,
      knownSkus: ['MUG'],
      callers: ['pat'],
      lowUnits: 5,
      grades: [{ lineId: '1', grade: letter, quantity, ...more }],
    },
  };
};
const close: ReturnReceiptCommand = { type: 'CloseReturnReceipt', data: { returnId, callers: ['pat'] } };

const past = givenStreams(inspectReturn);
const units = lines.map(({ sku, quantity }) => ({ sku, quantity }));
const sent = StockShipped.of({ orderId, fulfilmentId: 'f1', warehouse: 'MAIN', lines: units });
const cameBack = (quantity: number, id = returnId) =>
  ShippedUnitsReturned.of({ orderId, returnId: id, lines: [{ sku: 'TEE', quantity }] });
const shipped = (...events: DomainEvent[]) => ({ of: reservationAggregate, id: orderId, events: [sent, ...events] });
const here = [opened('MAIN'), shelf('TEE'), receipt(expected, arrivedAt()), shipped()] as const;

describe('a return parcel', () => {
  it('arrives after its announcement', () => {
    past().when(expectIt).then(expected);
    past(receipt(expected)).when(arrive).then(arrivedAt());
  });
  it('arrives also before its announcement', () => {
    past().when(arrive).then(noted);
    past(receipt(noted)).when(expectIt).then(expected, arrivedAt());
  });
  it.each(['cancelled', 'expired'] as const)(
    'is no longer awaited once its return is %s, and is inspected where it comes late',
    (because) => {
      const callOff: ReturnReceiptCommand = { type: 'CallOffReturnReceipt', data: { returnId, because } };
      past(receipt(expected)).when(callOff).then(calledOff(because));
      past(receipt(expected, calledOff(because)))
        .when(callOff)
        .then();
      past(receipt(expected, arrivedAt())).when(callOff).then();
      past(receipt(expected, calledOff(because)))
        .when(arrive)
        .then(arrivedAt());
      past(receipt(expected, calledOff(because)))
        .when(grade('A'))
        .thenRejected('return-not-arrived');
    },
  );
  it('arrives once', () => {
    past(receipt(expected, arrivedAt())).when(arrive).then();
    past(receipt(expected, arrivedAt())).when(expectIt).then();
  });
});

describe('grading', () => {
  it('makes units as new sellable at the warehouse that holds them', () =>
    past(...here)
      .when(grade('A', 2))
      .then(returned('TEE', 2, 'available'), available('TEE', 12), cameBack(2), graded('A', 'restock', 2, 'MAIN')));
  it('keeps opened and damaged units from sale', () => {
    past(...here)
      .when(grade('B'))
      .then(returned('TEE', 1, 'quality'), cameBack(1), graded('B', 'quality'));
    past(...here)
      .when(grade('C'))
      .then(returned('TEE', 1, 'damaged'), cameBack(1), graded('C', 'damaged'));
  });
  it('books nothing for unusable or missing units', () => {
    past(...here)
      .when(grade('D'))
      .then(cameBack(1), graded('D', 'write-off'));
    past(...here)
      .when(grade('M'))
      .then(graded('M', 'none'));
  });
  it('puts a wrong item into quality, where the catalog knows it', () => {
    past(opened('MAIN'), shelf('MUG'), here[2])
      .when(grade('W', 1, { foundSku: 'MUG' }))
      .then(returned('MUG', 1, 'quality'), graded('W', 'quality'));
    past(...here)
      .when(grade('W'))
      .thenRejected('found-sku-missing');
    past(...here)
      .when(grade('W', 1, { foundSku: 'XYZ' }))
      .thenRejected('found-sku-unknown');
  });
  it('takes a found item for grade W alone', () => {
    past(...here)
      .when(grade('A', 1, { foundSku: 'MUG' }))
      .thenRejected('found-sku-misplaced');
  });
  it('accepts no more than left with the order, over all its returns', () => {
    const before = [...here.slice(0, 3), shipped(cameBack(2, 'r0'))] as const;
    past(...before)
      .when(grade('D'))
      .then(cameBack(1), graded('D', 'write-off'));
    past(...before)
      .when(grade('A', 2))
      .thenRejected('return-beyond-shipped');
    past(...before)
      .when(grade('M', 2))
      .then(graded('M', 'none', 2));
  });
  it('at a warehouse that does not sell makes nothing sellable', () =>
    past(opened('BACK', false), shelf('TEE'), receipt(expected, arrivedAt('BACK')), shipped())
      .when(grade('A'))
      .then(
        StockLocationAdded.of({ warehouse: 'BACK', sells: false }),
        returned('TEE', 1, 'available', 'BACK'),
        cameBack(1),
        graded('A', 'restock', 1, 'BACK'),
      ));
  it('puts nothing into a warehouse that accepts no returns, but into another one that is named', () => {
    const closedToReturns = [opened('MAIN', true, false), opened('BACK', false), ...here.slice(1)] as const;
    past(...closedToReturns)
      .when(grade('A'))
      .thenRejected('returns-not-accepted');
    past(...closedToReturns)
      .when(grade('C', 1, { restockTo: 'BACK' }))
      .then(
        StockLocationAdded.of({ warehouse: 'BACK', sells: false }),
        returned('TEE', 1, 'damaged', 'BACK'),
        cameBack(1),
        graded('C', 'damaged'),
      );
    past(...closedToReturns)
      .when(grade('M'))
      .then(graded('M', 'none'));
  });
  it('needs a known warehouse', () =>
    past(shelf('TEE'), receipt(expected, arrivedAt('NOWHERE')), shipped())
      .when(grade('A'))
      .thenRejected('warehouse-unknown'));
  it('takes no more units than arrived', () => {
    past(...here)
      .when(grade('A', 4))
      .thenRejected('return-graded-beyond-arrived');
    past(opened('MAIN'), shelf('TEE'), receipt(expected, arrivedAt(), graded('A', 'restock', 2, 'MAIN')))
      .when(grade('A', 2))
      .thenRejected('return-graded-beyond-arrived');
  });
  it('counts the grades of one call together, or none of them', () => {
    const both = (quantity: number) =>
      ({
        type: 'GradeReturn',
        data: {
          returnId,
          knownSkus: [],
          callers: [],
          lowUnits: 5,
          grades: [
            { lineId: '1', grade: 'A', quantity: 2 },
            { lineId: '1', grade: 'B', quantity },
          ],
        },
      }) as ReturnReceiptCommand;
    past(...here)
      .when(both(1))
      .then(
        returned('TEE', 2, 'available'),
        returned('TEE', 1, 'quality'),
        available('TEE', 12),
        cameBack(3),
        graded('A', 'restock', 2, 'MAIN'),
        graded('B', 'quality'),
      );
    past(...here)
      .when(both(2))
      .thenRejected('return-graded-beyond-arrived');
  });
  it('knows its lines', () =>
    past(...here)
      .when(grade('A', 1, { lineId: '9' }))
      .thenRejected('return-line-unknown'));
  it('is never done by whoever sent the parcel back', () => {
    const own = ReturnExpected.of({ returnId, orderId, customerId: 'pat', lines });
    const fully = receipt(own, arrivedAt(), graded('A', 'restock', 3, 'MAIN'));
    past(opened('MAIN'), shelf('TEE'), receipt(own, arrivedAt()), shipped())
      .when(grade('A'))
      .thenRejected('second-person-needed');
    past(fully).when(close).thenRejected('second-person-needed');
    const announced: ReturnReceiptCommand = { type: 'ExpectReturn', data: own.data };
    past(receipt(noted)).when(announced).then(own, arrivedAt());
  });
  it('waits for the parcel', () => {
    past().when(grade('A')).thenRejected('return-unknown');
    past(receipt(expected)).when(grade('A')).thenRejected('return-not-arrived');
    past(receipt(noted)).when(grade('A')).thenRejected('return-not-arrived');
  });
});

describe('a correction of the place', () => {
  const move = (warehouse: string): ReturnReceiptCommand => {
    return { type: 'MoveReturnReceipt', data: { returnId, warehouse } };
  };
  const moved = ReturnReceiptMoved.of({ returnId, warehouse: 'NORTH' });
  const kept = ReturnArrivalKept.of({ returnId, orderId, warehouse: 'MAIN' });

  it('moves the parcel before the first grade', () => {
    past(receipt(expected, arrivedAt())).when(move('NORTH')).then(moved);
    past(receipt(expected, arrivedAt(), moved))
      .when(move('NORTH'))
      .then();
  });
  it('that comes after a grade leaves the parcel where it was graded, and says so', () => {
    const first = graded('M', 'none', 3);
    past(receipt(expected, arrivedAt(), first))
      .when(move('NORTH'))
      .then(kept);
    past(receipt(expected, arrivedAt(), first, closed()))
      .when(move('NORTH'))
      .then(kept);
    // Logistics takes its correction back with another one: that changes nothing here.
    past(receipt(expected, arrivedAt(), first))
      .when(move('MAIN'))
      .then();
  });
});

describe('closing', () => {
  const capGraded = ReturnLineGraded.of({
    returnId,
    orderId,
    lineId: '2',
    sku: 'CAP',
    quantity: 1,
    grade: 'M',
    disposition: 'none',
  });
  it('waits until every unit has its grade', () => {
    past(...here)
      .when(close)
      .thenRejected('return-not-graded');
    past(receipt(expected, arrivedAt(), graded('A', 'restock', 3, 'MAIN')))
      .when(close)
      .thenRejected('return-not-graded');
  });
  it('says what was found, unit by unit', () =>
    past(receipt(expected, arrivedAt(), graded('A', 'restock', 2, 'MAIN'), graded('C', 'damaged'), capGraded))
      .when(close)
      .then(
        closed(
          { lineId: '1', sku: 'TEE', grade: 'A', quantity: 2 },
          { lineId: '1', sku: 'TEE', grade: 'C', quantity: 1 },
          { lineId: '2', sku: 'CAP', grade: 'M', quantity: 1 },
        ),
      ));
  it('comes along with the last grades', () => {
    const gradeAll = (...grades: object[]) =>
      ({
        type: 'GradeReturn',
        data: { returnId, grades, knownSkus: [], callers: [], lowUnits: 5, close: true },
      }) as ReturnReceiptCommand;
    const tees = { lineId: '1', grade: 'D', quantity: 3 };
    past(...here)
      .when(gradeAll(tees))
      .thenRejected('return-not-graded');
    past(...here)
      .when(gradeAll(tees, { lineId: '2', grade: 'M', quantity: 1 }))
      .then(
        cameBack(3),
        graded('D', 'write-off', 3),
        capGraded,
        closed(
          { lineId: '1', sku: 'TEE', grade: 'D', quantity: 3 },
          { lineId: '2', sku: 'CAP', grade: 'M', quantity: 1 },
        ),
      );
  });
  it('ends the inspection', () => {
    const done = receipt(expected, arrivedAt(), graded('A', 'restock', 3, 'MAIN'), capGraded, closed());
    past(done).when(grade('A')).thenRejected('return-closed');
    past(done).when(close).thenRejected('return-closed');
  });
});

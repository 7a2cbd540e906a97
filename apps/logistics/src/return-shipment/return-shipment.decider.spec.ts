import {
  ParcelMatched,
  ParcelSentBack,
  ReturnArrivalCorrected,
  ReturnParcelArrived,
  UnannouncedParcelArrived,
} from '@concord/contracts';
import { given, givenStreams, type DomainEvent } from '@concord/event-sourcing';
import { matchParcel, type MatchParcel } from './match-parcel.decider';
import {
  ReturnInspectionNoted,
  returnShipmentAggregate,
  ReturnShipmentCalledOff,
  ReturnShipmentExpected,
  UnannouncedParcelMoved,
} from './return-shipment.aggregate';
import {
  returnShipment,
  type CorrectReturnArrival,
  type RecordReturnArrival,
  type SendParcelBack,
  type TakeParcelIn,
} from './return-shipment.decider';

const expectation = { returnId: 'r1', orderId: 'o1', toWarehouse: 'MAIN', deadline: '2026-02-01T00:00:00.000Z' };
const expected = ReturnShipmentExpected.of(expectation);
const calledOff = (because: 'cancelled' | 'expired') => ReturnShipmentCalledOff.of({ returnId: 'r1', because });
const at = (warehouse = 'MAIN', acceptsReturns: boolean | null = true) => ({ warehouse, acceptsReturns });
const arrivedAt = (warehouse: string) => ReturnParcelArrived.of({ returnId: 'r1', orderId: 'o1', warehouse });
const arrived = arrivedAt('MAIN');
const arrive = (place = at()): RecordReturnArrival => ({
  type: 'RecordReturnArrival',
  data: { returnId: 'r1', place, callers: ['pat'] },
});
const correct = (place: ReturnType<typeof at>, returnId = 'r1'): CorrectReturnArrival => {
  return { type: 'CorrectReturnArrival', data: { returnId, place, callers: ['pat'] } };
};
const past = given(returnShipment);

describe('a return parcel on its way', () => {
  it.each(['cancelled', 'expired'] as const)(
    'is no longer expected once its return is %s, and accepted late',
    (because) => {
      const callOff = { type: 'CallOffReturnShipment', data: { returnId: 'r1', because } } as const;
      past(expected).when(callOff).then(calledOff(because));
      past(expected, calledOff(because)).when(callOff).then();
      past(expected, arrived).when(callOff).then();
      past(expected, calledOff(because)).when(arrive()).then(arrived);
    },
  );
  it('is expected once', () => {
    past().when({ type: 'ExpectReturnShipment', data: expectation }).then(expected);
    past(expected, arrived).when({ type: 'ExpectReturnShipment', data: expectation }).then();
  });
  it('arrives once', () => {
    past(expected).when(arrive()).then(arrived);
    past(expected, arrived).when(arrive()).then();
  });
  it('arrives at any warehouse that accepts returns', () =>
    past(expected)
      .when(arrive(at('NORTH')))
      .then(arrivedAt('NORTH')));
  it('does not arrive at an unknown warehouse, or at one that accepts no returns', () => {
    past(expected)
      .when(arrive(at('MIAN', null)))
      .thenRejected('warehouse-unknown');
    past(expected)
      .when(arrive(at('DARK', false)))
      .thenRejected('returns-not-accepted');
  });
  it('does not arrive at a second warehouse', () =>
    past(expected, arrived)
      .when(arrive(at('NORTH')))
      .thenRejected('illegal-transition'));
  it('is taken in by somebody else than whoever sent it back', () => {
    const own = ReturnShipmentExpected.of({ ...expectation, customerId: 'pat' });
    past(own).when(arrive()).thenRejected('second-person-needed');
    past(own, arrived)
      .when(correct(at('NORTH')))
      .thenRejected('second-person-needed');
    past(ReturnShipmentExpected.of({ ...expectation, customerId: 'alice' }))
      .when(arrive())
      .then(arrived);
  });
  it('does not arrive before it is authorised', () => past().when(arrive()).thenRejected('return-unknown'));
});

describe('a wrong slip', () => {
  it('is put right', () => {
    const corrected = ReturnArrivalCorrected.of({ returnId: 'r1', orderId: 'o1', from: 'MAIN', warehouse: 'NORTH' });
    past(expected, arrived)
      .when(correct(at('NORTH')))
      .then(corrected);
    past(expected, arrived, corrected)
      .when(correct(at('NORTH')))
      .then();
  });
  it('is corrected to a warehouse that accepts returns', () => {
    past(expected, arrived)
      .when(correct(at('MIAN', null)))
      .thenRejected('warehouse-unknown');
    past(expected, arrived)
      .when(correct(at('DARK', false)))
      .thenRejected('returns-not-accepted');
  });
  it('keeps its warehouse once it was opened', () => {
    const noted = ReturnInspectionNoted.of({ returnId: 'r1' });
    const note = { type: 'NoteReturnInspection' as const, data: { returnId: 'r1' } };
    past(expected, arrived).when(note).then(noted);
    past(expected, arrived, noted).when(note).then();
    past(expected, arrived, noted)
      .when(correct(at('NORTH')))
      .thenRejected('return-graded');
  });
  it('is taken back where inventory graded before it heard of the correction, in either order of its words', () => {
    const moved = (from: string, warehouse: string) =>
      ReturnArrivalCorrected.of({ returnId: 'r1', orderId: 'o1', from, warehouse });
    const noted = ReturnInspectionNoted.of({ returnId: 'r1' });
    const keep = { type: 'KeepReturnArrival' as const, data: { returnId: 'r1', warehouse: 'MAIN' } };
    const corrected = [expected, arrived, moved('MAIN', 'NORTH')];
    past(...corrected, noted)
      .when(keep)
      .then(moved('NORTH', 'MAIN'));
    past(...corrected)
      .when(keep)
      .then(noted, moved('NORTH', 'MAIN'));
    past(...corrected, noted, moved('NORTH', 'MAIN'))
      .when(keep)
      .then();
    past(...corrected, noted, moved('NORTH', 'MAIN'))
      .when(correct(at('NORTH')))
      .thenRejected('return-graded');
  });
  it('needs an arrival', () => {
    past().when(correct(at())).thenRejected('return-unknown');
    past(expected).when(correct(at())).thenRejected('illegal-transition');
  });
});

describe('an unannounced parcel', () => {
  const taken = UnannouncedParcelArrived.of({ parcelId: 'p1', warehouse: 'MAIN', orderId: 'o1' });
  const takeIn = (place = at()): TakeParcelIn => {
    return { type: 'TakeParcelIn', data: { returnId: 'p1', place, orderId: 'o1' } };
  };
  const sendBack: SendParcelBack = { type: 'SendParcelBack', data: { returnId: 'p1', reason: 'not ours' } };
  const sentBack = ParcelSentBack.of({ parcelId: 'p1', reason: 'not ours' });
  const matched = ParcelMatched.of({ parcelId: 'p1', returnId: 'r1', orderId: 'o1' });
  const match = (place = at()): MatchParcel => {
    return { type: 'MatchParcel', data: { parcelId: 'p1', returnId: 'r1', place, callers: ['pat'] } };
  };
  const stream = (id: string, ...events: DomainEvent[]) => ({ of: returnShipmentAggregate, id, events });
  const both = givenStreams(matchParcel);

  it('is recorded at any warehouse, even one that accepts no returns', () => {
    past().when(takeIn()).then(taken);
    past()
      .when(takeIn(at('MAIN', false)))
      .then(taken);
    past()
      .when(takeIn(at('MAIN', null)))
      .thenRejected('warehouse-unknown');
  });
  it('moves to another warehouse', () =>
    past(taken)
      .when(correct(at('NORTH'), 'p1'))
      .then(UnannouncedParcelMoved.of({ parcelId: 'p1', from: 'MAIN', warehouse: 'NORTH' })));
  it('is sent back, once', () => {
    past(taken).when(sendBack).then(sentBack);
    past(taken, sentBack).when(sendBack).then();
    past().when(sendBack).thenRejected('parcel-unknown');
    past(taken, matched).when(sendBack).thenRejected('illegal-transition');
  });
  it('is matched to a return, which has arrived with it', () => {
    both(stream('p1', taken), stream('r1', expected)).when(match()).then(matched, arrived);
    both(stream('p1', taken, matched), stream('r1', expected, arrived))
      .when(match())
      .then();
  });
  it('is matched by somebody else than whoever sent it back', () => {
    const own = ReturnShipmentExpected.of({ ...expectation, customerId: 'pat' });
    both(stream('p1', taken), stream('r1', own)).when(match()).thenRejected('second-person-needed');
  });
  it('is matched to a return of the recorded order, unless the caller says that the record is wrong', () => {
    const ofAnother = stream('p1', UnannouncedParcelArrived.of({ ...taken.data, orderId: 'o2' }));
    both(ofAnother, stream('r1', expected)).when(match()).thenRejected('parcel-of-another-order');
    both(ofAnother, stream('r1', expected))
      .when({ type: 'MatchParcel', data: { ...match().data, isOrderWrong: true } })
      .then(matched, arrived);
    const { orderId: _, ...nobodys } = taken.data;
    both(stream('p1', UnannouncedParcelArrived.of(nobodys)), stream('r1', expected))
      .when(match())
      .then(matched, arrived);
  });
  it('is matched to an expected return, at a warehouse that accepts returns', () => {
    both(stream('p1', taken)).when(match()).thenRejected('return-unknown');
    both(stream('p1', taken), stream('r1', expected, arrived))
      .when(match())
      .thenRejected('illegal-transition');
    both(stream('p1', taken), stream('r1', expected))
      .when(match(at('MAIN', false)))
      .thenRejected('returns-not-accepted');
    both(stream('r1', expected)).when(match()).thenRejected('parcel-unknown');
    both(stream('p1', taken, sentBack), stream('r1', expected))
      .when(match())
      .thenRejected('illegal-transition');
  });
});

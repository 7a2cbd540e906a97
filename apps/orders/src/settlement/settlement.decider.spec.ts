import { PaymentReconciled } from '@concord/contracts';
import { given } from '@concord/event-sourcing';
import { settlementEvents, type Difference } from './settlement.aggregate';
import { settlement, type BookedLine, type RecordSettlement } from './settlement.decider';

const past = given(settlement);
const capture = (providerRef: string, amountMinor: number, orderId?: string): BookedLine => ({
  providerRef,
  move: 'capture',
  currency: 'GBP',
  amountMinor,
  ...(orderId !== undefined && { orderId }),
});
const file = (
  day: string,
  since: string | null,
  ours: readonly BookedLine[],
  theirs: readonly BookedLine[],
  fileHash = `${day} ${theirs.length}`,
): RecordSettlement => ({ type: 'RecordSettlement', data: { day, since, fileHash, ours, theirs } });
const recorded = (day: string, since: string | null, lineCount: number, differences: Difference[] = []) => [
  settlementEvents.SettlementRecorded.of({
    day,
    ...(since !== null && { since }),
    fileHash: `${day} ${lineCount}`,
    lineCount,
    differences,
  }),
  PaymentReconciled.of({ day, lineCount, differenceCount: differences.length, differences }),
];
const differs = (providerRef: string, oursMinor: number, theirsMinor: number, since: string, orderId?: string) => ({
  providerRef,
  move: 'capture' as const,
  currency: 'GBP',
  oursMinor,
  theirsMinor,
  since,
  ...(orderId !== undefined && { orderId }),
});
const at = { at: '2026-01-09T09:00:00.000Z' };

describe('the settlement of a day', () => {
  it('agrees where both books have the same', () =>
    past()
      .when(file('2026-01-05', null, [capture('pi_1', 500, 'o-1')], [capture('pi_1', 500)]), at)
      .then(...recorded('2026-01-05', null, 1)));
  it('sums what several captures took from one authorisation', () =>
    past()
      .when(file('2026-01-05', null, [capture('pi_1', 500), capture('pi_1', 200)], [capture('pi_1', 700)]), at)
      .then(...recorded('2026-01-05', null, 1)));
  it('names each difference by its order and its amounts', () =>
    past()
      .when(
        file(
          '2026-01-05',
          null,
          [capture('pi_1', 500, 'o-1'), capture('pi_2', 100, 'o-2')],
          [capture('pi_1', 400), capture('pi_3', 900)],
        ),
        at,
      )
      .then(
        ...recorded('2026-01-05', null, 2, [
          differs('pi_1', 500, 400, '2026-01-05', 'o-1'),
          differs('pi_2', 100, 0, '2026-01-05', 'o-2'),
          differs('pi_3', 0, 900, '2026-01-05'),
        ]),
      ));
  it('forgets a difference once the other side has the amount too', () => {
    const first = recorded('2026-01-05', null, 0, [differs('pi_1', 500, 0, '2026-01-05', 'o-1')]);
    past(...first)
      .when(file('2026-01-06', '2026-01-05', [], [capture('pi_1', 500)]), at)
      .then(...recorded('2026-01-06', '2026-01-05', 1));
    past(...first)
      .when(file('2026-01-06', '2026-01-05', [], []), at)
      .then(...recorded('2026-01-06', '2026-01-05', 0, [differs('pi_1', 500, 0, '2026-01-05', 'o-1')]));
  });
  it('can be sent again, and corrected as long as it is the last one', () => {
    const first = recorded('2026-01-05', null, 1, [differs('pi_1', 0, 500, '2026-01-05')]);
    past(...first)
      .when(file('2026-01-05', null, [], [capture('pi_1', 500)]), at)
      .then();
    past(...first)
      .when(file('2026-01-05', null, [], []), at)
      .then(...recorded('2026-01-05', null, 0));
    past(...first, ...recorded('2026-01-06', '2026-01-05', 0))
      .when(file('2026-01-05', null, [], []), at)
      .thenRejected('settlement-later-exists');
  });
  it('is not taken before the day is over, or beside another one', () => {
    past()
      .when(file('2026-01-09', null, [], []), at)
      .thenRejected('settlement-day-open');
    past(...recorded('2026-01-05', null, 1))
      .when(file('2026-01-07', null, [], []), at)
      .thenRejected('settlement-changed');
  });
  it('is refused where nearly nothing fits', () =>
    past()
      .when(
        file(
          '2026-01-05',
          null,
          [],
          Array.from({ length: 5_001 }, (_, n) => capture(`pi_${n}`, 1)),
        ),
        at,
      )
      .thenRejected('settlement-unlike'));
});

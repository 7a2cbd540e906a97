import type { Batch, NewAnswer, NewEvent, NewTimer, ParkedMessage, PositionMove } from './ports';
import type { RefusedReaction } from './refused';
import type { CommittedSpan } from './tracing';

/** The outputs of the units of work of one session, besides states and rows. */
export class Outputs {
  readonly events: NewEvent[] = [];
  /** Timers that were set, and stopped ones: those without `timer`. */
  readonly timers: { readonly id: string; readonly timer?: NewTimer }[] = [];
  readonly firedTimers: string[] = [];
  readonly positions: PositionMove[] = [];
  readonly parked: ParkedMessage[] = [];
  readonly replayed: string[] = [];
  readonly answers: NewAnswer[] = [];
  readonly refused: RefusedReaction[] = [];
  readonly spans: CommittedSpan[] = [];

  /** Remembers the present outputs; the returned function drops all later ones. */
  mark(): () => void {
    const lists: unknown[][] = Object.values(this);
    const lengths = lists.map((list) => list.length);
    return () => lists.forEach((list, n) => (list.length = lengths[n]!));
  }

  /**
   * Timers to be set, stopped and marked as fired. The last operation on a timer counts. A timer that fires and is set
   * again in one session is moved; the commit only checks that no other instance has fired it.
   */
  timerChanges(): Pick<Batch, 'timers' | 'stoppedTimers' | 'firedTimers' | 'heldTimers'> {
    const last = new Map(this.timers.map((word) => [word.id, word]));
    return {
      timers: [...last.values()].flatMap(({ timer }) => timer ?? []),
      stoppedTimers: [...last.values()].filter(({ timer }) => !timer).map(({ id }) => id),
      firedTimers: this.firedTimers.filter((id) => !last.has(id)),
      heldTimers: this.firedTimers.filter((id) => last.has(id)),
    };
  }
}

import type { Batch, NewAnswer, NewEvent, NewTimer, ParkedMessage, PositionMove } from './ports';
import type { RefusedReaction } from './refused';
import type { CommittedSpan } from './tracing';

/** What the units of work of one session bring forth, besides states and rows. */
export class Outputs {
  readonly events: NewEvent[] = [];
  /** Timers set, and timers stopped: those without `timer`. */
  readonly timers: { readonly id: string; readonly timer?: NewTimer }[] = [];
  readonly firedTimers: string[] = [];
  readonly positions: PositionMove[] = [];
  readonly parked: ParkedMessage[] = [];
  readonly replayed: string[] = [];
  readonly answers: NewAnswer[] = [];
  readonly refused: RefusedReaction[] = [];
  readonly spans: CommittedSpan[] = [];

  /** Remembers how far the outputs are; the function that it answers with drops what came after. */
  mark(): () => void {
    const lists: unknown[][] = Object.values(this);
    const lengths = lists.map((list) => list.length);
    return () => lists.forEach((list, n) => (list.length = lengths[n]!));
  }

  /**
   * Timers to be set, stopped and marked as fired. The last word on a timer counts: a timer that fires and is set again
   * in one session is moved, and only held against others who may have fired it.
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

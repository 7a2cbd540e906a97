import type { Rejection } from '../rejection';
import type { NewEvent, StoredAnswer, StoreFault } from './ports';
import type { Session } from './session';

/** How often a group was tried, by what went wrong: each cause has tries of its own, so that none uses up another's. */
export interface Tries {
  readonly conflicts: number;
  readonly outages: number;
  readonly answered: number;
}

/** Not tried yet: what is remembered counts. */
export const FIRST_TRY: Tries = { conflicts: 0, outages: 0, answered: 0 };
/** Tried before on what was remembered: now only what the store says counts. */
export const ON_LOADED_STATE: Tries = { ...FIRST_TRY };

/** The key under which the answer of a unit of work is kept. */
export interface AnswerKey {
  readonly principal: string;
  readonly key: string;
}

/** What is committed together or not at all, and who is told how it came out. */
export interface UnitOfWork {
  readonly work: (session: Session) => Rejection | void;
  readonly done: (events: readonly NewEvent[], token: string | undefined) => void;
  readonly rejected: (rejection: Rejection) => void;
  readonly replayed: (answer: StoredAnswer) => void;
  readonly failed: (error: unknown) => void;
  readonly answer?: AnswerKey | undefined;
  /** When it was handed over, where traces are recorded. */
  readonly tracedSince?: number | undefined;
  /** Milliseconds of the clock. */
  readonly since: number;
  /** Whether it may wait for the database for ever. */
  readonly patient: boolean;
}

/** Tries of a group together before its units go one by one. */
const GROUP_TRIES = 3;
/** Tries of a unit on its own: somebody may always be first, but not so often. */
const UNIT_TRIES = 40;
/** Looks for an answer that a commit found to be there. */
const ANSWERED_TRIES = 3;

/**
 * What to do with a group whose commit failed: `wait` until the database is back, try it `again`, go `one by one`, `look`
 * for the answer that is stored, call it `done`, or call it `failed`.
 */
export function afterFault(
  fault: StoreFault['kind'],
  group: readonly UnitOfWork[],
  { conflicts, answered }: Tries,
): 'wait' | 'again' | 'one by one' | 'look' | 'done' | 'failed' {
  if (fault === 'unavailable') return 'wait';
  const isAlone = group.length === 1;
  if (fault === 'conflict' && conflicts < (isAlone ? UNIT_TRIES : GROUP_TRIES)) return 'again';
  if (!isAlone) return 'one by one';
  if (fault !== 'answered') return 'failed';
  const { answer, patient } = group[0]!;
  // The answer was committed before this commit failed, so the next look finds it.
  if (answer) return answered < ANSWERED_TRIES ? 'look' : 'failed';
  // Its own events are there: an earlier try was committed, and only the news of that was lost.
  return patient ? 'failed' : 'done';
}

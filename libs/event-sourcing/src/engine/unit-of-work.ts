import type { Rejection } from '../rejection';
import type { NewEvent, StoredAnswer, StoreFault } from './ports';
import type { Session } from './session';

/** How often a group was tried, by the kind of failure: each kind has its own limit. */
export interface Tries {
  readonly conflicts: number;
  readonly outages: number;
  readonly answered: number;
}

/** The first try: remembered states count. */
export const FIRST_TRY: Tries = { conflicts: 0, outages: 0, answered: 0 };
/** Tried before on remembered states: now only what the store says counts. */
export const ON_LOADED_STATE: Tries = { ...FIRST_TRY };

/** The key under which the answer of a unit of work is stored. */
export interface AnswerKey {
  readonly principal: string;
  readonly key: string;
}

/** What is committed together or not at all, and the caller that gets the outcome. */
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
  /** Whether it may wait for the database without a limit. */
  readonly patient: boolean;
}

/** Tries of a group together before its units are tried one by one. */
const GROUP_TRIES = 3;
/** Tries of a unit on its own: another writer may be first a few times, but not this often. */
const UNIT_TRIES = 40;
/** Looks up an answer that a commit found to exist. */
const ANSWERED_TRIES = 3;

/**
 * What to do with a group whose commit failed: `wait` until the database is back, try it `again`, go `one by one`,
 * `look` up the stored answer, call it `done`, or call it `failed`.
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
  // Its own events exist: an earlier try was committed, and only its answer was lost.
  return patient ? 'failed' : 'done';
}

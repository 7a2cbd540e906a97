/**
 * The moments at which the end of a process would do most harm: between an action and its record. A test names one, and
 * the process ends there.
 */
export const CRASH_POINTS = {
  'append.before-commit': 'events are decided and not sent to the database',
  'append.commit-sent': 'the commit is sent and not answered',
  'append.committed': 'the commit is answered and the caller is not',
  'append.told': 'the caller is answered and the request is not',
  'relay.leased': 'lanes are leased and nothing is read',
  'relay.read': 'events are read and nothing is sent',
  'relay.request-out': 'events are sent and not acknowledged',
  'relay.acknowledged': 'events are acknowledged and the cursors are not moved',
  'relay.moved': 'the cursors are moved',
  'consumer.fetched': 'messages are fetched and nothing is applied',
  'consumer.before-commit': 'messages are applied in memory and nothing is sent to the database',
  'consumer.commit-sent': 'the commit of a fetch is sent and not answered',
  'consumer.committed': 'a fetch is committed and Kafka is not told',
  'consumer.rebalanced': 'partitions were just assigned',
  'timer.claimed': 'timers are claimed and not executed',
  'timer.before-commit': 'the effects of a timer are decided and not sent to the database',
  'gateway.answered': 'a partner has answered and the answer is not stored',
  'rebuild.filling': 'a new table is half filled',
  'rebuild.before-swap': 'a new table is full and the old one is still read',
  'rebuild.swapped': 'the new table is read, and no instance has been told',
} as const;

export type CrashPoint = keyof typeof CRASH_POINTS;

let watcher: ((point: CrashPoint) => void) | undefined;

/** Tells `watch` of every crash point that this process passes from now on. */
export function watchCrashPoints(watch: (point: CrashPoint) => void): void {
  watcher = watch;
}

/** Called at the crash point itself. Does nothing unless a test watches. */
export const passing = (point: CrashPoint): void => watcher?.(point);

/** Called where the crash point lies behind a write that leaves this process by the end of this turn. */
export function passingSoon(point: CrashPoint): void {
  if (watcher) setImmediate(() => passing(point));
}

import { CRASH_POINTS, watchCrashPoints, type CrashPoint } from '@concord/event-sourcing';
import { writeSync } from 'node:fs';

/** `CRASH_AT=name:n`. */
export const CRASH_AT = new RegExp(`^(${Object.keys(CRASH_POINTS).join('|')}):[1-9][0-9]{0,5}$`);

/** Ends this process as kill -9 would, the n-th time that it passes a crash point. For fault tests. */
export function crashAt(text: string): void {
  const [wanted, times] = text.split(':') as [CrashPoint, string];
  let left = Number(times);
  watchCrashPoints((point) => {
    if (point !== wanted || (left -= 1) > 0) return;
    writeSync(2, `CRASH_AT=${text}: ${CRASH_POINTS[point]}.\n`);
    process.kill(process.pid, 'SIGKILL');
  });
}

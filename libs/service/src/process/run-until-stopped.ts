import { setTimeout as pause } from 'node:timers/promises';
import type { Logger } from 'pino';
import { giveBackMemoryAtRest } from './memory-at-rest';
import { showSourcesInStacks } from './source-stacks';

/** The longest stop: what is not finished then, the next instance repeats. */
const STOP_MS = 8_000;

/** A program that answers at an address. */
export interface RunningProgram {
  /** `http://host:port`. */
  readonly url: string;
  readonly log: Logger;
  /** Finishes what is under way and closes. */
  stop(): Promise<void>;
}

/**
 * Starts a program and lets it run until SIGTERM, SIGINT or, as a child of `npm start`, the end of its parent. What
 * makes a start impossible is said in one line on standard error, and the process ends with 1.
 */
export async function runUntilStopped(name: string, start: () => Promise<RunningProgram>): Promise<void> {
  const hasParent = process.send !== undefined;
  showSourcesInStacks();
  try {
    const { url, log, stop } = await start();
    log.info({ url }, `${name} is ready`);
    process.send?.({ ready: url });
    giveBackMemoryAtRest();
    const end = (signal: string) => {
      log.info(`${signal}: stopping`);
      void pause(STOP_MS, undefined, { ref: false }).then(() => process.exit(1));
      stop().then(
        () => process.exit(0),
        (error: unknown) => {
          log.error({ error }, 'The stop failed.');
          process.exit(1);
        },
      );
    };
    process.once('SIGTERM', end);
    process.once('SIGINT', end);
    // A child of `npm start` ends when its parent is gone, also after kill -9.
    if (hasParent) process.once('disconnect', () => end('parent gone'));
    // The parent may have gone while this process was starting.
    if (hasParent && !process.connected) end('parent gone');
  } catch (error) {
    console.error(`${name} cannot start: ${sentenceOf(error as NodeJS.ErrnoException & { port?: number })}`);
    process.exit(1);
  }
}

/** Why a start failed, in the words of the person who starts it. */
const sentenceOf = ({ code, port, message }: NodeJS.ErrnoException & { port?: number }) =>
  code === 'EADDRINUSE'
    ? `port ${port} is taken: stop the program that listens there, or set PORT to another port.`
    : message;

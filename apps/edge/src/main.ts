import { setTimeout as pause } from 'node:timers/promises';
import { giveBackMemoryAtRest, newLog, showSourcesInStacks } from '@concord/service';
import { readDoorConfig } from './config';
import { startDoor } from './door';

/** The longest stop. */
const STOP_MS = 8_000;

/** Serves until SIGTERM. What makes a start impossible is logged in one line on standard error. */
async function main(): Promise<void> {
  const hasParent = process.send !== undefined;
  showSourcesInStacks();
  try {
    const config = readDoorConfig(process.env);
    const log = newLog('edge', config.LOG_LEVEL);
    const door = await startDoor(config);
    log.info({ url: door.url }, 'edge is ready');
    process.send?.({ ready: door.url });
    giveBackMemoryAtRest();
    const end = (signal: string) => {
      log.info(`${signal}: stopping`);
      void pause(STOP_MS, undefined, { ref: false }).then(() => process.exit(1));
      door.stop().then(
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
    if (hasParent && !process.connected) end('parent gone');
  } catch (error) {
    const { code, port, message } = error as NodeJS.ErrnoException & { port?: number };
    const sentence =
      code === 'EADDRINUSE'
        ? `port ${port} is taken: stop the program that listens there, or set PORT to another port.`
        : message;
    console.error(`edge cannot start: ${sentence}`);
    process.exit(1);
  }
}

void main();

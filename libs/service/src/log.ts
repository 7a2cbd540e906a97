import type { LoggerService } from '@nestjs/common';
import type { LogLine } from '@concord/event-bus';
import pino, { type Logger } from 'pino';

/** The log of a service: JSON lines on standard output, without secrets. */
export function newLog(service: string, level: string): Logger {
  const redact = { paths: ['token', 'authorization', 'password', 'headers.authorization', '*.password', '*.token'] };
  return pino({ name: service, level, redact, serializers: { error: pino.stdSerializers.err } });
}

/** Nest's own messages, in the same log. */
export const nestLog = (log: Logger): LoggerService => ({
  log: (message, context) => log.debug({ context }, String(message)),
  error: (message, stack, context) => log.error({ context, stack }, String(message)),
  warn: (message, context) => log.warn({ context }, String(message)),
  debug: (message, context) => log.trace({ context }, String(message)),
  verbose: (message, context) => log.trace({ context }, String(message)),
});

/** For the event bus. */
export const busLog =
  (log: Logger): LogLine =>
  (level, message, facts = {}) =>
    log[level](facts, message);

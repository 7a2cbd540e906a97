import { createServer } from 'node:net';
import { randomInt } from 'node:crypto';
import { InfraProblem } from './infra-problem';

// Below the range from which systems take ports for outgoing connections. Inside it, a client that keeps dialling a
// server that is down can be handed that very port, connect to itself, and keep the server from coming back.
const LOWEST = 20_000;
const HIGHEST = 32_000;

export interface FreePortOptions {
  readonly preferred?: number | undefined;
  readonly except?: readonly number[];
}

/** A port on which nothing listens now: `preferred` if that one is free, and none of `except`. */
export async function freePort({ preferred, except = [] }: FreePortOptions = {}): Promise<number> {
  if (preferred !== undefined && (await isFree(preferred))) return preferred;
  for (let tries = 0; tries < 200; tries += 1) {
    const port = randomInt(LOWEST, HIGHEST);
    if (!except.includes(port) && (await isFree(port))) return port;
  }
  throw new InfraProblem(
    `No free port between ${LOWEST} and ${HIGHEST} was found: stop some of the servers on this machine.`,
  );
}

/** The same port back if it is free; else throws `InfraProblem` with the remedy: the caller wants this port alone. */
export async function demandPort(
  port: number,
  server: string,
  remedy = 'stop what listens there, or choose another port',
): Promise<number> {
  if (await isFree(port)) return port;
  throw new InfraProblem(`Port ${port} for ${server} is taken: ${remedy}.`);
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', () => resolve(false));
    probe.listen({ port, host: '127.0.0.1' }, () => probe.close(() => resolve(true)));
  });
}

import { createServer } from 'node:net';
import { randomInt } from 'node:crypto';
import { InfraProblem } from './infra-problem';

// Below the range from which systems take ports for outgoing connections. Inside it, a client that keeps dialling a
// server that is down can be handed that very port, connect to itself, and keep the server from coming back.
const LOWEST = 20_000;
const HIGHEST = 32_000;

/** A port on which nothing listens now; `preferred` if that one is free. */
export async function freePort(preferred?: number): Promise<number> {
  if (preferred !== undefined && (await isFree(preferred))) return preferred;
  for (let tries = 0; tries < 200; tries += 1) {
    const port = randomInt(LOWEST, HIGHEST);
    if (await isFree(port)) return port;
  }
  throw new InfraProblem(
    `No free port between ${LOWEST} and ${HIGHEST} was found: stop some of the servers on this machine.`,
  );
}

/** The same port back if it is free, else a clear refusal: the caller asked for this one and no other. */
export async function demandPort(port: number, server: string): Promise<number> {
  if (await isFree(port)) return port;
  throw new InfraProblem(`Port ${port} for ${server} is taken: stop what listens there, or choose another port.`);
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', () => resolve(false));
    probe.listen({ port, host: '127.0.0.1' }, () => probe.close(() => resolve(true)));
  });
}

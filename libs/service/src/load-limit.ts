import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { Problem } from './problem';

/** Only what users and integrators ask for is refused: a probe that is refused would end a process that is busy. */
const LIMITED = /^\/v\d+\//;
const READS: ReadonlySet<string> = new Set(['GET', 'HEAD', 'OPTIONS']);

type Refuse = (problem: Problem, request: FastifyRequest, reply: FastifyReply) => void;

/**
 * Takes so many writes at a time, and so many reads beside them, and refuses what comes on top before any work is done
 * for it: those that were taken are served in the time they are used to, and the others hear at once that they are not.
 * Writes do not take the place of reads, since a write may wait for another service.
 */
export class LoadLimit {
  private readonly underWay = { reads: 0, writes: 0 };
  /** Requests refused since the start. */
  refused = 0;

  constructor(private readonly requestsMax: number) {}

  /** Watches over a server; `refuse` answers a request with a problem. */
  install(server: FastifyInstance, refuse: Refuse): void {
    server.addHook('onRequest', (request, reply, done) => {
      if (!LIMITED.test(request.url)) return done();
      const kind = kindOf(request);
      if (this.underWay[kind] >= this.requestsMax) {
        this.refused += 1;
        return refuse(overloaded(), request, reply);
      }
      this.underWay[kind] += 1;
      // Not Fastify's own hook: nothing calls it when the caller goes away before the answer.
      reply.raw.once('close', () => (this.underWay[kind] -= 1));
      return done();
    });
  }
}

const kindOf = ({ method }: FastifyRequest) => (READS.has(method) ? 'reads' : 'writes');

const overloaded = () =>
  new Problem(
    503,
    'overloaded',
    'More is asked of this service than it can do now. Nothing was done: repeat the request in a second.',
    {},
    { 'retry-after': '1' },
  );

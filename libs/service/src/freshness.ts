import { Injectable, type CallHandler, type ExecutionContext, type NestInterceptor } from '@nestjs/common';
import type { Model } from '@concord/event-sourcing';
import { topicOf, type BusRunner } from '@concord/event-bus';
import { comparePositions, parsePosition, type EventStore } from '@concord/event-store';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Problem } from './problem';

const WAIT_MS = 2_000;
const LOOK_EVERY_MS = 5;

/** How old the facts of other services are here, and waiting until a certain one is known. */
@Injectable()
export class Freshness implements NestInterceptor {
  constructor(
    private readonly model: Model,
    private readonly store: EventStore,
    private readonly bus: BusRunner,
    private readonly topicPrefix: string,
  ) {}

  /** A request waits for the write whose token it brings; a read says how old it may be. */
  async intercept(context: ExecutionContext, next: CallHandler) {
    if (context.getType() !== 'http') return next.handle();
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    const tokens = request.headers['consistency-token'];
    if (tokens) await this.waitFor(String(tokens));
    if (request.method === 'GET' && this.model.sources.length > 0)
      void context.switchToHttp().getResponse<FastifyReply>().header('projection-lag-ms', String(this.lagMs));
    return next.handle();
  }

  /** Milliseconds since everything that the topics held was known to be applied here. */
  get lagMs(): number {
    return this.bus.lagMs;
  }

  /** Refuses a decision that must not rest on old facts. */
  demandFresh(lagMsMax: number): void {
    if (this.lagMs <= lagMsMax) return;
    const detail = `What other services said is known here up to ${this.lagMs} ms ago and may be ${lagMsMax} ms old for this decision. Try again in a moment.`;
    throw new Problem(503, 'projection-behind', detail, { lagMs: this.lagMs }, { 'retry-after': '1' });
  }

  /** Waits until what the tokens stand for is applied: two seconds at most, then 503. Never a stale answer. */
  async waitFor(tokens: string): Promise<void> {
    const deadline = Date.now() + WAIT_MS;
    for (const token of tokens.split(',')) {
      const match = /^\s*([a-z-]+)\.(\d+)\.(\d+\.\d+\.\d+)\s*$/.exec(token);
      if (!match)
        throw new Problem(400, 'consistency-token-invalid', 'Consistency-Token is what a write answered with.');
      const [, service, lane, position] = match;
      // Own views are written together with the events, and what we do not hear of cannot be old here.
      if (!this.model.sources.includes(service!)) continue;
      const wanted = parsePosition(position!);
      while (!(await this.hasReached(service!, Number(lane), wanted))) {
        if (Date.now() > deadline)
          throw new Problem(
            503,
            'projection-behind',
            `What ${service} did is not known here yet. Try again in a second.`,
            {},
            { 'retry-after': '1' },
          );
        await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
      }
    }
  }

  private async hasReached(service: string, lane: number, wanted: ReturnType<typeof parsePosition>) {
    const topic = topicOf(service, this.topicPrefix);
    const here = this.bus.consumer.positions.get(`${topic}/${lane}`);
    if (here && comparePositions(parsePosition(here.mark), wanted) >= 0) return true;
    const stored = await this.store.positions.one(topic, lane);
    return stored !== undefined && comparePositions(parsePosition(stored.mark), wanted) >= 0;
  }
}

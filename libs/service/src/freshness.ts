import type { CallHandler, ExecutionContext, NestInterceptor } from '@nestjs/common';
import type { Model } from '@concord/event-sourcing';
import { topicOf, type BusRunner } from '@concord/event-bus';
import { comparePositions, parsePosition, type EventStore, type FeedCursor } from '@concord/event-store';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Problem } from './problem';

const WAIT_MS = 2_000;
/** How often the database is asked for all waiting requests, in case another instance applies the partition. */
const LOOK_EVERY_MS = 10;
/** A request may bring at least this many tokens: those of several writes. One write may touch every lane. */
const TOKENS_MAX = 16;
/** A position this many transactions beyond the last known one of a service was not issued by it. */
const TRANSACTIONS_AHEAD_MAX = 1_000_000n;

interface Wanted {
  readonly service: string;
  readonly lane: number;
  readonly position: FeedCursor;
}

interface Waiting extends Wanted {
  readonly deadline: number;
  readonly reached: () => void;
  readonly late: (problem: Problem) => void;
}

/** How old the facts of other services are here, and waiting until a given write is known. */
export class Freshness implements NestInterceptor {
  private readonly waiting = new Set<Waiting>();
  private looking = false;
  /** The services of the system, where they are known: no other service issues tokens. */
  services: readonly string[] | undefined;

  constructor(
    private readonly model: Model,
    private readonly store: EventStore,
    private readonly bus: BusRunner,
    private readonly topicPrefix: string,
    private readonly partitions: number,
  ) {}

  /** A read reports how old the facts of other services may be. */
  intercept(context: ExecutionContext, next: CallHandler) {
    if (context.getType() !== 'http' || this.model.sources.length === 0) return next.handle();
    const http = context.switchToHttp();
    if (http.getRequest<FastifyRequest>().method === 'GET')
      void http.getResponse<FastifyReply>().header('projection-lag-ms', String(this.lagMs));
    return next.handle();
  }

  /** Milliseconds since everything that the topics held was known to be applied here. */
  get lagMs(): number {
    return this.bus.lagMs;
  }

  /** Refuses a decision that must not rest on old facts. */
  demandFresh(lagMsMax: number): void {
    if (this.lagMs <= lagMsMax) return;
    const detail = `The facts of other services are ${this.lagMs} ms old here; this decision needs facts of at most ${lagMsMax} ms. Try again in a moment.`;
    throw new Problem(503, 'projection-behind', detail, { lagMs: this.lagMs }, { 'retry-after': '1' });
  }

  /**
   * Waits until the writes of a request's tokens are applied: two seconds at most, then 503 `projection-behind`. Never
   * a stale answer. A token that no service can have issued is 400 `consistency-token-invalid` at once.
   */
  waitFor({ headers }: FastifyRequest): Promise<void> | undefined {
    const tokens = headers['consistency-token'];
    if (tokens === undefined) return undefined;
    const wanted = this.wantedOf(String(tokens)).filter((each) => !this.isKnown(each));
    if (wanted.length > 0) return this.waitForAll(wanted);
  }

  private async waitForAll(wanted: readonly Wanted[]): Promise<void> {
    await this.demandPossible(wanted);
    const deadline = Date.now() + WAIT_MS;
    await Promise.all(
      wanted.map(
        (each) =>
          new Promise<void>((resolve, reject) => {
            const waiting: Waiting = { ...each, deadline, reached: resolve, late: reject };
            this.waiting.add(waiting);
            void this.look();
          }),
      ),
    );
  }

  private wantedOf(tokens: string): Wanted[] {
    const parts = tokens.split(',');
    const most = Math.max(TOKENS_MAX, this.partitions);
    if (parts.length > most) throw invalid(`A request may bring at most ${most} tokens.`);
    return parts.flatMap((part) => {
      const match = /^\s*([a-z-]{1,40})\.(\d{1,3})\.(\d{1,5}\.\d{1,19}\.\d{1,15})\s*$/.exec(part);
      if (!match) throw invalid('A write returns it in its answer.');
      const [, service = '', lane, position = ''] = match;
      if (this.services && !this.services.includes(service)) throw invalid(`There is no service ${service}.`);
      // Own views are written together with the events, and views of nothing cannot be old.
      if (!this.model.sources.includes(service)) return [];
      if (Number(lane) >= this.partitions) throw invalid(`The highest lane is ${this.partitions - 1}.`);
      return [{ service, lane: Number(lane), position: parsePosition(position) }];
    });
  }

  /** Refuses positions far beyond the last known one of their service. */
  private async demandPossible(wanted: readonly Wanted[]): Promise<void> {
    const stored = await this.store.positions.all();
    for (const { service, position } of wanted) {
      const topic = topicOf(service, this.topicPrefix);
      const marks = stored.filter((place) => place.topic === topic).map(({ mark }) => parsePosition(mark));
      const eras = marks.map(({ era }) => era);
      const transactions = marks.map(({ txid }) => BigInt(txid));
      const lastEra = Math.max(1, ...eras);
      const last = transactions.reduce((most, txid) => (txid > most ? txid : most), 0n);
      // Nobody knows how many transactions a service has had without any known event.
      const isBeyond = last > 0n && BigInt(position.txid) > last + TRANSACTIONS_AHEAD_MAX;
      if (position.era > lastEra + 1 || isBeyond) throw invalid(`${service} has not reached that position.`);
    }
  }

  /** One poll for all waiting requests. */
  private async look(): Promise<void> {
    if (this.looking) return;
    this.looking = true;
    try {
      while (this.waiting.size > 0) {
        this.settle((each) => this.isKnown(each));
        if (this.waiting.size === 0) break;
        const stored = await this.store.positions.all().catch(() => []);
        const marks = new Map(stored.map(({ topic, partition, mark }) => [`${topic}/${partition}`, mark]));
        this.settle((each) => isReached(each, marks.get(this.placeOf(each))));
        await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
      }
    } finally {
      this.looking = false;
    }
  }

  private settle(isThere: (wanted: Wanted) => boolean): void {
    for (const each of this.waiting) {
      if (isThere(each)) each.reached();
      else if (Date.now() > each.deadline) each.late(behind(each.service));
      else continue;
      this.waiting.delete(each);
    }
  }

  private isKnown(wanted: Wanted): boolean {
    return isReached(wanted, this.bus.consumer.places.known.get(this.placeOf(wanted))?.mark);
  }

  private placeOf({ service, lane }: Wanted): string {
    return `${topicOf(service, this.topicPrefix)}/${lane}`;
  }
}

const isReached = ({ position }: Wanted, mark: string | undefined) =>
  mark !== undefined && comparePositions(parsePosition(mark), position) >= 0;

const invalid = (why: string) =>
  new Problem(400, 'consistency-token-invalid', `The Consistency-Token is not one of a write. ${why}`);

const behind = (service: string) =>
  new Problem(
    503,
    'projection-behind',
    `The latest writes of ${service} are not known here yet. Try again in a second.`,
    {},
    { 'retry-after': '1' },
  );

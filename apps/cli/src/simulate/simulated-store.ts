import {
  StoreFault,
  type Batch,
  type ClaimedTimer,
  type Committed,
  type Loaded,
  type LoadRequest,
  type NewAnswer,
  type NewTimer,
  type ParkedMessage,
  type Store,
  type StorePath,
  type TimerStore,
} from '@concord/event-sourcing';
import type { ConsumerStore, RelayStore } from '@concord/event-bus';
import type { OutgoingEvent, OwnedLane, StoredPosition } from '@concord/event-store';
import { commit } from './commit';
import type { Database, Transaction } from './postgres';
import type { Machine } from './seeded-schedule';
import {
  byFeed,
  eventKey,
  type StoredEvent,
  type StoredLane,
  type StoredPlace,
  type StoredRow,
  type StoredStream,
} from './stored';

export interface StoredTimer extends NewTimer {
  readonly attempts: number;
  readonly claimedUntil: number | null;
  readonly firedAt: number | null;
}

type StoredSnapshot = Batch['snapshots'][number];

const LEASE_MS = 10_000;
const CLAIM_MS = 30_000;

/** A copy as it comes back from the database: plain JSON. */
const copy = <T>(value: T): T => JSON.parse(JSON.stringify(value)) as T;

/**
 * The connections of one machine to its database: what each statement of libs/event-store does, on rows in memory. The
 * statements themselves are under test against the real Postgres; here it is what surrounds them.
 */
export class SimulatedStore implements Store, RelayStore, ConsumerStore, TimerStore {
  /** The sessions that have begun on each path, and the server's life in which the last one did. */
  private readonly sessions = { append: { number: 0, life: -1 }, apply: { number: 0, life: -1 } };

  constructor(
    readonly database: Database,
    private readonly machine: Machine,
  ) {}

  session(path: StorePath): number {
    return this.sessions[path].number;
  }

  async load({ streams, rows, answers }: LoadRequest, path: StorePath): Promise<Loaded> {
    this.connect(path);
    return this.database.run(this.machine, path === 'append', (t) => ({
      streams: streams.flatMap(({ streamId, shapeVersion }) => {
        const stream = t.seen<StoredStream>(`streams/${streamId}`);
        if (!stream) return [];
        const kept = t.seen<StoredSnapshot>(`snapshots/${streamId}`);
        const snapshot = kept?.shapeVersion === shapeVersion ? kept : undefined;
        const events = [];
        for (let version = (snapshot?.version ?? 0) + 1; version <= stream.version; version++)
          events.push(copy(t.seen<StoredEvent>(eventKey(streamId, version))!));
        const { version, pubSeq } = stream;
        return [{ streamId, version, pubSeq, events, ...(snapshot && { snapshot: copy(snapshot) }) }];
      }),
      rows: rows.flatMap(({ view, keys }) =>
        keys.flatMap((key) => {
          const stored = t.seen<StoredRow>(`rows/${view}\n${key}`);
          return stored ? [{ view, key, row: copy(stored.row), rev: stored.rev }] : [];
        }),
      ),
      answers: answers.flatMap(({ principal, key }) => {
        const stored = t.seen<NewAnswer>(`answers/${principal}\n${key}`);
        return stored ? [copy(stored)] : [];
      }),
    }));
  }

  async commit(batch: Batch, path: StorePath, session: number): Promise<Committed> {
    this.connect(path);
    if (session !== this.session(path)) throw new StoreFault('conflict', 'The session is over.');
    return this.database.run(this.machine, path === 'append', (t) => commit(t, batch));
  }

  lease(owner: string): Promise<OwnedLane[]> {
    const { now } = this.database.cluster.schedule;
    return this.database.run(this.machine, false, (t) => {
      const owned: OwnedLane[] = [];
      for (const [key] of this.database.all<StoredLane>('lanes')) {
        if (t.isTaken(key)) continue;
        const lane = t.locked<StoredLane>(key)!;
        const isHeld = lane.owner !== null && lane.leaseUntil >= now;
        if (isHeld && lane.owner !== owner) continue;
        const epoch = lane.owner === owner && isHeld ? lane.epoch : lane.epoch + 1;
        t.write(key, { ...lane, owner, epoch, leaseUntil: this.database.cluster.schedule.now + LEASE_MS });
        const { era, txid, pos } = lane;
        owned.push({ lane: Number(key.slice('lanes/'.length)), epoch, era, txid: String(txid), pos });
      }
      return owned;
    });
  }

  release(owner: string): Promise<void> {
    return this.database.run(this.machine, false, (t) => {
      for (const [key, lane] of this.database.all<StoredLane>('lanes'))
        if (lane.owner === owner) t.write(key, { ...t.locked<StoredLane>(key), owner: null, leaseUntil: 0 });
    });
  }

  read(lanes: readonly OwnedLane[], limit: number): Promise<OutgoingEvent[]> {
    return this.database.run(this.machine, false, (t) => this.next(t, lanes, limit));
  }

  move(lanes: readonly OwnedLane[], owner: string): Promise<number[]> {
    return this.database.run(this.machine, false, (t) => moved(t, lanes, owner));
  }

  moveAndRead(sent: readonly OwnedLane[], owner: string, lanes: readonly OwnedLane[], limit: number) {
    return this.database.run(this.machine, false, (t) => {
      return { kept: moved(t, sent, owner), events: this.next(t, lanes, limit) };
    });
  }

  /** What the feed of the service answers to a subscriber that misses messages. */
  lost(lane: number, after: { era: number; txid: number; pos: number }): Promise<StoredEvent[]> {
    return this.database.run(this.machine, false, (t) => this.lane(lane, after, this.barrier(t.txid)));
  }

  all(): Promise<StoredPosition[]> {
    return this.database.run(this.machine, false, () =>
      [...this.database.all<StoredPlace>('positions')].map(([key, { nextOffset, mark }]) => {
        const [, topic, partition] = key.split('/');
        return { topic: topic!, partition: Number(partition), nextOffset, mark };
      }),
    );
  }

  async one(topic: string, partition: number): Promise<StoredPosition | undefined> {
    return (await this.all()).find((place) => place.topic === topic && place.partition === partition);
  }

  parkedKeys(): Promise<Set<string>> {
    return this.database.run(
      this.machine,
      false,
      () => new Set([...this.database.all<ParkedMessage>('parked')].map(([, { topic, key }]) => `${topic} ${key}`)),
    );
  }

  claim(limit: number): Promise<ClaimedTimer[]> {
    return this.database.run(this.machine, false, (t) => {
      const { now } = this.database.cluster.schedule;
      const due = [...this.database.all<StoredTimer>('timers')].filter(
        ([key, timer]) => isDue(timer, now) && !t.isTaken(key),
      );
      return due.slice(0, limit).map(([key, timer]) => {
        t.write(key, { ...timer, claimedUntil: now + CLAIM_MS });
        return timer;
      });
    });
  }

  postpone(id: string, afterMs: number): Promise<void> {
    return this.database.run(this.machine, false, (t) => {
      const key = `timers/${id}`;
      const timer = t.locked<StoredTimer>(key);
      if (!timer || timer.firedAt !== null || timer.claimedUntil === null) return;
      const dueAt = new Date(this.database.cluster.schedule.now + afterMs).toISOString();
      t.write(key, { ...timer, dueAt, claimedUntil: null, attempts: timer.attempts + 1 });
    });
  }

  /** A connection of a server that has died is found dead, at once or by the first that uses it. */
  private connect(path: StorePath) {
    const { generation, random } = this.database.cluster;
    const session = this.sessions[path];
    if (session.life === generation) return;
    const isFoundNow = session.number > 0 && random.chance(0.5);
    this.sessions[path] = { number: session.number + (isFoundNow ? 0 : 1), life: isFoundNow ? -1 : generation };
    if (isFoundNow) throw new StoreFault('unavailable', 'The connection is lost.');
  }

  /** Below it nothing can appear any more. The reader's own transaction does not count. */
  private barrier(own: number): number {
    let xmin = this.database.cluster.nextTxid;
    for (const { txid } of this.database.cluster.running) if (txid !== own && txid < xmin) xmin = txid;
    return xmin;
  }

  private next(t: Transaction, lanes: readonly OwnedLane[], limit: number): OutgoingEvent[] {
    const xmin = this.barrier(t.txid);
    return lanes.flatMap(({ lane, era, txid, pos }) =>
      this.lane(lane, { era, txid: Number(txid), pos }, xmin)
        .slice(0, limit)
        .map(outgoing),
    );
  }

  private lane(lane: number, after: { era: number; txid: number; pos: number }, xmin: number): StoredEvent[] {
    const { era } = this.database.latest<{ era: number }>('era/')!;
    return this.database.feed.filter(
      (event) =>
        event.lane === lane &&
        event.pubSeq !== undefined &&
        byFeed(event, after) > 0 &&
        (event.era < era || event.txid < xmin),
    );
  }
}

function moved(t: Transaction, lanes: readonly OwnedLane[], owner: string): number[] {
  return lanes.flatMap(({ lane, epoch, era, txid, pos }) => {
    const key = `lanes/${lane}`;
    const stored = t.locked<StoredLane>(key)!;
    if (stored.epoch !== epoch || stored.owner !== owner) return [];
    t.write(key, { ...stored, era, txid: Number(txid), pos });
    return [lane];
  });
}

const isDue = ({ firedAt, dueAt, claimedUntil }: StoredTimer, now: number) =>
  firedAt === null && Date.parse(dueAt) <= now && (claimedUntil === null || claimedUntil < now);

const outgoing = (event: StoredEvent): OutgoingEvent => ({
  lane: event.lane,
  era: event.era,
  txid: String(event.txid),
  pos: event.pos,
  streamId: event.streamId,
  eventId: event.eventId,
  type: event.type,
  schemaVersion: event.schemaVersion,
  pubSeq: event.pubSeq!,
  data: JSON.stringify(event.data),
  meta: JSON.stringify(event.meta),
  occurredAt: event.occurredAt,
});

import { StoreFault } from '@concord/event-sourcing';
import type { Random } from '../random';
import type { Machine, Schedule } from './seeded-schedule';
import { byFeed, type StoredEvent } from './stored';

/** What can go wrong between a service and its servers, as probabilities a call. Quiet at the end of each run. */
export interface Weather {
  /** The request never arrives. */
  requestLost: number;
  /** It was done, and nobody is told. */
  replyLost: number;
  /** A commit takes long, so that others overtake it. */
  slowCommit: number;
  /** A write comes twice at nearly the same time. In some runs alone: it also hides what others show. */
  askedTwice: number;
}

interface Version {
  readonly seq: number;
  readonly value: unknown;
}

/** A statement that has to wait for another transaction. */
class Locked {
  constructor(readonly by: Transaction) {}
}

/** As long as an asynchronous commit may stay in memory. */
const FLUSH_MS = 600;

/** One Postgres server with the databases of all services: transaction ids, snapshots and the log are the server's. */
export class Cluster {
  nextTxid = 700;
  isDown = false;
  /** Counts commits. */
  seq = 0;
  /** Raised by a crash: what was under way before it is gone. */
  generation = 0;
  readonly running = new Set<Transaction>();
  /** Told when all sessions end. */
  readonly onCrash = new Set<() => void>();
  private unflushed: { readonly undo: () => void }[] = [];

  constructor(
    readonly schedule: Schedule,
    readonly random: Random,
    readonly weather: Weather,
  ) {}

  /** kill -9: transactions end unfinished, and so do commits that had not reached the disk. */
  crash(): void {
    this.isDown = true;
    this.generation += 1;
    for (const transaction of [...this.running]) transaction.end();
    for (const { undo } of this.unflushed.reverse()) undo();
    this.unflushed = [];
    for (const tell of this.onCrash) tell();
  }

  /** A commit is in memory; one that is synchronous brings everything before it to the disk. */
  committed(undo: () => void, isSynchronous: boolean): void {
    const { generation } = this;
    if (isSynchronous) {
      this.unflushed = [];
      return;
    }
    this.unflushed.push({ undo });
    if (this.unflushed.length > 1) return;
    this.schedule.after(this.random.next() * FLUSH_MS, undefined, () => {
      if (generation === this.generation) this.unflushed = [];
    });
  }
}

/** One statement under way, which is a transaction of its own. */
export class Transaction {
  /** What was committed when it began. */
  readonly snapshot: number;
  readonly txid: number;
  writes = new Map<string, unknown>();
  /** Done at the moment of the commit, for what is kept beside the rows. */
  atCommit: (() => void) | undefined;
  private readonly locks = new Set<string>();
  private readonly waiting: (() => void)[] = [];
  private isOver = false;

  constructor(readonly database: Database) {
    const { cluster } = database;
    this.snapshot = cluster.seq;
    this.txid = cluster.nextTxid++;
    cluster.running.add(this);
  }

  /** The row as the statement's snapshot has it. */
  seen<T>(key: string): T | undefined {
    return this.database.at<T>(key, this.snapshot);
  }

  /** The row as it was last committed, locked until the end of this transaction. */
  locked<T>(key: string): T | undefined {
    const holder = this.database.locks.get(key);
    if (holder && holder !== this) throw new Locked(holder);
    this.database.locks.set(key, this);
    this.locks.add(key);
    return this.writes.has(key) ? (this.writes.get(key) as T) : this.database.latest<T>(key);
  }

  /** Whether another transaction is changing the row. */
  isTaken(key: string): boolean {
    const holder = this.database.locks.get(key);
    return holder !== undefined && holder !== this;
  }

  write(key: string, value: unknown): void {
    this.locked(key);
    this.writes.set(key, value);
  }

  whenOver(run: () => void): void {
    if (this.isOver) run();
    else this.waiting.push(run);
  }

  releaseLocks(): void {
    for (const key of this.locks) this.database.locks.delete(key);
    this.locks.clear();
  }

  end(): void {
    if (this.isOver) return;
    this.isOver = true;
    this.database.cluster.running.delete(this);
    this.releaseLocks();
    for (const run of this.waiting) run();
  }
}

/** A database: rows with their committed versions, read committed, as Postgres keeps them. */
export class Database {
  /** All committed events in the order of the feed. */
  readonly feed: StoredEvent[] = [];
  nextPos = 1;
  readonly locks = new Map<string, Transaction>();
  private readonly tables = new Map<string, Map<string, Version[]>>();

  constructor(
    readonly name: string,
    readonly cluster: Cluster,
  ) {}

  latest<T>(key: string): T | undefined {
    return this.versions(key)?.at(-1)?.value as T | undefined;
  }

  at<T>(key: string, seq: number): T | undefined {
    return this.versions(key)?.findLast((version) => version.seq <= seq)?.value as T | undefined;
  }

  /** The committed rows of a table. */
  *all<T>(table: string): Iterable<[key: string, value: T]> {
    for (const [key, versions] of this.tables.get(table) ?? []) {
      const value = versions.at(-1)?.value;
      if (value !== undefined) yield [key, value as T];
    }
  }

  /** Takes committed events into the feed. */
  append(events: readonly StoredEvent[]): void {
    for (const event of events) {
      let at = this.feed.length;
      while (at > 0 && byFeed(this.feed[at - 1]!, event) > 0) at -= 1;
      this.feed.splice(at, 0, event);
    }
  }

  /** Writes a row at once, as a migration does before anybody is there. */
  put(key: string, value: unknown): void {
    const transaction = new Transaction(this);
    transaction.write(key, value);
    this.commit(transaction, true);
  }

  private versions(key: string): Version[] | undefined {
    return this.tables.get(tableOf(key))?.get(key);
  }

  /**
   * Runs a statement for a machine: request, begin, locks, commit and reply happen at different moments, and others
   * between them. Throws `StoreFault`; `unavailable` says nothing about whether it was committed.
   */
  run<T>(machine: Machine, isSynchronous: boolean, body: (transaction: Transaction) => T): Promise<T> {
    const { schedule, random, weather } = this.cluster;
    return new Promise((resolve, reject) => {
      const answer = (tell: () => void) => schedule.after(schedule.latency(), machine, tell);
      const fail = () => answer(() => reject(new StoreFault('unavailable', 'The connection is lost.')));
      if (random.chance(weather.requestLost)) return fail();
      const replyLost = random.chance(weather.replyLost);
      schedule.after(schedule.latency(), undefined, () => {
        if (this.cluster.isDown) return fail();
        const { generation } = this.cluster;
        const transaction = new Transaction(this);
        const execute = () => {
          if (generation !== this.cluster.generation) return fail();
          let result: T;
          try {
            transaction.writes = new Map();
            transaction.atCommit = undefined;
            result = body(transaction);
          } catch (error) {
            transaction.releaseLocks();
            if (error instanceof Locked) return error.by.whenOver(execute);
            transaction.end();
            return answer(() => reject(error as Error));
          }
          if (transaction.writes.size === 0) {
            transaction.end();
            return replyLost ? fail() : answer(() => resolve(result));
          }
          const ms = random.chance(weather.slowCommit) ? random.next() * 300 : schedule.latency();
          schedule.after(ms, undefined, () => {
            if (generation !== this.cluster.generation) return fail();
            this.commit(transaction, isSynchronous);
            if (replyLost) fail();
            else answer(() => resolve(result));
          });
        };
        // Others come between the snapshot and the locks of a statement that writes.
        if (isSynchronous) schedule.after(random.next(), undefined, execute);
        else execute();
      });
    });
  }

  private commit(transaction: Transaction, isSynchronous: boolean) {
    const seq = ++this.cluster.seq;
    const keys = [...transaction.writes.keys()];
    for (const [key, value] of transaction.writes) {
      const name = tableOf(key);
      let table = this.tables.get(name);
      if (!table) this.tables.set(name, (table = new Map()));
      const versions = table.get(key);
      if (versions) versions.push({ seq, value });
      else table.set(key, [{ seq, value }]);
    }
    const undo = () => {
      for (const key of keys) {
        const versions = this.versions(key)!;
        if (versions.at(-1)?.seq === seq) versions.pop();
      }
    };
    if (keys.length > 0) this.cluster.committed(undo, isSynchronous);
    transaction.atCommit?.();
    transaction.end();
  }
}

/** Keys are `table/…`. */
const tableOf = (key: string) => key.slice(0, key.indexOf('/'));

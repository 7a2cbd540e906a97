import {
  event,
  publishedBy,
  StoreFault,
  type Aggregate,
  type Command,
  type CommandOutcome,
  type Decider,
  type Engine,
  type EventFrom,
  type JointDecider,
  type ModelParts,
  type Store,
} from '@concord/event-sourcing';
import { engineOn, eventually, meta, openTills, testDatabase, uniqueName } from '@concord/testing';
import fc from 'fast-check';
import { Type } from 'typebox';
import { FEED_START, readFeed, type FeedEvent } from '../src';

// Eight clients at once on five hot streams, through the engine and the SQL that services run. Every event records what
// its decision was based on. A plain model replays the events in their order and finds any decision that missed one.

const amount = { account: Type.String(), by: Type.Integer(), total: Type.Integer(), client: Type.String() };
const Deposited = publishedBy('bank')('Deposited', 1, amount);
const Noted = event('Noted', 1, amount);
const events = { Deposited, Noted };
type AccountEvent = EventFrom<typeof Deposited> | EventFrom<typeof Noted>;
interface Account {
  readonly total: number;
}
type Deposit = Command<'Deposit', { account: string; by: number; client: string; isPublic: boolean }>;
type Move = Command<'Move', { accounts: string[]; by: number; client: string }>;

const accounts: Aggregate<AccountEvent, Account> = {
  kind: 'account',
  events,
  initial: { total: 0 },
  evolve: (_, { data }) => ({ total: data.total }),
};
const account: Decider<Deposit, AccountEvent, Account> = {
  ...accounts,
  commands: ['Deposit'],
  id: ({ data }) => data.account,
  decide({ data: { isPublic, ...data } }, { total }) {
    return [(isPublic ? Deposited : Noted).of({ ...data, total: total + data.by })];
  },
};
/** Moves amounts from the first account to each other one: several streams, in the order that the client names. */
const transfer: JointDecider<Move> = {
  commands: ['Move'],
  aggregate: accounts,
  id: ({ data }) => data.accounts[0]!,
  decideJointly({ data: { accounts: ids, by, client } }, read) {
    const states = ids.map((id) => read(accounts, id));
    return ids.map((id, n) => {
      const change = n === 0 ? -by * (ids.length - 1) : by;
      return {
        to: accounts,
        id,
        events: [Deposited.of({ account: id, by: change, total: states[n]!.total + change, client })],
      };
    });
  },
};
const parts: ModelParts = { name: 'bank', deciders: [account, transfer] };

const CLIENTS = 8;
/** Fewer engines than clients: some clients share an engine, so that their units go to the database together. */
const INSTANCES = 6;
const HOT = 5;

interface Step {
  readonly kind: 'deposit' | 'move' | 'edit' | 'again';
  readonly on: readonly number[];
  readonly by: number;
  readonly isPublic: boolean;
  readonly keyed: boolean;
}
const step: fc.Arbitrary<Step> = fc.record({
  kind: fc.constantFrom('deposit', 'deposit', 'move', 'move', 'edit', 'again'),
  on: fc.uniqueArray(fc.nat(HOT - 1), { minLength: 2, maxLength: HOT }),
  by: fc.integer({ min: 1, max: 9 }),
  isPublic: fc.boolean(),
  keyed: fc.boolean(),
});

/** The request of a client, and its answer. */
interface Asked {
  readonly commandId: string;
  readonly command: Deposit | Move;
  readonly expectedVersion?: number;
  readonly outcome: CommandOutcome;
  /** How many events its first answer reported. */
  readonly told: number;
}

const database = testDatabase('append-model');

describe('the append, against a plain model', () => {
  let instances: Awaited<ReturnType<typeof openTills>>[];
  /** The codes of all that the database refused. */
  const refused: string[] = [];

  beforeAll(async () => {
    instances = [];
    for (let n = 0; n < INSTANCES; n++) instances.push(await openTills(database.url, parts));
  }, 60_000);
  afterAll(() => Promise.all(instances.map((instance) => instance.close())));
  beforeEach(() => void (refused.length = 0));

  /** An engine as an instance of the service has it, with a record of what the database refuses. */
  const engineOf = ({ model, store }: (typeof instances)[number]): Engine => {
    const real: Store = store.store;
    const watched: Store = {
      load: (request, path) => real.load(request, path),
      session: (path) => real.session(path),
      commit: async (batch, path, session) => {
        try {
          return await real.commit(batch, path, session);
        } catch (error) {
          refused.push((((error as StoreFault).cause ?? {}) as { code?: string }).code ?? 'not from the database');
          throw error;
        }
      },
    };
    return engineOn(model, { ...store, store: watched } as never);
  };

  /** One client: its steps one after the other, each on its last answer. */
  async function client(engine: Engine, name: string, prefix: string, steps: readonly Step[]): Promise<Asked[]> {
    const asked: Asked[] = [];
    const seen = new Map<string, number>();
    const id = (n: number) => `${prefix}-${n}`;
    for (const [n, { kind, on, by, isPublic, keyed }] of steps.entries()) {
      const first = id(on[0]!);
      const before = kind === 'again' ? asked.at(by % Math.max(1, asked.length)) : undefined;
      const command: Deposit | Move =
        before?.command ??
        (kind === 'move'
          ? { type: 'Move', data: { accounts: on.map(id), by, client: name } }
          : { type: 'Deposit', data: { account: first, by, client: name, isPublic } });
      const commandId = before?.commandId ?? uniqueName(`${name}-${n}-${keyed ? 'keyed' : 'bare'}`);
      const expected = before ? before.expectedVersion : kind === 'edit' ? (seen.get(first) ?? 0) : undefined;
      const outcome = await engine.execute({
        commands: [{ command, ...(expected !== undefined && { expectedVersion: expected }) }],
        commandId,
        meta,
        ...(commandId.includes('keyed') && {
          answer: {
            principal: name,
            key: commandId,
            route: 'POST /accounts',
            requestHash: commandId,
            status: 200,
            body: (happened: readonly unknown[]) => ({ events: happened.length }),
          },
        }),
      });
      if (outcome.kind === 'done')
        for (const { streamId, version } of outcome.events) seen.set(streamId.replace('account-', ''), version);
      if (outcome.kind === 'rejected') seen.set(first, Number(outcome.rejection.facts['version']));
      if (before && !isSameAgain(before, outcome)) throw new Error(JSON.stringify({ before, again: outcome }));
      if (before) continue;
      asked.push({
        commandId,
        command,
        outcome,
        told: outcome.kind === 'done' ? outcome.events.length : 0,
        ...(expected !== undefined && { expectedVersion: expected }),
      });
    }
    return asked;
  }

  /**
   * A repeated request gets the first answer, or the news that its events exist. Without a key there is no stored
   * answer: the append finds the events, and a completed edit finds its version moved by itself.
   */
  function isSameAgain(before: Asked, outcome: CommandOutcome): boolean {
    if (before.outcome.kind === 'rejected') return outcome.kind === 'rejected';
    if (outcome.kind === 'replayed') return (outcome.answer.body as { events: number }).events === before.told;
    return outcome.kind === 'rejected' ? before.expectedVersion !== undefined : outcome.events.length === 0;
  }

  async function feedOf(prefix: string): Promise<FeedEvent[]> {
    const all: FeedEvent[] = [];
    for (let cursor = FEED_START; ;) {
      const page = await readFeed(instances[0]!.store.reading, cursor, 1_000);
      if (page.length === 0) break;
      cursor = page.at(-1)!;
      all.push(...page.filter(({ streamId }) => streamId.startsWith(`account-${prefix}-`)));
    }
    return all;
  }

  /** The rules. `feed` is everything that was written, in the order in which readers get it. */
  function check(asked: readonly Asked[], feed: readonly FeedEvent[]) {
    const model = new Map<string, { total: number; version: number; pubSeq: number }>();
    for (const { streamId, version, pubSeq, data } of feed) {
      const { by, total } = data as { by: number; total: number };
      const was = model.get(streamId) ?? { total: 0, version: 0, pubSeq: 0 };
      const now = {
        total: was.total + by,
        version: was.version + 1,
        pubSeq: was.pubSeq + (pubSeq === null ? 0 : 1),
      };
      // The feed's order is the order of versions; each version has one winner, which knew all events before it.
      expect({ streamId, version, total, pubSeq: pubSeq ?? now.pubSeq }).toEqual({ streamId, ...now });
      model.set(streamId, now);
    }
    const written = new Map<string, FeedEvent>(feed.map((happened) => [happened.eventId, happened]));
    let acknowledged = 0;
    for (const { outcome, command, expectedVersion } of asked) {
      if (outcome.kind !== 'done') continue;
      const streams = command.type === 'Move' ? command.data.accounts.length : 1;
      expect(outcome.events).toHaveLength(streams);
      acknowledged += streams;
      const found = outcome.events.map(({ eventId }) => written.get(eventId)!);
      // All or nothing, in one transaction.
      expect(new Set(found.map(({ txid }) => txid)).size).toBe(1);
      expect(found.map(({ version }) => version)).toEqual(outcome.events.map(({ version }) => version));
      expect(found[0]!.version).toBe((expectedVersion ?? found[0]!.version - 1) + 1);
    }
    // Acknowledged events exist, and no others: no retry and no refusal left a trace.
    expect(written.size).toBe(feed.length);
    expect(feed).toHaveLength(acknowledged);
    const sum = [...model.values()].reduce((total, one) => total + one.total, 0);
    const given = asked
      .filter(({ outcome, command }) => outcome.kind === 'done' && command.type === 'Deposit')
      .reduce((total, { command }) => total + command.data.by, 0);
    expect(sum).toBe(given);
  }

  it('has one winner a version, loses no update, repeats nothing, and keeps the order of every stream', async () => {
    let commands = 0;
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.array(step, { minLength: 15, maxLength: 40 }), { minLength: CLIENTS, maxLength: CLIENTS }),
        async (scripts) => {
          const prefix = uniqueName('hot');
          const engines = instances.map(engineOf);
          const asked = await Promise.all(
            scripts.map((steps, n) => client(engines[n % INSTANCES]!, `c${n}`, prefix, steps)),
          );
          commands += scripts.reduce((sum, steps) => sum + steps.length, 0);
          // Another transaction on the server may hold the barrier back for a moment.
          await eventually(async () => check(asked.flat(), await feedOf(prefix)), { within: 10_000 });
        },
      ),
      { numRuns: 12, endOnFailure: true },
    );
    expect(commands).toBeGreaterThan(12 * CLIENTS * 15);
    // There was contention: some were first, the others decided again. There was no deadlock.
    expect(refused).toContain('40001');
    expect(refused).not.toContain('40P01');
  }, 120_000);
});

import { event, policy, type Command, type Decider, type EventFrom, type Projection } from '@concord/event-sourcing';
import {
  comparePositions,
  Connection,
  parsePosition,
  positionText,
  ProjectionBuild,
  readLane,
  Retention,
  type ForeignEvents,
} from '@concord/event-store';
import {
  add,
  CoinsAdded,
  eventually,
  kafkaBrokers,
  openTills,
  PARTITIONS,
  portsOn,
  run,
  testDatabase,
  tillParts,
  uniqueName,
  savings,
  SavingsRow,
} from '@concord/testing';
import { Type } from 'typebox';
import { BusRunner, ensureTopics, foreignEventsFrom, KafkaClient, topicOf, type FeedSource } from '../src';

const source = testDatabase('parked-source');
const target = testDatabase('parked-target');

const CoinsCounted = event('CoinsCounted', 1, { till: Type.String(), coins: Type.Integer() });
type CountCoins = Command<'CountCoins', { till: string; coins: number }>;
let isSuperstitious = true;
const counter: Decider<CountCoins, EventFrom<typeof CoinsCounted>, null> = {
  kind: 'counter',
  events: { CoinsCounted },
  initial: null,
  commands: ['CountCoins'],
  id: ({ data }) => data.till,
  decide({ data }) {
    if (isSuperstitious && data.coins === 13) throw new Error('Thirteen brings bad luck.');
    return [CoinsCounted.of(data)];
  },
  evolve: () => null,
};
const countWhenAdded = policy(
  'bank.count-coins-when-added',
  { CoinsAdded },
  { CoinsAdded: ({ data }): CountCoins[] => [{ type: 'CountCoins', data }] },
);

const bank = { name: 'bank', deciders: [counter], projections: [savings], policies: [countWhenAdded] };

type Opened = Awaited<ReturnType<typeof openTills>>;

/** A parked message is missing in the live view until a person decides; a rebuilt view must agree with it. */
describe('a rebuild beside parked messages', () => {
  const prefix = `${uniqueName('parked')}-`;
  const topic = topicOf('tills', prefix);
  const kafka = new KafkaClient({ brokers: kafkaBrokers(), clientId: prefix, log: () => undefined });
  let tills: Opened;
  let vaults: Opened;
  let sender: BusRunner;
  let receiver: BusRunner;

  const runner = (opened: Opened, service: string) =>
    new BusRunner(opened.engine, opened.store, kafka, {
      service,
      instance: `${service}-1`,
      topicPrefix: prefix,
      partitions: PARTITIONS,
      gapMs: 0,
      gateways: [],
      feed: async () => [],
      log: () => undefined,
      onStuck: (reason) => {
        throw new Error(reason);
      },
    });

  beforeAll(async () => {
    tills = await openTills(source.url, tillParts);
    vaults = await openTills(target.url, bank);
    await ensureTopics(kafka, [topic, topicOf('bank', prefix)], { partitions: PARTITIONS, replicas: 1 });
    [sender, receiver] = [runner(tills, 'tills'), runner(vaults, 'bank')];
    await Promise.all([sender.start(() => undefined), receiver.start(() => undefined)]);
  }, 30_000);
  afterAll(async () => {
    await Promise.all([sender.stop(), receiver.stop()]);
    await tills.close();
    await vaults.close();
  });

  const coins = async (till: string) =>
    (await vaults.dataSource.getRepository(SavingsRow).findOneBy({ till }))?.coins ?? 0;
  const parked = async (till: string): Promise<{ id: string }[]> =>
    vaults.dataSource.query(
      `select id, event -> 'headers' ->> 'ce_type' as type from parked
       where key = $1 and settled_at is null order by "offset"`,
      [`till-${till}`],
    );
  const foreign = foreignEventsFrom(kafka, prefix, async () => []);
  const begin = (built: Projection = savings) =>
    ProjectionBuild.begin(vaults.dataSource, target.url, 'bank', built, portsOn(vaults.store));
  const rebuild = async (reading: ForeignEvents = foreign) => {
    const isSwapped = await (await begin()).run('bank', reading);
    vaults.engine.forgetView(savings.name);
    return isSwapped;
  };
  /** Coins, of which the first thirteen is parked with all later ones of its key. */
  const dropped = async (name: string, ...amounts: number[]) => {
    for (const amount of amounts) await run(tills.engine, add(name, amount));
    const after = amounts.length - amounts.indexOf(13);
    await eventually(async () => expect(await parked(name)).toHaveLength(after), { within: 15_000 });
  };
  const replay = async (name: string) => {
    isSuperstitious = false;
    await receiver.replayParked(topic, `till-${name}`);
    isSuperstitious = true;
  };

  it('leaves out what is parked, and nothing before it on the same key', async () => {
    await dropped('early', 5, 13, 4);
    expect(await rebuild()).toBe(true);
    expect(await coins('early')).toBe(5);
    await replay('early');
    expect(await coins('early')).toBe(22);
    expect(await rebuild()).toBe(true);
    expect(await coins('early')).toBe(22);
  }, 60_000);

  it('leaves out what was discarded, and nothing after it on the same key', async () => {
    await dropped('late', 5, 13, 4);
    const [first] = await parked('late');
    await vaults.dataSource.query(
      `update parked set settled_at = clock_timestamp(), settled_as = 'discarded' where id = $1`,
      [first!.id],
    );
    await replay('late');
    expect(await coins('late')).toBe(9);
    expect(await rebuild()).toBe(true);
    expect(await coins('late')).toBe(9);
    // Nothing was parked by the build itself.
    expect(await parked('late')).toEqual([]);
    // The message itself is purged in time; the fact that it was discarded is not.
    await vaults.dataSource.query(
      `update parked set settled_at = settled_at - interval '91 days' where settled_at is not null`,
    );
    const nobody = () => undefined;
    await new Retention(target.url, 'bank', { onRound: nobody, onFault: nobody }).round();
    expect(await rebuild()).toBe(true);
    expect(await coins('late')).toBe(9);
  }, 60_000);

  it('begins again where a message that it left out is applied during the build', async () => {
    await dropped('meanwhile', 5, 13, 4);
    const overtaken = await rebuild(async (build, until) => {
      await foreign(build, until);
      if ((await parked('meanwhile')).length > 0) await replay('meanwhile');
    });
    expect(overtaken).toBe(false);
    expect(await coins('meanwhile')).toBe(22);
    expect(await rebuild()).toBe(true);
    expect(await coins('meanwhile')).toBe(22);
  }, 60_000);

  it('does not resume an interrupted build where a message was applied meanwhile', async () => {
    await dropped('broken', 5, 13, 4);
    // It is interrupted when it has read the topics.
    const cutOff = rebuild(async (build, until) => {
      await foreign(build, until);
      throw new Error('cut off');
    });
    await expect(cutOff).rejects.toThrow('cut off');
    await replay('broken');
    expect(await rebuild()).toBe(true);
    expect(await coins('broken')).toBe(22);
  }, 60_000);

  it('ends with a report where it cannot apply a message that the service has applied', async () => {
    await run(tills.engine, add('odd', 1));
    await eventually(async () => expect(await coins('odd')).toBe(1), { within: 15_000 });
    const faulty = {
      ...savings,
      apply() {
        throw new Error('The new code has a fault.');
      },
    };
    const failed = (await begin(faulty)).run('bank', foreign);
    await expect(failed).rejects.toThrow(/CoinsAdded of till-\S+ at \S+ cannot be applied: The new code has a fault\./);
    expect(await coins('odd')).toBe(1);
    expect(await vaults.dataSource.query('select id from parked where settled_at is null')).toEqual([]);
  }, 60_000);

  it('reads from the feed, page by page and once, what a topic that began anew no longer has', async () => {
    for (let n = 0; n < 2_100; n++) await run(tills.engine, add('many', n % 2 === 0 ? 1 : -1));
    await run(tills.engine, add('many', 7));
    await eventually(async () => expect(await coins('many')).toBe(7), { within: 60_000 });
    const connection = new Connection(source.url, 'relay', 'lost');
    const pages: number[] = [];
    const feed: FeedSource = async (_, lane, mark, until, max = 10_000) => {
      const read = await readLane(connection, lane, parsePosition(mark), max);
      const lost = read.filter((one) => comparePositions(one, parsePosition(until)) < 0);
      if (lost.length > 0) pages.push(lost.length);
      return lost.map((one) => {
        const data = one.data as EventFrom<typeof CoinsAdded>['data'];
        return { ...one, ...CoinsAdded.of(data), version: one.pubSeq!, position: positionText(one) };
      });
    };
    const anew = foreignEventsFrom(kafka, prefix, feed);
    const isSwapped = await rebuild((build, until) =>
      anew(
        build,
        until.map((one) => ({ ...one, nextOffset: 0 })),
      ),
    );
    await connection.close();
    expect(isSwapped).toBe(true);
    expect(await coins('many')).toBe(7);
    const [{ sent }] = await tills.dataSource.query('select count(pub_seq)::int as sent from events');
    expect(Math.max(...pages)).toBe(2_000);
    expect(pages.reduce((sum, count) => sum + count, 0)).toBe(sent);
  }, 180_000);
});

import {
  conflict,
  Engine,
  event,
  Model,
  projection,
  publishedBy,
  type Command,
  type Decider,
  type EventFrom,
  type EnginePorts,
  type EventMeta,
  type ModelParts,
} from '@concord/event-sourcing';
import { Type } from 'typebox';
import { Column, DataSource, Entity, PrimaryColumn } from 'typeorm';
import { v7 as uuid7 } from 'uuid';
import { EventStore, laneOf, MIGRATIONS, prepareDatabase, SnakeNaming } from '@concord/event-store';

/** Coins were put into a till. Who cares: the specs of the store. */
export const CoinsAdded = publishedBy('tills')('CoinsAdded', 1, { till: Type.String(), coins: Type.Integer() });
/** Somebody looked. Private. */
export const TillCounted = event('TillCounted', 1, { till: Type.String() });
export const tillEvents = { CoinsAdded, TillCounted };
type TillEvent = EventFrom<typeof CoinsAdded> | EventFrom<typeof TillCounted>;

type AddCoins = Command<'AddCoins', { till: string; coins: number }>;
type CountTill = Command<'CountTill', { till: string }>;

export const till: Decider<AddCoins | CountTill, TillEvent, { coins: number }> = {
  kind: 'till',
  events: tillEvents,
  initial: { coins: 0 },
  commands: ['AddCoins', 'CountTill'],
  id: ({ data }) => data.till,
  decide(command, { coins }) {
    if (command.type === 'CountTill') return [TillCounted.of(command.data)];
    if (command.data.coins === 0) return [];
    if (coins + command.data.coins > 1_000) return conflict('till-full', 'A till holds 1,000 coins.');
    return [CoinsAdded.of(command.data)];
  },
  evolve: ({ coins }, { type, data }) => ({ coins: type === 'CoinsAdded' ? coins + data.coins : coins }),
};

@Entity('till_view')
export class TillRow {
  @PrimaryColumn({ type: 'text' })
  till!: string;

  @Column({ type: 'bigint' })
  coins: number = 0;
}

export const tills = projection('tills.tills', tillEvents, TillRow, ({ data }) => ({ till: data.till }), {
  CoinsAdded: (row, { data }) => ({ ...row, coins: row.coins + data.coins }),
});

/** What another service that hears of coins keeps of them. */
@Entity('savings_view')
export class SavingsRow {
  @PrimaryColumn({ type: 'text' })
  till!: string;

  @Column({ type: 'bigint' })
  coins: number = 0;
}

export const savings = projection('bank.savings', { CoinsAdded }, SavingsRow, ({ data }) => ({ till: data.till }), {
  CoinsAdded: (row, { data }) => ({ ...row, coins: row.coins + data.coins }),
});

export const tillParts: ModelParts = { name: 'tills', deciders: [till], projections: [tills] };
export const PARTITIONS = 4;

/** A prepared database of the tills service. */
export async function openTills(url: string, parts: ModelParts = tillParts) {
  const model = new Model(parts);
  const dataSource = await new DataSource({
    type: 'postgres',
    url,
    entities: (parts.projections ?? []).map(({ row }) => row),
    migrations: MIGRATIONS,
    namingStrategy: new SnakeNaming(),
    poolSize: 3,
  }).initialize();
  await prepareDatabase(dataSource, model, PARTITIONS);
  const store = new EventStore(url, dataSource, model);
  const close = async () => {
    await store.close();
    await dataSource.destroy();
  };
  return { model, dataSource, store, engine: engineOn(model, store), close };
}

/** What an engine gets from outside. */
export const portsOn = (store: EventStore): EnginePorts => ({
  store: store.store,
  clock: { now: () => Date.now() },
  newId: () => uuid7(),
  laneOf: (streamId) => laneOf(streamId, PARTITIONS),
  pause: (ms) => new Promise((resolve) => (ms > 0 ? setTimeout(resolve, ms) : setImmediate(resolve))),
});

/** An engine as one instance of the service has it. */
export const engineOn = (model: Model, store: EventStore) => new Engine(model, portsOn(store));

export const meta: EventMeta = {
  correlationId: 'spec',
  causationId: 'spec',
  actor: { kind: 'user', id: 'spec', role: 'tester' },
};

export const add = (name: string, coins: number) => ({ type: 'AddCoins', data: { till: name, coins } }) as const;

/** Runs one command, or several together; `key` makes it repeatable. */
export const run = (engine: Engine, command: Command | readonly Command[], key?: string) =>
  engine.execute({
    commands: [command].flat().map((each: Command) => ({ command: each })),
    commandId: key ?? uuid7(),
    meta,
    ...(key && {
      answer: {
        principal: 'p',
        key,
        route: 'POST /tills',
        requestHash: JSON.stringify(command),
        status: 200,
        body: (events: readonly unknown[]) => ({ events: events.length }),
      },
    }),
  });

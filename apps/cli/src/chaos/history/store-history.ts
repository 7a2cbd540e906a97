import type { ServiceName } from '@concord/contracts';
import { laneOf } from '@concord/event-store';
import { Client } from 'pg';

import { EFFECTS } from './effects';
import type { Violations } from './violations';

/** A public event as the store holds it. */
export interface StoredEvent {
  readonly eventId: string;
  readonly streamId: string;
  readonly type: string;
  readonly lane: number;
  readonly pubSeq: number;
  readonly position: string;
  /** The data as text, as it goes to the topic. */
  readonly digest: string;
}

/** What one service's database says. */
export interface StoreHistory {
  readonly service: ServiceName;
  readonly events: number;
  /** In the order of the feed. */
  readonly published: readonly StoredEvent[];
  /** By `topic/partition`. */
  readonly positions: ReadonlyMap<string, { readonly nextOffset: number; readonly mark: string }>;
  readonly answeredKeys: ReadonlySet<string>;
}

/** Rules of one database, each as the query of what breaks it. */
const RULES: Readonly<Record<string, string>> = {
  'a stream is not the versions 1 to n, or its head is not its last': `
    select s.stream_id, s.version as head, count(e.version) as events, max(e.version) as last
    from streams s left join events e using (stream_id) group by s.stream_id
    having s.version <> count(e.version) or s.version <> coalesce(max(e.version), 0)`,
  'a stream has not the numbers 1 to n on its public events': `
    select s.stream_id, s.pub_seq as head, count(e.pub_seq) as public, max(e.pub_seq) as last
    from streams s left join events e using (stream_id) group by s.stream_id
    having s.pub_seq <> count(e.pub_seq) or s.pub_seq <> coalesce(max(e.pub_seq), 0)`,
  'an event belongs to no stream': `
    select e.stream_id, e.version from events e left join streams s using (stream_id) where s.stream_id is null`,
  'the feed turns versions around': `
    select stream_id, version from (
      select stream_id, version, row_number() over (partition by stream_id order by era, txid, pos) as turn from events) e
    where turn <> version`,
  'the feed turns public numbers around': `
    select stream_id, pub_seq from (
      select stream_id, pub_seq, row_number() over (partition by stream_id order by era, txid, pos) as turn
      from events where pub_seq is not null) e
    where turn <> pub_seq`,
  'an event id is there twice': `select event_id from events group by event_id having count(*) > 1`,
  'an event is not in the lane of its stream': `
    select e.stream_id, e.lane from events e join streams s using (stream_id) where e.lane <> s.lane`,
  'the relay is not at the end of its lane': `
    select l.lane, l.owner from relay_lanes l where exists (
      select 1 from events e where e.lane = l.lane and e.pub_seq is not null and (e.era, e.txid, e.pos) > (l.era, l.txid, l.pos))`,
  'a timer is overdue': `
    select id, process, name, attempts, due_at from timers
    where fired_at is null and due_at < clock_timestamp() - interval '10 s'`,
  'a message is parked': `select topic, key, type, reason from parked where settled_at is null`,
  'a reaction was refused': `select reaction, cause_type, command, stream_id, code from refused_reactions`,
};

/** Reads a service's database and checks the rules that need nothing else. */
export async function readStore(service: ServiceName, url: string, violations: Violations): Promise<StoreHistory> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    for (const [rule, offenders] of Object.entries({ ...RULES, ...EFFECTS.get(service) })) {
      const { rows } = await client.query(offenders);
      violations.add(
        rule,
        rows.map((row) => `${service} ${JSON.stringify(row)}`),
      );
    }
    const partitions = await one<number>(client, `select count(*)::int as value from relay_lanes`);
    const streams = await client.query<{ id: string; lane: number }>(`select stream_id as id, lane from streams`);
    for (const { id, lane } of streams.rows)
      if (laneOf(id, partitions) !== lane)
        violations.add('a stream is in the wrong lane', `${service} ${id} in ${lane}`);
    const published = await client.query<StoredEvent>(
      `select event_id as "eventId", stream_id as "streamId", type, lane, pub_seq as "pubSeq",
         format('%s.%s.%s', era, txid, pos) as position, md5(data::text) as digest
       from events where pub_seq is not null order by era, txid, pos`,
    );
    const positions = await client.query<{ key: string; nextOffset: number; mark: string }>(
      `select topic || '/' || partition as key, next_offset::float8 as "nextOffset", mark from consumer_positions
       where consumer = $1`,
      [service],
    );
    const keys = await client.query<{ key: string }>(`select key from idempotency_keys`);
    return {
      service,
      events: await one<number>(client, `select count(*)::int as value from events`),
      published: published.rows,
      positions: new Map(positions.rows.map(({ key, ...position }) => [key, position])),
      answeredKeys: new Set(keys.rows.map(({ key }) => key)),
    };
  } finally {
    await client.end();
  }
}

async function one<T>(client: Client, query: string): Promise<T> {
  return (await client.query<{ value: T }>(query)).rows[0]!.value;
}

import { SERVICE_NAMES, type ServiceName } from '@concord/contracts';
import { topicOf } from '@concord/event-bus';
import { parsePosition } from '@concord/event-store';
import { Client } from 'pg';

/** How late the system is, in milliseconds: the age of the oldest event that is not sent, or not applied somewhere. */
export interface Lateness {
  readonly relayMs: number;
  readonly consumerMs: number;
  /** Who is latest, in words. */
  readonly who: string;
}

const RELAY = `
  select l.lane, l.owner, l.era, l.txid::text as txid, l.pos, pg_postmaster_start_time()::text as born,
    (extract(epoch from clock_timestamp() - h.recorded_at) * 1000)::float8 as "lateMs"
  from relay_lanes l left join lateral (
    select e.recorded_at from events e where e.lane = l.lane and e.pub_seq is not null
      and (e.era, e.txid, e.pos) > (l.era, l.txid, l.pos) order by e.era, e.txid, e.pos limit 1) h on true`;
const POSITIONS = `select topic, partition, mark from consumer_positions where consumer = $1`;
const APPLIED = `
  select m.consumer, (max(extract(epoch from clock_timestamp() - h.recorded_at)) * 1000)::float8 as "lateMs"
  from unnest($1::text[], $2::int2[], $3::int2[], $4::xid8[], $5::int8[]) m(consumer, lane, era, txid, pos), lateral (
    select e.recorded_at from events e where e.lane = m.lane and e.pub_seq is not null
      and (e.era, e.txid, e.pos) > (m.era, m.txid, m.pos) order by e.era, e.txid, e.pos limit 1) h
  group by m.consumer`;

interface Mark {
  readonly consumer: ServiceName;
  readonly lane: number;
  readonly mark: string;
}

/** Reads the progress of all services from their databases, past all faults. */
export class ProgressWatch {
  private readonly clients = new Map<string, Promise<Client>>();
  private readonly reached = new Map<string, string>();
  private born = '';
  /** Cursors and marks that moved back. */
  readonly setbacks: string[] = [];
  /** The instance that owns most lanes of each service. */
  readonly relayOwners = new Map<ServiceName, string>();

  constructor(
    private readonly databases: ReadonlyMap<ServiceName, string>,
    private readonly topicPrefix: string,
  ) {}

  /** Undefined while a database cannot be asked. */
  async look(): Promise<Lateness | undefined> {
    try {
      const names = SERVICE_NAMES;
      const relays = await Promise.all(names.map((name) => this.relay(name)));
      const marks = (await Promise.all(names.map((name) => this.marks(name)))).flat();
      const late = [
        ...relays,
        ...(
          await Promise.all(
            names.map((name) =>
              this.applied(
                name,
                marks.filter(({ source }) => source === name),
              ),
            ),
          )
        ).flat(),
      ].sort((a, b) => b.ms - a.ms);
      const most = (kind: string) => late.find((each) => each.kind === kind)?.ms ?? 0;
      return { relayMs: most('relay'), consumerMs: most('consumer'), who: late[0] ? `${late[0].who}` : 'nobody' };
    } catch {
      await this.close();
      return undefined;
    }
  }

  async close(): Promise<void> {
    const clients = [...this.clients.values()];
    this.clients.clear();
    for (const client of clients) await client.then((open) => open.end()).catch(() => undefined);
  }

  private async relay(name: ServiceName) {
    type Row = {
      lane: number;
      owner: string | null;
      era: number;
      txid: string;
      pos: number;
      born: string;
      lateMs: number | null;
    };
    const { rows } = await (await this.client(name)).query<Row>(RELAY);
    const key = `${this.databases.get(name)} ${rows[0]?.born}`;
    for (const { lane, era, txid, pos } of rows) this.notBack(`${key} ${name} relay ${lane}`, `${era}.${txid}.${pos}`);
    const owner = rows.find((row) => row.owner)?.owner;
    if (owner) this.relayOwners.set(name, owner);
    this.born = rows[0]?.born ?? this.born;
    return { kind: 'relay', ms: Math.max(0, ...rows.map(({ lateMs }) => lateMs ?? 0)), who: `the relay of ${name}` };
  }

  private async marks(name: ServiceName): Promise<(Mark & { source: ServiceName })[]> {
    type Row = { topic: string; partition: number; mark: string };
    const { rows } = await (await this.client(name)).query<Row>(POSITIONS, [name]);
    for (const { topic, partition, mark } of rows)
      this.notBack(`${this.databases.get(name)} ${this.born} ${name} in ${topic}/${partition}`, mark);
    return SERVICE_NAMES.flatMap((source) => {
      const topic = topicOf(source, this.topicPrefix);
      return rows
        .filter((row) => row.topic === topic)
        .map(({ partition, mark }) => ({ consumer: name, source, lane: partition, mark }));
    });
  }

  private async applied(source: ServiceName, marks: readonly Mark[]) {
    const places = marks.map(({ mark }) => parsePosition(mark));
    const { rows } = await (
      await this.client(source)
    ).query<{ consumer: string; lateMs: number }>(APPLIED, [
      marks.map(({ consumer }) => consumer),
      marks.map(({ lane }) => lane),
      places.map(({ era }) => era),
      places.map(({ txid }) => txid),
      places.map(({ pos }) => pos),
    ]);
    return rows.map(({ consumer, lateMs }) => ({
      kind: 'consumer',
      ms: lateMs,
      who: `${consumer} in what ${source} said`,
    }));
  }

  /** What a crash of the database may lose is read again after it; otherwise nothing ever moves back. */
  private notBack(what: string, position: string) {
    const before = this.reached.get(what);
    if (before !== undefined && isBefore(position, before))
      this.setbacks.push(`${what.replace(/^\S+ /, '')} went back from ${before} to ${position}`);
    this.reached.set(what, position);
  }

  private client(name: ServiceName): Promise<Client> {
    // Not by name: a database may move to another server.
    const url = this.databases.get(name)!;
    let client = this.clients.get(url);
    if (!client) {
      const open = new Client({
        connectionString: url,
        query_timeout: 2_000,
        connectionTimeoutMillis: 2_000,
      });
      open.on('error', () => undefined);
      client = open.connect().then(() => open);
      client.catch(() => undefined);
      this.clients.set(url, client);
    }
    return client;
  }
}

function isBefore(a: string, b: string): boolean {
  const [x, y] = [parsePosition(a), parsePosition(b)];
  if (x.era !== y.era) return x.era < y.era;
  if (x.txid !== y.txid) return BigInt(x.txid) < BigInt(y.txid);
  return x.pos < y.pos;
}

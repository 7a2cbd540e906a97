import {
  passing,
  passingSoon,
  type Batch,
  type Committed,
  type DomainEvent,
  type LoadRequest,
  type Loaded,
  type LoadedRow,
  type LoadedStream,
  type Store,
  type StorePath,
} from '@concord/event-sourcing';
import { commitStatement } from './commit-statement';
import type { Connection } from './connection';
import { binaryList } from './lists';
import { keyColumns, keyOfRow, REVISION, type View } from './views';

/**
 * A row for each event after the snapshot, in few columns, since every one costs; and one for each stream, which has no
 * type and says the rest in its data.
 */
const STREAMS = `
with h as materialized (
  select i.n, s.stream_id, s.version, s.pub_seq, s.closed_at, n.shape_version, n.version as snapshot_version, n.state
  from unnest($1::text[], $2::int[]) with ordinality i(id, shape, n)
  join streams s on s.stream_id = i.id
  left join snapshots n on n.stream_id = i.id and n.shape_version = i.shape)
select n::int as n, version, null as type, null::int2 as "schemaVersion", json_build_object('pubSeq', pub_seq,
  'closed', closed_at is not null, 'shapeVersion', shape_version, 'snapshotVersion', snapshot_version, 'state', state) as data
from h
union all
select h.n::int, e.version, e.type, e.schema_version, e.data
from h join events e on e.stream_id = h.stream_id and e.version > coalesce(h.snapshot_version, 0)`;

const ANSWERS = `
select k.principal, k.key, k.request_hash as "requestHash", k.status, k.response as body,
  (select format('%s.%s.%s.%s', e.lane, e.era, e.txid, e.pos) from events e
    where e.stream_id = k.stream_id and e.pub_seq is not null order by e.version desc limit 1) as token
from unnest($1::text[], $2::text[]) i(principal, key)
join idempotency_keys k on k.principal = i.principal and k.key = i.key`;

/** The event store on Postgres, as the engine sees it. One connection a path: units go one after the other. */
export class PostgresStore implements Store {
  constructor(
    private readonly connections: Record<StorePath, Connection>,
    /** The consumer's name in `consumer_positions`: the service's. */
    private readonly consumer: string,
    private readonly viewOf: (name: string) => View,
  ) {}

  async load({ streams, rows, answers }: LoadRequest, path: StorePath): Promise<Loaded> {
    const connection = this.connections[path];
    const [loadedStreams, loadedAnswers, ...loadedRows] = await Promise.all([
      streams.length > 0 ? this.loadStreams(streams, connection) : [],
      answers.length > 0 ? this.loadAnswers(answers, connection) : [],
      ...rows.map(({ view, keys }) => this.loadRows(this.viewOf(view), keys, connection)),
    ]);
    return { streams: loadedStreams, rows: loadedRows.flat(), answers: loadedAnswers };
  }

  session(path: StorePath): number {
    return this.connections[path].session;
  }

  async commit(batch: Batch, path: StorePath, session: number): Promise<Committed> {
    const { text, values } = commitStatement(batch, this.consumer, this.viewOf);
    type Row = { txid: string; era: number; pos: string[] };
    const cause = causeOf(batch);
    passing(`${cause}.before-commit`);
    const answer = this.connections[path].query<Row>(text, values, session);
    if (cause !== 'timer') passingSoon(`${cause}.commit-sent`);
    const { txid, era, pos } = (await answer).rows[0]!;
    if (cause !== 'timer') passing(`${cause}.committed`);
    return { txid, era, pos };
  }

  private async loadStreams(streams: LoadRequest['streams'], connection: Connection): Promise<LoadedStream[]> {
    const ids = binaryList(
      'text',
      streams.map(({ streamId }) => streamId),
    );
    const shapes = binaryList(
      'integer',
      streams.map(({ shapeVersion }) => shapeVersion),
    );
    const { rows } = await connection.query<StreamRow | EventRow>(STREAMS, [ids, shapes]);
    const found = new Map<number, LoadedStream & { events: EventRow[] }>();
    for (const row of rows)
      if (row.type === null)
        found.set(row.n, { ...loadedStream(streams[row.n - 1]!.streamId, row.version, row.data), events: [] });
    for (const row of rows) if (row.type !== null) found.get(row.n)!.events.push(row);
    // As they come from the index, but nothing promises it.
    for (const { events } of found.values()) events.sort((a, b) => a.version - b.version);
    return [...found.values()];
  }

  private async loadAnswers(answers: LoadRequest['answers'], connection: Connection) {
    const values = [answers.map(({ principal }) => principal), answers.map(({ key }) => key)];
    const { rows } = await connection.query<Loaded['answers'][number] & { token: string | null }>(ANSWERS, values);
    return rows.map(({ token, ...answer }) => ({ ...answer, ...(token && { token: `${this.consumer}.${token}` }) }));
  }

  private async loadRows(view: View, keys: readonly string[], connection: Connection): Promise<LoadedRow[]> {
    const columns = view.columns.map(({ column, property }) => `t."${column}" as "${property}"`).join(', ');
    const lists = view.key.map(({ type }, n) => `$${n + 1}::${type}[]`).join(', ');
    const names = view.key.map((_, n) => `k${n}`).join(', ');
    const match = view.key.map(({ column }, n) => `t."${column}" = i.k${n}`).join(' and ');
    const { rows } = await connection.query<Record<string, unknown>>(
      `select t.${REVISION} as "${REVISION}", ${columns} from unnest(${lists}) i(${names}) join "${view.table}" t on ${match}`,
      keyColumns(view, keys).map((list, n) => binaryList(view.key[n]!.type, list)),
    );
    return rows.map(({ [REVISION]: rev, ...row }) => ({
      view: view.name,
      key: keyOfRow(view, row),
      row,
      rev: rev as number,
    }));
  }
}

interface EventRow extends DomainEvent {
  /** Of the stream among those asked for, from 1 on. */
  readonly n: number;
  readonly version: number;
}

interface StreamRow {
  readonly n: number;
  readonly version: number;
  readonly type: null;
  readonly data: {
    readonly pubSeq: number;
    readonly closed: boolean;
    readonly shapeVersion: number | null;
    readonly snapshotVersion: number;
    readonly state: unknown;
  };
}

function loadedStream(streamId: string, version: number, { pubSeq, closed, ...kept }: StreamRow['data']) {
  const { shapeVersion, snapshotVersion, state } = kept;
  const snapshot = shapeVersion === null ? undefined : { shapeVersion, version: snapshotVersion, state };
  return { streamId, version, pubSeq, closed, ...(snapshot && { snapshot }) };
}

/** What a batch comes from, as crash points tell them apart. */
function causeOf({ positions, firedTimers, heldTimers }: Batch): 'append' | 'consumer' | 'timer' {
  if (positions.length > 0) return 'consumer';
  return firedTimers.length + heldTimers.length > 0 ? 'timer' : 'append';
}

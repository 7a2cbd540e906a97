import {
  passing,
  passingSoon,
  type Batch,
  type Committed,
  type LoadRequest,
  type Loaded,
  type LoadedRow,
  type LoadedStream,
  type Store,
  type StorePath,
} from '@concord/event-sourcing';
import { commitStatement } from './commit-statement';
import type { Connection } from './connection';
import { keyColumns, keyOfRow, REVISION, type View } from './views';

const STREAMS = `
select s.stream_id as "streamId", s.version, s.pub_seq as "pubSeq", s.closed_at is not null as closed,
  n.shape_version as "shapeVersion", n.version as "snapshotVersion", n.state,
  (select json_agg(json_build_object('type', e.type, 'schemaVersion', e.schema_version, 'data', e.data) order by e.version)
    from events e where e.stream_id = s.stream_id and e.version > coalesce(n.version, 0)) as events
from unnest($1::text[], $2::int[]) i(id, shape)
join streams s on s.stream_id = i.id
left join snapshots n on n.stream_id = i.id and n.shape_version = i.shape`;

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
    type Row = LoadedStream & { shapeVersion: number | null; snapshotVersion: number; state: unknown };
    const values = [streams.map(({ streamId }) => streamId), streams.map(({ shapeVersion }) => shapeVersion)];
    const { rows } = await connection.query<Row>(STREAMS, values);
    return rows.map(({ shapeVersion, snapshotVersion, state, events, ...stream }) => ({
      ...stream,
      events: events ?? [],
      ...(shapeVersion !== null && { snapshot: { shapeVersion, version: snapshotVersion, state } }),
    }));
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
      keyColumns(view, keys),
    );
    return rows.map(({ [REVISION]: rev, ...row }) => ({
      view: view.name,
      key: keyOfRow(view, row),
      row,
      rev: rev as number,
    }));
  }
}

/** What a batch comes from, as crash points tell them apart. */
function causeOf({ positions, firedTimers, heldTimers }: Batch): 'append' | 'consumer' | 'timer' {
  if (positions.length > 0) return 'consumer';
  return firedTimers.length + heldTimers.length > 0 ? 'timer' : 'append';
}

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
 * One row for each stream, in few columns, with its events after the snapshot in three texts: parsing a hundred rows
 * costs more than reading them. Versions are left out: a stream has no gaps.
 */
const STREAMS = `
select json_build_array(i.n, s.version, s.pub_seq, p.shape_version, p.version) as head,
  p.state, e.types, e.versions, e.data
from unnest($1::text[], $2::int[]) with ordinality i(id, shape, n)
join streams s on s.stream_id = i.id
left join snapshots p on p.stream_id = i.id and p.shape_version = i.shape
cross join lateral (
  select string_agg(type, ',' order by version) as types, string_agg(data::text, ',' order by version) as data,
    array_agg(schema_version order by version)::text as versions
  from events where stream_id = i.id and version > coalesce(p.version, 0)) e`;

/** Answers by key, with their consistency tokens. Answers of before `token_of` name one stream, which stands at its end. */
const ANSWERS = `
select k.principal, k.key, k.request_hash as "requestHash", k.status, k.response as body, k.rights,
  (select string_agg(format('%s.%s.%s.%s.%s', $3::text, l.lane, l.era, l.txid, l.pos), ', ' order by l.lane)
    from (select distinct on (e.lane) e.lane, e.era, e.txid, e.pos
      from json_to_recordset(coalesce(k.token_of, json_build_array(json_build_object('streamId', k.stream_id))))
        s("streamId" text, version int)
      cross join lateral (
        select lane, era, txid, pos from events
        where stream_id = s."streamId" and version <= coalesce(s.version, 2147483647) and pub_seq is not null
        order by version desc limit 1) e
      order by e.lane, e.era desc, e.txid desc, e.pos desc) l) as token
from unnest($1::text[], $2::text[]) i(principal, key)
join idempotency_keys k on k.principal = i.principal and k.key = i.key`;

/**
 * The event store on Postgres, as the engine sees it. One connection for each path: its units run one after the other.
 */
export class PostgresStore implements Store {
  constructor(
    private readonly connections: Record<StorePath, Connection>,
    /** The consumer's name in `consumer_positions`: that of the service. */
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
    const { rows } = await connection.query<StreamRow>(STREAMS, [ids, shapes]);
    return rows.map((row) => loadedStream(streams[row.head[0] - 1]!.streamId, row));
  }

  private async loadAnswers(answers: LoadRequest['answers'], connection: Connection) {
    const values = [answers.map(({ principal }) => principal), answers.map(({ key }) => key), this.consumer];
    const { rows } = await connection.query<Loaded['answers'][number] & { token: string | null }>(ANSWERS, values);
    return rows.map(({ token, ...answer }) => ({ ...answer, ...(token && { token }) }));
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

interface StreamRow {
  /** The index of the requested stream, from 1 on; its head row; its snapshot, if one has the right shape. */
  readonly head: [
    n: number,
    version: number,
    pubSeq: number,
    shapeVersion: number | null,
    snapshotVersion: number | null,
  ];
  readonly state: unknown;
  /** The events, each column as a list with commas; null where there are none. */
  readonly types: string | null;
  readonly versions: string | null;
  readonly data: string | null;
}

function loadedStream(streamId: string, { head, state, types, versions, data }: StreamRow): LoadedStream {
  const [, version, pubSeq, shapeVersion, snapshotVersion] = head;
  const snapshot = shapeVersion === null ? undefined : { shapeVersion, version: snapshotVersion ?? 0, state };
  const schemaVersions = versions?.slice(1, -1).split(',') ?? [];
  const bodies = JSON.parse(`[${data ?? ''}]`) as unknown[];
  const events = (types?.split(',') ?? []).map((type, n): DomainEvent => ({
    type,
    schemaVersion: Number(schemaVersions[n]),
    data: bodies[n],
  }));
  if (events.length !== version - (snapshotVersion ?? 0))
    throw new Error(`The stream ${streamId} is at version ${version}, and its events are not all there.`);
  return { streamId, version, pubSeq, ...(snapshot && { snapshot }), events };
}

/** The origin of a batch, by which crash points are told apart. */
function causeOf({ positions, firedTimers, heldTimers }: Batch): 'append' | 'consumer' | 'timer' {
  if (positions.length > 0) return 'consumer';
  return firedTimers.length + heldTimers.length > 0 ? 'timer' : 'append';
}

import { EventTooLarge, type Batch } from '@concord/event-sourcing';
import { POSITION_MOVED } from './connection';
import { addRowChanges } from './row-changes';
import { namesOf, Statement, type Columns } from './statement';
import type { View } from './views';

const CONFLICT = '40001';
/** A message of a topic has at most 4 MiB, with its headers. */
const EVENT_BYTES_MAX = 4_000_000;
/**
 * An open timer. The condition is written so that Postgres does not use the index of due timers here: with a plan from
 * an empty table, the statement would then scan all open timers to find these few.
 */
const NOT_FIRED = `coalesce(t.fired_at, 'infinity') = 'infinity'`;

/**
 * A whole batch as one statement: one round trip, one commit. Unused parts are left out, so the text depends only on
 * which parts there are, and can be prepared. A part that finds another number of rows than the batch expects fails the
 * statement with an error code, which undoes everything. `docs/internals/commit-statement.md` lists the parts.
 */
export function commitStatement(batch: Batch, consumer: string, viewOf: (name: string) => View) {
  const st = new Statement();
  st.add('tx', 'select pg_current_xact_id() id, (select era from era) era', { materialized: true });
  movePositions(st, batch, consumer);
  openStreams(st, batch);
  moveStreams(st, batch);
  relyOnStreams(st, batch);
  appendEvents(st, batch);
  keepSnapshots(st, batch);
  changeTimers(st, batch);
  keepAnswers(st, batch);
  park(st, batch);
  keepRefused(st, batch);
  settleReplayed(st, batch);
  batch.rows.forEach((changes, n) => addRowChanges(st, viewOf(changes.view), changes, n, CONFLICT));
  const pos = batch.events.length > 0 ? '(select array_agg(pos order by pos) from events_appended)' : `'{}'::int8[]`;
  const text = st.select(`(select id from tx)::text as txid, (select era from tx) as era, ${pos}::text[] as pos`);
  return { text, values: st.values };
}

const MATERIALIZED = { materialized: true };
const THIS_ERA = '(select era from tx)';
const THIS_TRANSACTION = '(select id from tx)';

/** Positions move by comparison: a consumer whose partition another consumer has moved writes nothing. */
function movePositions(st: Statement, batch: Batch, consumer: string): void {
  if (batch.positions.length === 0) return;
  const moves = inOrder(batch.positions, ({ topic, partition }) => `${topic}/${partition}`);
  const columns: Columns<(typeof moves)[number]> = {
    topic: 'text',
    partition: 'integer',
    fromOffset: 'bigint',
    nextOffset: 'bigint',
    mark: 'text',
  };
  st.add('moves', `select * from ${st.rows('i', moves, columns)}`, MATERIALIZED);
  const name = st.value(consumer, 'text');
  // Without a stored position only a move from 0 fits: a crash may have lost the remembered row.
  st.addChecked(
    'positions_moved',
    `insert into consumer_positions as p (consumer, topic, partition, next_offset, mark)
      select ${name}, i.topic, i.partition, i.next_offset, i.mark from moves i
      where i.from_offset = 0 or exists (select 1 from consumer_positions s
        where s.consumer = ${name} and s.topic = i.topic and s.partition = i.partition)
      on conflict (consumer, topic, partition) do update set next_offset = excluded.next_offset, mark = excluded.mark
      where p.next_offset =
        (select f.from_offset from moves f where f.topic = p.topic and f.partition = p.partition)
      returning 1`,
    moves.length,
    POSITION_MOVED,
  );
}

/** New streams. Their part stands before the events: two commits that open the same stream meet at its head row. */
function openStreams(st: Statement, { streams }: Batch): void {
  const opened = inOrder(
    streams.filter(({ fromVersion }) => fromVersion === 0),
    ({ streamId }) => streamId,
  );
  if (opened.length === 0) return;
  const columns: Columns<(typeof opened)[number]> = {
    streamId: 'text',
    kind: 'text',
    lane: 'smallint',
    version: 'integer',
    pubSeq: 'integer',
  };
  const names = namesOf(columns);
  st.addChecked(
    'streams_opened',
    `insert into streams (${names}, era, last_txid)
      select ${names}, ${THIS_ERA}, ${THIS_TRANSACTION} from ${st.rows('i', opened, columns)} returning 1`,
    opened.length,
    CONFLICT,
  );
}

/** Existing streams: appended to at the version on which the decision rests, and never after a younger transaction. */
function moveStreams(st: Statement, { streams }: Batch): void {
  const moved = streams.filter(({ fromVersion }) => fromVersion > 0);
  if (moved.length === 0) return;
  const columns: Columns<(typeof moved)[number]> = {
    streamId: 'text',
    fromVersion: 'integer',
    version: 'integer',
    pubSeq: 'integer',
  };
  const rows = st.rows('i', moved, columns);
  // An update from a list has no guaranteed lock order: two writers of the same streams could deadlock. So several
  // streams are locked first, in order; the condition that is always true makes the update wait for that part.
  const locked = moved.length > 1;
  if (locked) {
    const ids = st.list(
      'text',
      moved.map(({ streamId }) => streamId),
    );
    st.add(
      'streams_locked',
      `select 1 from streams where stream_id = any(${ids}) order by stream_id for update`,
      MATERIALIZED,
    );
  }
  const afterLocks = locked ? ' and (select count(*) from streams_locked) >= 0' : '';
  // The feed is ordered by transaction: a transaction that is older than the last one of a stream may not append after
  // it.
  st.addChecked(
    'streams_moved',
    `update streams t set version = i.version, pub_seq = i.pub_seq, era = ${THIS_ERA}, last_txid = ${THIS_TRANSACTION}
      from ${rows}
      where t.stream_id = i.stream_id and t.version = i.from_version
        and (t.era < ${THIS_ERA} or t.last_txid <= ${THIS_TRANSACTION})${afterLocks}
      returning 1`,
    moved.length,
    CONFLICT,
  );
}

/** Streams that a decision read and did not change: they must have the same version. */
function relyOnStreams(st: Statement, { reliedOn }: Batch): void {
  const existing = reliedOn.filter(({ version }) => version > 0);
  // Two decisions that rest on each other's streams would both pass on their snapshots: so these streams are locked
  // until the commit. A stream that another transaction is changing counts as changed, because waiting for it could
  // deadlock.
  if (existing.length > 0)
    st.addChecked(
      'streams_as_read',
      `select 1 from ${st.rows('i', existing, { streamId: 'text', version: 'integer' })}
      join streams t on t.stream_id = i.stream_id and t.version = i.version for share of t skip locked`,
      existing.length,
      CONFLICT,
      MATERIALIZED,
    );
  const absent = reliedOn.filter(({ version }) => version === 0).map(({ streamId }) => streamId);
  if (absent.length > 0)
    st.addChecked(
      'streams_absent',
      `select 1 from streams where stream_id = any(${st.list('text', absent)})`,
      0,
      CONFLICT,
    );
}

function appendEvents(st: Statement, { events }: Batch): void {
  if (events.length === 0) return;
  const metaOf = sharedText();
  const columns: Columns<(typeof events)[number]> = {
    streamId: 'text',
    version: 'integer',
    eventId: 'uuid',
    type: 'text',
    schemaVersion: 'smallint',
    data: ['json', dataOf],
    meta: ['json', ({ meta }) => metaOf(meta)],
    occurredAt: 'timestamp with time zone',
    lane: 'smallint',
    pubSeq: 'integer',
  };
  const names = namesOf(columns);
  st.add(
    'events_appended',
    `insert into events (era, txid, ${names})
      select ${THIS_ERA}, ${THIS_TRANSACTION}, ${names} from ${st.rows('i', events, columns)} returning pos`,
  );
}

function keepSnapshots(st: Statement, { snapshots }: Batch): void {
  if (snapshots.length === 0) return;
  const columns: Columns<(typeof snapshots)[number]> = {
    streamId: 'text',
    shapeVersion: 'integer',
    version: 'integer',
    state: 'json',
  };
  const names = namesOf(columns);
  st.add(
    'snapshots_kept',
    `insert into snapshots as s (${names}) select ${names} from ${st.rows('i', snapshots, columns)}
      on conflict (stream_id) do update set shape_version = excluded.shape_version, version = excluded.version,
        state = excluded.state`,
  );
}

/**
 * Timers that are set, stopped, fired, or fired and set again. Only a claimed timer fires: setting it again ends the
 * claim.
 */
function changeTimers(st: Statement, batch: Batch): void {
  const { stoppedTimers, firedTimers, heldTimers } = batch;
  const timers = inOrder(batch.timers, ({ id }) => id);
  // A call under a key that is still unanswered is the same call; after its answer the key may be called again.
  if (timers.length > 0) {
    const columns: Columns<(typeof timers)[number]> = {
      id: 'uuid',
      dueAt: 'timestamp with time zone',
      process: 'text',
      processId: 'text',
      name: 'text',
      body: 'json',
    };
    const names = namesOf(columns);
    st.add(
      'timers_set',
      `insert into timers as t (${names}, claimed_until)
      select ${names}, case when i.process like 'gateway:%' then clock_timestamp() + interval '30 s' end
      from ${st.rows('i', timers, columns)}
      on conflict (id) do update set due_at = excluded.due_at, body = excluded.body, attempts = 0, failure = null,
        claimed_until = excluded.claimed_until, fired_at = null
      where t.process not like 'gateway:%' or t.fired_at is not null or t.id = any(${st.list('uuid', heldTimers)})`,
    );
  }
  if (stoppedTimers.length > 0)
    st.add(
      'timers_stopped',
      `delete from timers t where t.id = any(${st.list('uuid', stoppedTimers)}) and ${NOT_FIRED}`,
    );
  if (firedTimers.length > 0)
    st.addChecked(
      'timers_fired',
      `delete from timers t
      where t.id = any(${st.list('uuid', firedTimers)}) and ${NOT_FIRED} and t.claimed_until is not null returning 1`,
      firedTimers.length,
      POSITION_MOVED,
    );
  if (heldTimers.length > 0)
    st.addChecked(
      'timers_held',
      `select 1 from timers t
      where t.id = any(${st.list('uuid', heldTimers)}) and ${NOT_FIRED} and t.claimed_until is not null for update`,
      heldTimers.length,
      POSITION_MOVED,
      MATERIALIZED,
    );
}

function keepAnswers(st: Statement, batch: Batch): void {
  if (batch.answers.length === 0) return;
  const answers = inOrder(batch.answers, ({ principal, key }) => `${principal}\n${key}`);
  const columns: Columns<(typeof answers)[number]> = {
    principal: 'text',
    key: 'text',
    route: 'text',
    requestHash: 'text',
    status: 'smallint',
    response: ['json', ({ body }) => JSON.stringify(body ?? null)],
    tokenOf: 'json',
    rights: 'json',
  };
  const names = namesOf(columns);
  st.add(
    'answers_kept',
    `insert into idempotency_keys (${names}) select ${names} from ${st.rows('i', answers, columns)}`,
  );
}

function park(st: Statement, { parked }: Batch): void {
  if (parked.length === 0) return;
  const columns: Columns<(typeof parked)[number]> = {
    topic: 'text',
    partition: 'integer',
    offset: 'bigint',
    key: 'text',
    eventId: 'text',
    type: 'text',
    reason: 'text',
    event: 'json',
  };
  const names = namesOf(columns);
  st.add(
    'messages_parked',
    `insert into parked (${names}) select ${names} from ${st.rows('i', parked, columns)}
      on conflict (topic, partition, "offset", event_id) do nothing`,
  );
}

function keepRefused(st: Statement, { refused }: Batch): void {
  if (refused.length === 0) return;
  const columns: Columns<(typeof refused)[number]> = {
    id: 'uuid',
    reaction: 'text',
    command: 'text',
    streamId: 'text',
    code: 'text',
    causeId: 'text',
    causeType: 'text',
    correlationId: 'text',
  };
  const names = namesOf(columns);
  st.add(
    'refusals_kept',
    `insert into refused_reactions (${names}) select ${names} from ${st.rows('i', refused, columns)}
      on conflict (id) do nothing`,
  );
}

function settleReplayed(st: Statement, { replayed }: Batch): void {
  if (replayed.length === 0) return;
  st.addChecked(
    'messages_replayed',
    `update parked set settled_at = clock_timestamp(), settled_as = 'replayed'
      where id = any(${st.list('uuid', replayed)}) and settled_at is null returning 1`,
    replayed.length,
    POSITION_MOVED,
  );
}

/** Rows that two transactions may write at once are written in one order, whatever the order of the work was. */
const inOrder = <T>(list: readonly T[], keyOf: (one: T) => string): T[] =>
  list.toSorted((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));

function dataOf(event: Batch['events'][number]): string {
  const text = JSON.stringify(event.data);
  // A text has at most three times as many bytes as characters.
  if (text.length > EVENT_BYTES_MAX / 3) {
    const bytes = Buffer.byteLength(text);
    if (bytes > EVENT_BYTES_MAX) throw new EventTooLarge(event, bytes, EVENT_BYTES_MAX);
  }
  return text;
}

/** JSON of objects that many items share: each is serialised once. */
function sharedText(): (object: object) => string {
  const texts = new Map<object, string>();
  return (object) => {
    let text = texts.get(object);
    if (text === undefined) texts.set(object, (text = JSON.stringify(object)));
    return text;
  };
}

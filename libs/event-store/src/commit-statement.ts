import { EventTooLarge, type Batch, type NewAnswer } from '@concord/event-sourcing';
import { POSITION_MOVED } from './connection';
import { binaryList, type ListType } from './lists';
import { keyColumns, REVISION, type View } from './views';

const CONFLICT = '40001';
/** A message of a topic has at most 4 MiB, with its headers. */
const EVENT_BYTES_MAX = 4_000_000;
/**
 * Said as the index of what is due does not: planned on an empty table, a statement would go through all timers that are
 * open to find these few.
 */
const NOT_FIRED = `coalesce(t.fired_at, 'infinity') = 'infinity'`;

/**
 * A whole batch as one statement: one round trip, one commit. Parts that the batch does not have are left out, so its
 * text depends on which parts there are and can be prepared. The last select counts what each compare matched and fails
 * with that compare's error code, which undoes everything.
 */
export function commitStatement(batch: Batch, consumer: string, viewOf: (name: string) => View) {
  const values: unknown[] = [];
  const $ = (value: unknown, type: string) => `$${values.push(value)}::${type}`;
  const list = (type: ListType, items: readonly unknown[]) => $(binaryList(type, items), `${type}[]`);
  const lists = <T extends object>(items: readonly T[], types: { readonly [K in keyof T]?: ListType }) =>
    Object.entries(types as Record<string, ListType>)
      .map(([name, type]) =>
        list(
          type,
          items.map((item) => item[name as keyof T]),
        ),
      )
      .join(', ');
  const parts = ['c as materialized (select pg_current_xact_id() t, (select era from era) e)'];
  const compares: string[] = [];
  const expect = (part: string, rows: number, code: string) =>
    compares.push(`when (select count(*) from ${part}) <> ${$(rows, 'int')} then fail('${code}')`);

  const { streams, reliedOn, events, snapshots, rows, stoppedTimers, firedTimers, heldTimers } = batch;
  // Rows that two transactions may write at once are written in one order, whatever the order of the work was.
  const positions = inOrder(batch.positions, ({ topic, partition }) => `${topic}/${partition}`);
  const timers = inOrder(batch.timers, ({ id }) => id);
  const answers = inOrder(batch.answers, ({ principal, key }) => `${principal}\n${key}`);
  if (positions.length > 0) {
    const moves = lists(positions, {
      ...{ topic: 'text', partition: 'integer', fromOffset: 'bigint', nextOffset: 'bigint', mark: 'text' },
    });
    // Where nothing is stored only a beginning fits: a crash may have taken the row that is believed to be there.
    parts.push(`pos as (
      insert into consumer_positions as p (consumer, topic, partition, next_offset, mark)
      select ${$(consumer, 'text')}, i.topic, i.partition, i.next_offset, i.mark
      from unnest(${moves}) i(topic, partition, from_offset, next_offset, mark)
      where i.from_offset = 0 or exists (select 1 from consumer_positions s
        where s.consumer = ${$(consumer, 'text')} and s.topic = i.topic and s.partition = i.partition)
      on conflict (consumer, topic, partition) do update set next_offset = excluded.next_offset, mark = excluded.mark
      where p.next_offset = (select f.o from unnest(${moves}) f(t, n, o, x, y) where f.t = p.topic and f.n = p.partition)
      returning 1)`);
    expect('pos', positions.length, POSITION_MOVED);
  }

  const opened = inOrder(
    streams.filter((s) => s.fromVersion === 0),
    ({ streamId }) => streamId,
  );
  if (opened.length > 0) {
    const types = { streamId: 'text', kind: 'text', lane: 'smallint', version: 'integer', pubSeq: 'integer' } as const;
    parts.push(`ns as (
      insert into streams (stream_id, kind, lane, version, pub_seq, era, last_txid)
      select i.*, (select e from c), (select t from c) from unnest(${lists(opened, types)}) i
      returning 1)`);
    // Counted early, so that it is written before the events: two that open the same streams then meet at the first one.
    expect('ns', opened.length, CONFLICT);
  }

  const moved = streams.filter((s) => s.fromVersion > 0);
  if (moved.length > 0) {
    const ids = lists(moved, { streamId: 'text' });
    const versions = lists(moved, { fromVersion: 'integer', version: 'integer', pubSeq: 'integer' });
    // An update from a list promises no order of locks: two writers on the same streams would wait for each other.
    const locked = moved.length > 1;
    if (locked)
      parts.push(
        `lk as materialized (select 1 from streams where stream_id = any(${ids}) order by stream_id for update)`,
      );
    // The feed is ordered by transaction: one that is older than the last of a stream may not append after it.
    parts.push(`us as (
      update streams t set version = i.v, pub_seq = i.q, era = (select e from c), last_txid = (select t from c)
      from unnest(${ids}, ${versions}) i(id, ov, v, q)
      where t.stream_id = i.id and t.version = i.ov and t.closed_at is null
        and (t.era < (select e from c) or t.last_txid <= (select t from c))${locked ? '\n        and (select count(*) from lk) >= 0' : ''}
      returning 1)`);
    expect('us', moved.length, CONFLICT);
  }

  const existing = reliedOn.filter((s) => s.version > 0);
  const absent = reliedOn.filter((s) => s.version === 0);
  if (existing.length > 0) {
    // Two decisions that rest on each other's streams would both go through on their snapshots: so these stay as they
    // are until the commit. One that is being moved counts as moved, because waiting for it could be for ever.
    parts.push(`rs as materialized (
      select 1 from unnest(${lists(existing, { streamId: 'text', version: 'integer' })}) i(id, v)
      join streams t on t.stream_id = i.id and t.version = i.v for share of t skip locked)`);
    expect('rs', existing.length, CONFLICT);
  }
  if (absent.length > 0) {
    parts.push(`ra as (select 1 from streams where stream_id = any(${lists(absent, { streamId: 'text' })}))`);
    expect('ra', 0, CONFLICT);
  }

  if (events.length > 0) {
    const keys = lists(events, {
      ...{ streamId: 'text', version: 'integer', eventId: 'uuid', type: 'text', schemaVersion: 'smallint' },
    });
    const texts = `${list('json', events.map(dataOf))}, ${list('json', metas(events))}`;
    const times = lists(events, { occurredAt: 'timestamp with time zone', lane: 'smallint', pubSeq: 'integer' });
    parts.push(`ev as (
      insert into events (era, txid, stream_id, version, event_id, type, schema_version, data, meta, occurred_at, lane, pub_seq)
      select (select e from c), (select t from c), i.* from unnest(${keys}, ${texts}, ${times}) i
      returning pos)`);
  }

  if (snapshots.length > 0) {
    const heads = lists(snapshots, { streamId: 'text', shapeVersion: 'integer', version: 'integer' });
    parts.push(`sn as (
      insert into snapshots as s (stream_id, shape_version, version, state)
      select * from unnest(${heads}, ${list(
        'json',
        snapshots.map((s) => JSON.stringify(s.state)),
      )})
      on conflict (stream_id) do update set shape_version = excluded.shape_version, version = excluded.version, state = excluded.state)`);
  }

  // A call under a key that is still to be answered is that call; after its answer the key may be asked again.
  if (timers.length > 0) {
    const heads = lists(timers, {
      ...{ id: 'uuid', dueAt: 'timestamp with time zone', process: 'text', processId: 'text', name: 'text' },
    });
    parts.push(`ts as (
      insert into timers as t (id, due_at, process, process_id, name, body, claimed_until)
      select i.*, case when i.process like 'gateway:%' then clock_timestamp() + interval '30 s' end
      from unnest(${heads}, ${list(
        'json',
        timers.map((t) => JSON.stringify(t.body)),
      )}) i(id, due_at, process, process_id, name, body)
      on conflict (id) do update set due_at = excluded.due_at, body = excluded.body, attempts = 0, failure = null,
        claimed_until = excluded.claimed_until, fired_at = null
      where t.process not like 'gateway:%' or t.fired_at is not null or t.id = any(${list('uuid', heldTimers)}))`);
  }
  if (stoppedTimers.length > 0)
    parts.push(`tx as (delete from timers t where t.id = any(${list('uuid', stoppedTimers)}) and ${NOT_FIRED})`);
  // Only one that is claimed runs out: setting it again takes the claim away.
  if (firedTimers.length > 0) {
    parts.push(`tf as (
      update timers t set fired_at = clock_timestamp()
      where t.id = any(${list('uuid', firedTimers)}) and ${NOT_FIRED} and t.claimed_until is not null returning 1)`);
    expect('tf', firedTimers.length, POSITION_MOVED);
  }
  if (heldTimers.length > 0) {
    parts.push(`th as materialized (
      select 1 from timers t
      where t.id = any(${list('uuid', heldTimers)}) and ${NOT_FIRED} and t.claimed_until is not null for update)`);
    expect('th', heldTimers.length, POSITION_MOVED);
  }

  if (answers.length > 0) {
    const heads = lists(answers, {
      ...{ principal: 'text', key: 'text', route: 'text', requestHash: 'text', status: 'smallint' },
    });
    const json = (valueOf: (answer: NewAnswer) => unknown) =>
      list(
        'json',
        answers.map((answer) => JSON.stringify(valueOf(answer) ?? null)),
      );
    parts.push(`an as (
      insert into idempotency_keys (principal, key, route, request_hash, status, response, token_of, rights)
      select * from unnest(${heads}, ${json(({ body }) => body)}, ${json(({ tokenOf }) => tokenOf)},
        ${json(({ rights }) => rights)}))`);
  }

  if (batch.parked.length > 0)
    parts.push(`pk as (
      insert into parked (topic, partition, "offset", key, event_id, type, reason, event)
      select * from json_to_recordset(${$(JSON.stringify(batch.parked.map((p) => ({ ...p, event_id: p.eventId }))), 'json')})
        i(topic text, partition int, "offset" int8, key text, event_id text, type text, reason text, event json)
      on conflict (topic, partition, "offset") do nothing)`);

  if (batch.refused.length > 0) {
    const texts = lists(batch.refused, {
      ...{ id: 'uuid', reaction: 'text', command: 'text', streamId: 'text', code: 'text' },
      ...{ causeId: 'text', causeType: 'text', correlationId: 'text' },
    });
    parts.push(`rf as (
      insert into refused_reactions (id, reaction, command, stream_id, code, cause_id, cause_type, correlation_id)
      select * from unnest(${texts}) on conflict (id) do nothing)`);
  }

  if (batch.replayed.length > 0) {
    parts.push(`pr as (
      update parked set settled_at = clock_timestamp(), settled_as = 'replayed'
      where id = any(${list('uuid', batch.replayed)}) and settled_at is null returning 1)`);
    expect('pr', batch.replayed.length, POSITION_MOVED);
  }

  rows.forEach(({ view: name, writes, reliedOn: seen }, n) => {
    const view = viewOf(name);
    const keyLists = (keys: readonly string[]) =>
      keyColumns(view, keys)
        .map((column, k) => list(view.key[k]!.type, column))
        .join(', ');
    const names = view.key.map((_, k) => `k${k}`).join(', ');
    const match = view.key.map(({ column }, k) => `t."${column}" = i.k${k}`).join(' and ');
    // The same order of rows in every statement, so that two of them do not lock each other out.
    const sorted = inOrder(writes, ({ key }) => key);
    const kept = sorted.filter(({ row }) => row !== null);
    for (const [part, isNew] of [
      [`n${n}`, true],
      [`v${n}`, false],
    ] as const) {
      const written = kept.filter((write) => write.isNew === isNew);
      if (written.length === 0) continue;
      const columns = [
        ...view.columns.map((column) => list(column.type, valuesOf(column, written))),
        list(
          'bigint',
          written.map(({ rev }) => rev),
        ),
      ];
      parts.push(writeRows(view, part, columns.join(', '), isNew));
      expect(part, written.length, CONFLICT);
    }
    const gone = sorted.filter(({ row }) => row === null);
    if (gone.length > 0) {
      const revs = list(
        'bigint',
        gone.map(({ rev }) => rev - 1),
      );
      parts.push(`d${n} as (
        delete from "${view.table}" t using unnest(${keyLists(gone.map(({ key }) => key))}, ${revs}) i(${names}, r)
        where ${match} and t.${REVISION} = i.r returning 1)`);
      expect(`d${n}`, gone.length, CONFLICT);
    }
    const present = seen.filter(({ rev }) => rev !== undefined);
    if (present.length > 0) {
      const revs = list(
        'bigint',
        present.map(({ rev }) => rev),
      );
      parts.push(`p${n} as (
        select 1 from unnest(${keyLists(present.map(({ key }) => key))}, ${revs}) i(${names}, r)
        join "${view.table}" t on ${match} and t.${REVISION} = i.r)`);
      expect(`p${n}`, present.length, CONFLICT);
    }
    const missing = seen.filter(({ rev }) => rev === undefined);
    if (missing.length > 0) {
      const lists = keyLists(missing.map(({ key }) => key));
      parts.push(`m${n} as (select 1 from unnest(${lists}) i(${names}) join "${view.table}" t on ${match})`);
      expect(`m${n}`, 0, CONFLICT);
    }
  });

  const pos = events.length > 0 ? '(select array_agg(pos order by pos) from ev)' : `'{}'::int8[]`;
  const outcome = compares.length > 0 ? `case ${compares.join(' ')} else 0 end` : '0';
  // The compares come first: a batch that has been written before is to fail on its position, not on its event ids.
  const text = `with ${parts.join(',\n')}\nselect ${outcome} as outcome, (select t from c)::text as txid, (select e from c) as era, ${pos}::text[] as pos`;
  return { text, values };
}

const inOrder = <T>(list: readonly T[], keyOf: (one: T) => string): T[] =>
  list.toSorted((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));

/** The values of a column in the rows given. */
const valuesOf = ({ property, type }: View['columns'][number], writes: readonly { readonly row: object | null }[]) =>
  writes.map(({ row }) => {
    const value = (row as Record<string, unknown>)[property] ?? null;
    return value !== null && (type === 'json' || type === 'jsonb') ? JSON.stringify(value) : value;
  });

/** The part that writes rows given as lists: new ones where there are none, others where the revision is the one before. */
function writeRows(view: View, part: string, lists: string, isNew: boolean): string {
  const columns = [...view.columns.map(({ column }) => column), REVISION];
  const names = columns.map((column) => `"${column}"`).join(', ');
  const keys = view.key.map(({ column }) => column);
  if (isNew)
    return `${part} as (
      insert into "${view.table}" (${names}) select * from unnest(${lists}) i
      on conflict (${keys.map((key) => `"${key}"`).join(', ')}) do nothing returning 1)`;
  const sets = columns.filter((column) => !keys.includes(column)).map((column) => `"${column}" = i."${column}"`);
  const match = keys.map((key) => `t."${key}" = i."${key}"`).join(' and ');
  return `${part} as (
      update "${view.table}" t set ${sets.join(', ')} from unnest(${lists}) i(${names})
      where ${match} and t.${REVISION} = i.${REVISION} - 1 returning 1)`;
}

function dataOf(event: Batch['events'][number]): string {
  const text = JSON.stringify(event.data);
  // No text has more than three times as many bytes as it has letters.
  if (text.length > EVENT_BYTES_MAX / 3) {
    const bytes = Buffer.byteLength(text);
    if (bytes > EVENT_BYTES_MAX) throw new EventTooLarge(event, bytes, EVENT_BYTES_MAX);
  }
  return text;
}

/** Events of one command share their meta: it is written out once. */
function metas(events: Batch['events']): string[] {
  const texts = new Map<unknown, string>();
  return events.map(({ meta }) => {
    let text = texts.get(meta);
    if (text === undefined) texts.set(meta, (text = JSON.stringify(meta)));
    return text;
  });
}

import { StoreFault, type Batch, type Committed, type NewAnswer } from '@concord/event-sourcing';
import type { Transaction } from './postgres';
import type { StoredTimer } from './simulated-store';
import { eventKey, type StoredEvent, type StoredPlace, type StoredRow, type StoredStream } from './stored';

/** The statement of libs/event-store/src/commit-statement.ts: its compares in their order, then what it inserts. */
export function commit(t: Transaction, batch: Batch): Committed {
  const { database, txid } = t;
  const { era } = database.latest<{ era: number }>('era/')!;
  movePositions(t, batch);
  moveStreams(t, batch, era);
  relyOnStreams(t, batch);
  fireTimers(t, batch);
  for (const change of batch.rows) writeRows(t, change);
  const events = batch.events.map((event): StoredEvent => ({ ...event, era, txid, pos: database.nextPos++ }));
  for (const event of events) {
    const key = eventKey(event.streamId, event.version);
    if (t.locked(key)) throw new StoreFault('conflict', 'events_pkey');
    if (t.locked(`eventids/${event.eventId}`)) throw new StoreFault('answered', 'events_event_id_key');
    t.write(key, event);
    t.write(`eventids/${event.eventId}`, true);
  }
  for (const { streamId, version, pubSeq, lane } of batch.streams.filter(({ fromVersion }) => fromVersion === 0)) {
    if (t.locked(`streams/${streamId}`)) throw new StoreFault('conflict', 'streams_pkey');
    t.write(`streams/${streamId}`, { version, pubSeq, lane, era, txid } satisfies StoredStream);
  }
  for (const snapshot of batch.snapshots) t.write(`snapshots/${snapshot.streamId}`, snapshot);
  for (const answer of batch.answers) {
    const key = `answers/${answer.principal}\n${answer.key}`;
    if (t.locked<NewAnswer>(key)) throw new StoreFault('answered', 'idempotency_keys_pkey');
    t.write(key, answer);
  }
  for (const parked of batch.parked)
    t.write(`parked/${parked.topic}/${parked.partition}/${parked.offset}/${parked.eventId}`, parked);
  for (const refused of batch.refused) t.write(`refused/${refused.id}`, refused);
  setTimers(t, batch);
  t.atCommit = () => database.append(events);
  return { era, txid: String(txid), pos: events.map(({ pos }) => String(pos)) };
}

function movePositions(t: Transaction, { positions }: Batch) {
  for (const { topic, partition, fromOffset, nextOffset, mark } of positions) {
    const key = `positions/${topic}/${partition}`;
    const stored = t.locked<StoredPlace>(key);
    if ((stored?.nextOffset ?? 0) !== fromOffset) throw new StoreFault('position-moved', key);
    t.write(key, { nextOffset, mark } satisfies StoredPlace);
  }
}

function moveStreams(t: Transaction, { streams }: Batch, era: number) {
  for (const { streamId, fromVersion, version, pubSeq } of streams) {
    if (fromVersion === 0) continue;
    const key = `streams/${streamId}`;
    const stored = t.locked<StoredStream>(key);
    if (!stored || stored.version !== fromVersion) throw new StoreFault('conflict', `${streamId} has moved`);
    if (stored.era === era && stored.txid > t.txid) throw new StoreFault('conflict', `${streamId} is younger`);
    t.write(key, { ...stored, version, pubSeq, era, txid: t.txid });
  }
}

function relyOnStreams(t: Transaction, { reliedOn }: Batch) {
  for (const { streamId, version } of reliedOn) {
    const key = `streams/${streamId}`;
    if (version === 0) {
      if (t.seen(key)) throw new StoreFault('conflict', `${streamId} is there`);
      continue;
    }
    // `for share skip locked`: one that is being moved counts as moved.
    if (t.isTaken(key)) throw new StoreFault('conflict', `${streamId} is being moved`);
    if (t.locked<StoredStream>(key)?.version !== version) throw new StoreFault('conflict', `${streamId} has moved`);
  }
}

function fireTimers(t: Transaction, { firedTimers, heldTimers }: Batch) {
  for (const id of [...firedTimers, ...heldTimers]) {
    const key = `timers/${id}`;
    const timer = t.locked<StoredTimer>(key);
    if (!timer || timer.firedAt !== null || timer.claimedUntil === null) throw new StoreFault('position-moved', key);
    if (firedTimers.includes(id)) t.write(key, undefined);
  }
}

function setTimers(t: Transaction, { timers, stoppedTimers, heldTimers }: Batch) {
  const { now } = t.database.cluster.schedule;
  for (const timer of timers) {
    const key = `timers/${timer.id}`;
    const isCall = timer.process.startsWith('gateway:');
    const asked = isCall ? t.locked<StoredTimer>(key) : undefined;
    if (asked && asked.firedAt === null && !heldTimers.includes(timer.id)) {
      demandSameCall(asked, timer);
      continue;
    }
    t.write(key, {
      ...timer,
      attempts: 0,
      claimedUntil: isCall ? now + 30_000 : null,
      firedAt: null,
    } satisfies StoredTimer);
  }
  for (const id of stoppedTimers)
    if (t.locked<StoredTimer>(`timers/${id}`)?.firedAt === null) t.write(`timers/${id}`, undefined);
}

function writeRows(t: Transaction, { view, writes, reliedOn }: Batch['rows'][number]) {
  for (const { key, rev, row, isNew } of writes) {
    const name = `rows/${view}\n${key}`;
    const stored = t.locked<StoredRow>(name);
    if (isNew ? stored : stored?.rev !== rev - 1) throw new StoreFault('conflict', `${name} has another revision`);
    t.write(name, row === null ? undefined : ({ row, rev } satisfies StoredRow));
  }
  for (const { key, rev } of reliedOn)
    if (t.seen<StoredRow>(`rows/${view}\n${key}`)?.rev !== rev)
      throw new StoreFault('conflict', `${view} ${key} has moved`);
}

/** A call that still waits for its answer stands for every further one under its key, so they must ask for the same. */
function demandSameCall(asked: StoredTimer, timer: Batch['timers'][number]) {
  const requestOf = ({ body }: { readonly body: unknown }) => JSON.stringify((body as { request: unknown }).request);
  if (requestOf(asked) !== requestOf(timer))
    throw new Error(`The call ${timer.name} asks for something else while it still waits for its answer.`);
}

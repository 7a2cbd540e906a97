import type { RecordedEvent } from '@concord/event-sourcing';
import type { Connection } from './connection';

/** The position of a reader of the feed. */
export interface FeedCursor {
  readonly era: number;
  /** Text: an xid8 may pass 2^53. */
  readonly txid: string;
  readonly pos: number;
}

export const FEED_START: FeedCursor = { era: 0, txid: '0', pos: 0 };

export interface FeedEvent extends RecordedEvent, FeedCursor {
  readonly recordedAt: string;
  readonly lane: number;
  readonly pubSeq: number | null;
}

/**
 * A reader that remembers only the highest position would skip an event that commits later with a lower one. Below the
 * xmin of the snapshot no event can appear any more. One statement, so one snapshot.
 */
export const BARRIER = `(e.era < (select era from era) or e.txid < pg_snapshot_xmin(pg_current_snapshot()))`;

const COLUMNS = `e.era, e.txid::text as txid, e.pos, e.stream_id as "streamId", e.version, e.event_id as "eventId", e.type,
  e.schema_version as "schemaVersion", e.data, e.meta, e.occurred_at as "occurredAt", e.recorded_at as "recordedAt",
  e.lane, e.pub_seq as "pubSeq"`;

/** The next events of the whole store after a cursor, in an order that never changes. Read from the primary only. */
export async function readFeed(connection: Connection, { era, txid, pos }: FeedCursor, limit: number) {
  const { rows } = await connection.query<FeedEvent>(
    `select ${COLUMNS} from events e
     where (e.era, e.txid, e.pos) > ($1::int2, $2::text::xid8, $3::int8) and ${BARRIER}
     order by e.era, e.txid, e.pos limit $4`,
    [era, txid, pos, limit],
  );
  return rows;
}

/** The public events of one lane after a cursor: for a subscriber that missed a message. */
export async function readLane(connection: Connection, lane: number, { era, txid, pos }: FeedCursor, limit: number) {
  const { rows } = await connection.query<FeedEvent>(
    `select ${COLUMNS} from events e
     where e.lane = $1 and e.pub_seq is not null and (e.era, e.txid, e.pos) > ($2::int2, $3::text::xid8, $4::int8)
       and ${BARRIER}
     order by e.era, e.txid, e.pos limit $5`,
    [lane, era, txid, pos, limit],
  );
  return rows;
}

/** The events of one stream, oldest first, after a version. */
export async function readStream(connection: Connection, streamId: string, afterVersion: number, limit: number) {
  const { rows } = await connection.query<FeedEvent>(
    `select ${COLUMNS} from events e where e.stream_id = $1 and e.version > $2 order by e.version limit $3`,
    [streamId, afterVersion, limit],
  );
  return rows;
}

/** A transaction that has written and is still open, in any database of the server. */
export interface OpenWriter {
  readonly pid: number;
  readonly database: string;
  readonly application: string;
  readonly state: string;
  readonly seconds: number;
}

/**
 * The oldest open transaction of the server that has written: readers of a feed wait for it. Undefined where there is
 * none, and where the role of the service may not see other sessions (`pg_read_all_stats`).
 */
export async function oldestWriter(connection: Connection): Promise<OpenWriter | undefined> {
  const { rows } = await connection.query<OpenWriter>(
    `select pid, datname as database, application_name as application, state,
       extract(epoch from clock_timestamp() - xact_start)::float8 as seconds
     from pg_stat_activity where backend_xid is not null and pid <> pg_backend_pid() order by xact_start limit 1`,
  );
  return rows[0];
}

/** `era.txid.pos` as text. */
export const positionText = ({ era, txid, pos }: FeedCursor) => `${era}.${txid}.${pos}`;

/** The cursor behind `era.txid.pos`. */
export function parsePosition(text: string): FeedCursor {
  const match = /^(\d+)\.(\d+)\.(\d+)$/.exec(text);
  if (!match) throw new Error(`Not a position: ${text}`);
  return { era: Number(match[1]), txid: match[2]!, pos: Number(match[3]) };
}

/** Negative when `a` stands before `b`. The whole position counts: `pos` alone would drop events. */
export function comparePositions(a: FeedCursor, b: FeedCursor): number {
  if (a.era !== b.era) return a.era - b.era;
  if (a.txid !== b.txid) return BigInt(a.txid) < BigInt(b.txid) ? -1 : 1;
  return a.pos - b.pos;
}

/** The last public event of a lane; `position` is `era.txid.pos`. */
export interface LaneHead {
  readonly lane: number;
  readonly position: string;
}

const laneHeads = (more: string) => `
  select l.lane, format('%s.%s.%s', h.era, h.txid, h.pos) as position${more} from relay_lanes l, lateral (
    select era, txid, pos, recorded_at from events e where e.lane = l.lane and e.pub_seq is not null
    order by era desc, txid desc, pos desc limit 1) h order by l.lane`;

/** The heads of all lanes that have one, in their order: rows of `LaneHead`. */
export const LANE_HEADS = laneHeads('');

/** As `LANE_HEADS`, each with `recordedAt`: when its event was written. */
export const TIMED_LANE_HEADS = laneHeads(', h.recorded_at as "recordedAt"');

import type { Connection } from './connection';
import { BARRIER, type FeedCursor } from './feed';

/** A lane that this instance may send: nobody else moves its cursor while the epoch is the same. */
export interface OwnedLane extends FeedCursor {
  readonly lane: number;
  readonly epoch: number;
}

/** A public event on its way to the topic; `data` and `meta` are the stored JSON text. */
export interface OutgoingEvent extends FeedCursor {
  readonly lane: number;
  readonly streamId: string;
  readonly eventId: string;
  readonly type: string;
  readonly schemaVersion: number;
  readonly data: string;
  readonly meta: string;
  readonly occurredAt: string;
  readonly pubSeq: number;
}

const LEASE_SECONDS = 10;

/** The relay's part of the store: leases and cursors of the lanes. Time is the database's. */
export class RelayLanes {
  constructor(private readonly connection: Connection) {}

  /** Leases the free lanes, renews the leases of `owner`, and returns all lanes of `owner`. */
  async lease(owner: string): Promise<OwnedLane[]> {
    const { rows } = await this.connection.query<OwnedLane>(
      `update relay_lanes set owner = $1, lease_until = clock_timestamp() + interval '${LEASE_SECONDS} s',
         epoch = epoch + case when owner = $1 and lease_until > clock_timestamp() then 0 else 1 end
       where lane in (select lane from relay_lanes
         where owner = $1 or owner is null or lease_until < clock_timestamp() order by lane for update skip locked)
       returning lane, epoch, era, txid::text as txid, pos`,
      [owner],
    );
    return rows;
  }

  async release(owner: string): Promise<void> {
    await this.connection.query(`update relay_lanes set owner = null, lease_until = null where owner = $1`, [owner]);
  }

  /** The next events of all lanes, up to `limit` a lane, in one statement: one snapshot, so none is skipped. */
  async read(lanes: readonly OwnedLane[], limit: number): Promise<OutgoingEvent[]> {
    const { rows } = await this.connection.query<OutgoingEvent>(`select e.* from ${nextEvents(1)}`, [
      ...cursorLists(lanes),
      limit,
    ]);
    return rows;
  }

  /** Moves cursors to the acknowledged events. Returns the lanes whose epoch is still the same. */
  async move(lanes: readonly OwnedLane[], owner: string): Promise<number[]> {
    const { rows } = await this.connection.query<{ lane: number }>(MOVE, moveLists(lanes, owner));
    return rows.map(({ lane }) => lane);
  }

  /** Both in one round trip: moves the cursors of `moved`, and reads on in `lanes`. */
  async moveAndRead(moved: readonly OwnedLane[], owner: string, lanes: readonly OwnedLane[], limit: number) {
    type Row = { kept: number[]; lane: number | null };
    const { rows } = await this.connection.query<Row & OutgoingEvent>(
      `with m as (${MOVE})
       select k.kept, e.* from (select array(select lane from m) as kept) k left join (
         select e.* from ${nextEvents(7)}) e on true`,
      [...moveLists(moved, owner), ...cursorLists(lanes), limit],
    );
    return { kept: rows[0]!.kept, events: rows.filter(({ lane }) => lane !== null) as OutgoingEvent[] };
  }
}

const MOVE = `update relay_lanes t set era = i.era, txid = i.txid, pos = i.pos
  from unnest($1::int2[], $2::int8[], $3::int2[], $4::xid8[], $5::int8[]) i(lane, epoch, era, txid, pos)
  where t.lane = i.lane and t.epoch = i.epoch and t.owner = $6 returning t.lane`;

const moveLists = (lanes: readonly OwnedLane[], owner: string) => [
  lanes.map((l) => l.lane),
  lanes.map((l) => l.epoch),
  lanes.map((l) => l.era),
  lanes.map((l) => l.txid),
  lanes.map((l) => l.pos),
  owner,
];

/** The events after the cursors in the parameters from `$n` on. */
const nextEvents = (n: number) => `
  unnest($${n}::int2[], $${n + 1}::int2[], $${n + 2}::xid8[], $${n + 3}::int8[]) l(lane, era, txid, pos), lateral (
    select e.era, e.txid::text as txid, e.pos, e.lane, e.stream_id as "streamId", e.event_id as "eventId", e.type,
      e.schema_version as "schemaVersion", e.data::text as data, e.meta::text as meta,
      e.occurred_at as "occurredAt", e.pub_seq as "pubSeq"
    from events e
    where e.lane = l.lane and e.pub_seq is not null and (e.era, e.txid, e.pos) > (l.era, l.txid, l.pos) and ${BARRIER}
    order by e.era, e.txid, e.pos limit $${n + 4}) e`;

const cursorLists = (lanes: readonly OwnedLane[]) => [
  lanes.map((l) => l.lane),
  lanes.map((l) => l.era),
  lanes.map((l) => l.txid),
  lanes.map((l) => l.pos),
];

import { passing, passingSoon } from '@concord/event-sourcing';
import { positionText, type OutgoingEvent, type OwnedLane } from '@concord/event-store';
import { toMessage, type OutgoingMessage } from './envelope';

/** What the relay asks of the store: leases and cursors of the lanes. */
export interface RelayStore {
  lease(owner: string): Promise<OwnedLane[]>;
  release(owner: string): Promise<void>;
  read(lanes: readonly OwnedLane[], limit: number): Promise<OutgoingEvent[]>;
  move(lanes: readonly OwnedLane[], owner: string): Promise<number[]>;
}

/** Sends to the topic of the service; resolves when every in-sync replica has the messages. One send at a time. */
export interface Publisher {
  publish(messages: readonly OutgoingMessage[]): Promise<void>;
}

/** A lease lasts ten seconds; it is prolonged long before, so that a slow database does not cost it. */
const LEASE_EVERY_MS = 3_000;
const EVENTS_A_LANE = 100;
/** A broker refuses a batch of a partition that is larger than a megabyte. */
const BYTES_A_LANE = 524_288;
const HEADERS_BYTES = 600;
/** So long events that were just committed are looked for without a pause. */
const PENDING_MS = 500;

/**
 * Carries public events from the store to the topic, in the order of each lane, at least once. One step does one round:
 * read, send, wait for the acknowledgement, move the cursors. It never has two sends under way.
 */
export class Relay {
  private lanes = new Map<number, OwnedLane>();
  private leasedAt = -Infinity;
  /** Transactions of this instance whose public events have not been sent yet, and since when. */
  private readonly pending = new Map<string, number>();
  /** Whether the last round left events of a lane for the next one. */
  private isFull = false;
  sent = 0;

  constructor(
    private readonly service: string,
    private readonly owner: string,
    private readonly store: RelayStore,
    private readonly publisher: Publisher,
    private readonly clock: { now(): number },
  ) {}

  /** One round. Answers how many events were sent. A fault of store or broker is thrown; the next step repeats. */
  async step(): Promise<number> {
    await this.renewLeases();
    if (this.lanes.size === 0) return 0;
    try {
      const read = await this.store.read([...this.lanes.values()], EVENTS_A_LANE);
      const events = withinBytes(read);
      this.isFull = events.length < read.length || read.length >= EVENTS_A_LANE;
      if (events.length === 0) return 0;
      passing('relay.read');
      const reached = new Map<number, OwnedLane>();
      const messages = events.map((event) => {
        const lane = reached.get(event.lane) ?? this.lanes.get(event.lane)!;
        const { era, txid, pos } = event;
        reached.set(event.lane, { ...lane, era, txid, pos });
        return toMessage(this.service, event, positionText(event), positionText(lane));
      });
      const acknowledged = this.publisher.publish(messages);
      passingSoon('relay.request-out');
      await acknowledged;
      passing('relay.acknowledged');
      for (const { txid } of events) this.pending.delete(txid);
      this.sent += events.length;
      await this.moved(reached);
      passing('relay.moved');
      return events.length;
    } catch (error) {
      // Whether the cursors moved is not known: they are read again with the next lease.
      this.leasedAt = -Infinity;
      throw error;
    }
  }

  /** A transaction with public events is committed: they can be read as soon as no older one is under way. */
  expect(txid: string): void {
    this.pending.set(txid, this.clock.now());
  }

  /** Whether there are events to be sent: those that the last round left, or that this instance knows to be committed. */
  get isBehind(): boolean {
    // Where another instance sends them nobody here takes them off the list, and where a long transaction holds the
    // barrier back it is no use to look without a pause. The oldest stand first.
    const old = this.clock.now() - PENDING_MS;
    for (const [txid, since] of this.pending) {
      if (since > old && this.lanes.size > 0) break;
      this.pending.delete(txid);
    }
    return this.isFull || this.pending.size > 0;
  }

  /** Gives the lanes to whoever asks next. */
  async stop(): Promise<void> {
    this.lanes.clear();
    await this.store.release(this.owner);
  }

  private async renewLeases() {
    const now = this.clock.now();
    if (now - this.leasedAt < LEASE_EVERY_MS) return;
    this.lanes = new Map((await this.store.lease(this.owner)).map((lane) => [lane.lane, lane]));
    this.leasedAt = now;
    if (this.lanes.size > 0) passing('relay.leased');
  }

  private async moved(reached: ReadonlyMap<number, OwnedLane>) {
    const kept = new Set(await this.store.move([...reached.values()], this.owner));
    for (const [lane, cursor] of reached)
      if (kept.has(lane)) this.lanes.set(lane, cursor);
      else this.lanes.delete(lane);
  }
}

/** The first events of each lane that make one batch; a single one may be larger. */
function withinBytes(events: readonly OutgoingEvent[]): OutgoingEvent[] {
  const bytes = new Map<number, number>();
  return events.filter(({ lane, data, meta }) => {
    const before = bytes.get(lane) ?? 0;
    const after = before + Buffer.byteLength(data) + Buffer.byteLength(meta) + HEADERS_BYTES;
    bytes.set(lane, after);
    return before === 0 || after <= BYTES_A_LANE;
  });
}

import { isRecorded, passing, passingSoon, type OpenSpan, type Tracing } from '@concord/event-sourcing';
import { positionText, type OutgoingEvent, type OwnedLane } from '@concord/event-store';
import { toMessage, type OutgoingMessage } from './envelope';

/** What the relay needs of the store: leases and cursors of the lanes. */
export interface RelayStore {
  lease(owner: string): Promise<OwnedLane[]>;
  release(owner: string): Promise<void>;
  read(lanes: readonly OwnedLane[], limit: number): Promise<OutgoingEvent[]>;
  move(lanes: readonly OwnedLane[], owner: string): Promise<number[]>;
  moveAndRead(
    moved: readonly OwnedLane[],
    owner: string,
    lanes: readonly OwnedLane[],
    limit: number,
  ): Promise<{ readonly kept: readonly number[]; readonly events: readonly OutgoingEvent[] }>;
}

/** Sends to the topic of the service; resolves when every in-sync replica has the messages. One send at a time. */
export interface Publisher {
  publish(messages: readonly OutgoingMessage[]): Promise<void>;
}

/** A lease lasts ten seconds; it is renewed long before its end, so that a slow database does not cost it. */
const LEASE_EVERY_MS = 3_000;
const EVENTS_A_LANE = 100;
/** A broker refuses a batch of a partition above a megabyte. */
const BYTES_A_LANE = 524_288;
const HEADERS_BYTES = 600;
/** How long just committed events are polled for without a pause. */
const PENDING_MS = 500;

/**
 * Carries public events from the store to the topic, in the order of each lane, at least once. One step is one round:
 * read, send, wait for the acknowledgement. The cursors are stored with the next read, or by `settle` where none
 * follows soon; so they are at most one send behind. The relay never has two sends under way.
 */
export class Relay {
  private lanes = new Map<number, OwnedLane>();
  /** Cursors of acknowledged events that are not stored yet. */
  private unsettled = new Map<number, OwnedLane>();
  private leasedAt = -Infinity;
  /** Transactions of this instance whose public events have not been sent yet, with the time of their commit. */
  private readonly pending = new Map<string, number>();
  /** Whether the last round left events of a lane for the next round. */
  private isFull = false;
  sent = 0;

  constructor(
    private readonly service: string,
    private readonly owner: string,
    private readonly store: RelayStore,
    private readonly publisher: Publisher,
    private readonly clock: { now(): number },
    private readonly tracing?: Tracing,
  ) {}

  /** One round. Returns how many events were sent. A fault of store or broker is thrown; the next step repeats. */
  async step(): Promise<number> {
    await this.renewLeases();
    if (this.lanes.size === 0) return 0;
    try {
      const read = await this.readOn();
      const events = withinBytes(read);
      this.isFull = events.length < read.length || read.length >= EVENTS_A_LANE;
      if (events.length === 0) return 0;
      passing('relay.read');
      const reached = new Map<number, OwnedLane>();
      const spans: OpenSpan[] = [];
      const messages = events.map((event) => {
        const lane = reached.get(event.lane) ?? this.lanes.get(event.lane)!;
        const { era, txid, pos } = event;
        reached.set(event.lane, { ...lane, era, txid, pos });
        return this.spanned(toMessage(this.service, event, positionText(event), positionText(lane)), spans);
      });
      await this.publish(messages, spans);
      passing('relay.acknowledged');
      for (const { txid } of events) this.pending.delete(txid);
      this.sent += events.length;
      for (const [lane, cursor] of reached) this.lanes.set(lane, cursor);
      this.unsettled = reached;
      return events.length;
    } catch (error) {
      this.forget();
      throw error;
    }
  }

  /** Whether a cursor is acknowledged and not stored. */
  get isUnsettled(): boolean {
    return this.unsettled.size > 0;
  }

  /** Stores the cursors: the next owner of a lane begins there. */
  async settle(): Promise<void> {
    if (!this.isUnsettled) return;
    try {
      this.settled(await this.store.move([...this.unsettled.values()], this.owner));
    } catch (error) {
      this.forget();
      throw error;
    }
  }

  /**
   * A transaction with public events is committed: its events can be read as soon as no older transaction is under way.
   */
  expect(txid: string): void {
    this.pending.set(txid, this.clock.now());
  }

  /** Whether there are events to send: from the last round, or from a known commit of this instance. */
  get isBehind(): boolean {
    // Where another instance sends the events, nobody here takes them off the list. Where a long transaction holds the
    // barrier back, polling without a pause is useless. The oldest stand first.
    const old = this.clock.now() - PENDING_MS;
    for (const [txid, since] of this.pending) {
      if (since > old && this.lanes.size > 0) break;
      this.pending.delete(txid);
    }
    return this.isFull || this.pending.size > 0;
  }

  /** Gives the lanes to the next instance that asks. */
  async stop(): Promise<void> {
    await this.settle();
    this.lanes.clear();
    await this.store.release(this.owner);
  }

  private async publish(messages: readonly OutgoingMessage[], spans: readonly OpenSpan[]) {
    try {
      const acknowledged = this.publisher.publish(messages);
      passingSoon('relay.request-out');
      await acknowledged;
      for (const span of spans) span.end();
    } catch (error) {
      for (const span of spans) span.end(error);
      throw error;
    }
  }

  /** The message as a span of its own, which its consumers follow, where its trace is recorded. */
  private spanned(message: OutgoingMessage, spans: OpenSpan[]): OutgoingMessage {
    const { traceparent: parent, ce_type } = message.headers;
    if (!this.tracing || !isRecorded(parent)) return message;
    const facts = { 'messaging.system': 'kafka', 'messaging.destination.partition.id': String(message.partition) };
    const span = this.tracing.start({ name: `publish ${ce_type}`, kind: 'producer', parent, facts });
    spans.push(span);
    return { ...message, headers: { ...message.headers, traceparent: span.traceparent } };
  }

  private async renewLeases() {
    const now = this.clock.now();
    if (now - this.leasedAt < LEASE_EVERY_MS) return;
    // The lease returns the stored cursors.
    await this.settle();
    this.lanes = new Map((await this.store.lease(this.owner)).map((lane) => [lane.lane, lane]));
    this.leasedAt = now;
    if (this.lanes.size > 0) passing('relay.leased');
  }

  private async readOn(): Promise<readonly OutgoingEvent[]> {
    const lanes = [...this.lanes.values()];
    if (!this.isUnsettled) return this.store.read(lanes, EVENTS_A_LANE);
    const moved = [...this.unsettled.values()];
    const { kept, events } = await this.store.moveAndRead(moved, this.owner, lanes, EVENTS_A_LANE);
    this.settled(kept);
    return events.filter(({ lane }) => this.lanes.has(lane));
  }

  /** A lane whose cursor could not be moved has another owner by now. */
  private settled(kept: readonly number[]) {
    for (const lane of this.unsettled.keys()) if (!kept.includes(lane)) this.lanes.delete(lane);
    this.unsettled = new Map();
    passing('relay.moved');
  }

  /** Whether the cursors moved is unknown: they are read again with the next lease. */
  private forget() {
    this.unsettled = new Map();
    this.leasedAt = -Infinity;
  }
}

/** The first events of each lane that fit into one batch; a single event may be larger. */
function withinBytes(events: readonly OutgoingEvent[]): readonly OutgoingEvent[] {
  const bytes = new Map<number, number>();
  return events.filter(({ lane, data, meta }) => {
    const before = bytes.get(lane) ?? 0;
    const after = before + Buffer.byteLength(data) + Buffer.byteLength(meta) + HEADERS_BYTES;
    bytes.set(lane, after);
    return before === 0 || after <= BYTES_A_LANE;
  });
}

import { isRecorded, passing, passingSoon, type OpenSpan, type Tracing } from '@concord/event-sourcing';
import { positionText, type OutgoingEvent, type OwnedLane } from '@concord/event-store';
import { toMessage, type OutgoingMessage } from './envelope';

/** What the relay asks of the store: leases and cursors of the lanes. */
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
 * read, send, wait for the acknowledgement. The cursors are moved with the next read, or by `settle` where there is none
 * soon; so they are one send behind at most. It never has two sends under way.
 */
export class Relay {
  private lanes = new Map<number, OwnedLane>();
  /** Cursors of what was acknowledged and is not stored yet. */
  private unsettled = new Map<number, OwnedLane>();
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
    private readonly tracing?: Tracing,
  ) {}

  /** One round. Answers how many events were sent. A fault of store or broker is thrown; the next step repeats. */
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

  /** Whether something was sent and not stored as sent. */
  get isUnsettled(): boolean {
    return this.unsettled.size > 0;
  }

  /** Stores how far it has sent: whoever takes over a lane begins there. */
  async settle(): Promise<void> {
    if (!this.isUnsettled) return;
    try {
      this.settled(await this.store.move([...this.unsettled.values()], this.owner));
    } catch (error) {
      this.forget();
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
    // The lease answers with the cursors as they are stored.
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

  /** A lane whose cursor could not be moved belongs to somebody else by now. */
  private settled(kept: readonly number[]) {
    for (const lane of this.unsettled.keys()) if (!kept.includes(lane)) this.lanes.delete(lane);
    this.unsettled = new Map();
    passing('relay.moved');
  }

  /** Whether the cursors moved is not known: they are read again with the next lease. */
  private forget() {
    this.unsettled = new Map();
    this.leasedAt = -Infinity;
  }
}

/** The first events of each lane that make one batch; a single one may be larger. */
function withinBytes(events: readonly OutgoingEvent[]): readonly OutgoingEvent[] {
  const bytes = new Map<number, number>();
  return events.filter(({ lane, data, meta }) => {
    const before = bytes.get(lane) ?? 0;
    const after = before + Buffer.byteLength(data) + Buffer.byteLength(meta) + HEADERS_BYTES;
    bytes.set(lane, after);
    return before === 0 || after <= BYTES_A_LANE;
  });
}

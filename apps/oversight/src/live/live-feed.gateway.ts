import { Inject, Injectable, type OnModuleDestroy } from '@nestjs/common';
import { LOG, serverSentEvent, type EventStream } from '@concord/service';
import type { Logger } from 'pino';
import { LiveChanges } from './live-changes.reader';
import { liveIdText, type LiveId } from './live-id';
import { AWAY_MS_MAX, changedFor, messagesOf, wantsMoment, type Changes, type Wish } from './live-messages';

/** How often the database is asked while somebody listens. */
const LOOK_EVERY_MS = 200;
/** After more changes than are told one by one, and after a fault. */
const LOOK_LATER_MS = 1_000;
/** Clients that go on where they were cut off are read for one by one: so many in one look. */
const RESUMED_A_LOOK = 50;

/** A client of the stream. */
interface Client {
  readonly stream: EventStream;
  readonly wish: Wish;
}

interface Joining extends Client {
  /** Where the client goes on; absent where it begins, null where nobody knows what it missed. */
  from: LiveId | null | undefined;
}

type Here = Pick<Changes, 'now' | 'build'>;

/**
 * Tells all clients of this instance what changed. Several instances apply events, so the source is the database: one
 * statement finds what was committed since the last one, and only while somebody listens.
 */
@Injectable()
export class LiveFeed implements OnModuleDestroy {
  private readonly clients = new Set<Client>();
  private joining: Joining[] = [];
  private here: Here | undefined;
  private timer: NodeJS.Timeout | undefined;
  private looking: Promise<void> | undefined;
  private isStopped = false;
  private isFailing = false;

  constructor(
    private readonly changes: LiveChanges,
    @Inject(LOG) private readonly log: Logger,
  ) {}

  /** The id from which a client goes on that is cut off now. */
  get id(): string | undefined {
    return this.here && this.idOf(this.here);
  }

  /** Whether somebody listens. */
  get isHeard(): boolean {
    return this.clients.size + this.joining.length > 0;
  }

  /** Adds a client, from the next look on. Returns how to take it off. */
  join(client: Joining): () => void {
    this.joining.push(client);
    this.lookIn(0);
    return () => {
      this.joining = this.joining.filter((each) => each !== client);
      this.clients.delete(client);
    };
  }

  /** Sends a message to everybody. */
  tell(text: string): void {
    for (const { stream } of this.clients) stream.send(text);
  }

  async onModuleDestroy(): Promise<void> {
    this.isStopped = true;
    clearTimeout(this.timer);
    await this.looking;
    await this.changes.close();
  }

  private lookIn(ms: number): void {
    if (this.isStopped || this.looking) return;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => {
      this.looking = this.look().then((nextMs) => {
        this.looking = undefined;
        if (this.isHeard) this.lookIn(nextMs);
        // What happens while nobody listens is not read later.
        else this.here = undefined;
      });
    }, ms).unref();
  }

  /** One look for all clients. Returns when the next one is due. */
  private async look(): Promise<number> {
    try {
      const isBusy = await (this.joining.some(({ from }) => from)
        ? this.changes.together(() => this.step())
        : this.step());
      this.isFailing = false;
      return isBusy ? LOOK_LATER_MS : this.joining.length > 0 ? 0 : LOOK_EVERY_MS;
    } catch (error) {
      if (!this.isFailing) this.log.warn({ error }, 'What changed could not be read; clients are told when it can.');
      this.isFailing = true;
      // A server that was lost may have lost commits: nobody knows what the clients lack.
      this.here = undefined;
      for (const client of this.joining) client.from &&= null;
      return LOOK_LATER_MS;
    }
  }

  /** Returns whether more changed than is told one by one. */
  private async step(): Promise<boolean> {
    const before = this.here;
    const joining = this.joining.slice(0, RESUMED_A_LOOK);
    const changes = before && (await this.changes.since({ since: before.now }));
    const here = changes ?? (await this.changes.here());
    const missed = new Map<Joining, Changes>();
    for (const client of joining)
      if (client.from && this.isKnown(client.from, here)) missed.set(client, await this.changes.since(client.from));
    // From here on nothing waits: a client has what this snapshot shows, and gets the rest.
    this.here = here;
    const isWhole = changes !== undefined && changes.build === before?.build && !changes.isTooMuch;
    if (isWhole) this.tellAll(changes, before.now);
    else this.tell(this.resync(here));
    for (const client of joining) if (this.joining.includes(client)) this.welcome(client, here, missed.get(client));
    this.joining = this.joining.filter((client) => !joining.includes(client));
    return changes?.isTooMuch ?? false;
  }

  private tellAll(changes: Changes, since: string): void {
    const at = Date.now();
    const messages = messagesOf(changes, { since }, at).map((message) => ({
      moment: message.moment,
      text: serverSentEvent('moment', message.data, message.id),
    }));
    if (messages.length + changes.skus.length + changes.orders.length === 0) return;
    const id = this.idOf(changes, at);
    for (const { stream, wish } of this.clients) {
      const texts = messages.filter(({ moment }) => wantsMoment(wish, moment)).map(({ text }) => text);
      const changed = changedFor(wish, changes);
      if (changed) texts.push(serverSentEvent('changed', changed, id));
      if (texts.length > 0) stream.send(texts.join(''));
    }
  }

  /** The first messages of a client: what it missed, or from where it can go on. */
  private welcome(client: Joining, here: Here, missed: Changes | undefined): void {
    const { stream, wish, from } = client;
    this.clients.add(client);
    if (from === undefined) return stream.send(`id: ${this.idOf(here)}\n\n`);
    if (!from || !missed || missed.isTooMuch) return stream.send(this.resync(here));
    const texts = messagesOf(missed, from, Date.now())
      .filter(({ moment }) => wantsMoment(wish, moment))
      .map(({ data, id }) => serverSentEvent('moment', data, id));
    const changed = changedFor(wish, missed);
    if (changed) texts.push(serverSentEvent('changed', changed, this.idOf(here)));
    else texts.push(`id: ${this.idOf(here)}\n\n`);
    stream.send(texts.join(''));
  }

  private isKnown({ build, at }: LiveId, here: Here): boolean {
    return build === here.build && Date.now() - at <= AWAY_MS_MAX;
  }

  private resync(here: Here): string {
    return serverSentEvent('resync', {}, this.idOf(here));
  }

  private idOf({ now, build }: Here, at = Date.now()): string {
    return liveIdText({ at, build, since: now });
  }
}

import { Inject, Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { CONFIG, feedAddresses, feedToken, serverSentEvent, Views, type ServiceConfig } from '@concord/service';
import { DataSource } from 'typeorm';
import { AuditRow } from '../audit/audits.projection';
import { DriftRow } from '../audit/drifts.projection';
import { LiveFeed } from '../live/live-feed.gateway';
import { lagsOf, waiting, type Pending, type Said } from './lag';
import { lampOf, type Lamp } from './lamp';

/** How often the services are asked while somebody looks at the lamp. */
const LOOK_EVERY_MS = 5_000;
/** A service that takes longer does not answer. */
const ANSWER_MS = 2_000;

/** Whether everyone agrees, and who is behind: asks all services, and reads the last audit, of whichever instance. */
@Injectable()
export class LampWatch implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly addresses: ReadonlyMap<string, string>;
  private pending: ReadonlyMap<string, Pending> = new Map();
  private looking: Promise<Lamp> | undefined;
  private last: { readonly lamp: Lamp; readonly at: number } | undefined;
  private told = '';
  private timer: NodeJS.Timeout | undefined;

  constructor(
    @Inject(CONFIG) private readonly config: ServiceConfig,
    private readonly views: Views,
    private readonly dataSource: DataSource,
    private readonly feed: LiveFeed,
  ) {
    this.addresses = feedAddresses(config);
  }

  onApplicationBootstrap(): void {
    this.timer = setInterval(() => void this.tell(), LOOK_EVERY_MS).unref();
  }

  onModuleDestroy(): void {
    clearInterval(this.timer);
  }

  /** The lamp, a few seconds old at most. */
  async now(): Promise<Lamp> {
    if (this.last && Date.now() - this.last.at < LOOK_EVERY_MS) return this.last.lamp;
    return this.look();
  }

  /** Tells those who listen where the lamp has changed. */
  private async tell(): Promise<void> {
    if (!this.feed.isHeard) return;
    // A database that cannot be reached is told by the stream itself.
    const lamp = await this.look().catch(() => undefined);
    const text = JSON.stringify(lamp);
    if (!lamp || text === this.told) return;
    this.told = text;
    this.feed.tell(serverSentEvent('lamp', lamp));
  }

  private look(): Promise<Lamp> {
    this.looking ??= this.lookNow().finally(() => (this.looking = undefined));
    return this.looking;
  }

  private async lookNow(): Promise<Lamp> {
    const names = [...this.addresses.keys()];
    const [answers, audits, driftsOpen] = await Promise.all([
      Promise.all(names.map((name) => this.ask(name))),
      this.views.page(AuditRow, { limit: 1 }, { by: 'completedAt', descending: true }),
      this.dataSource.getRepository(DriftRow).countBy({ status: 'open' }),
    ]);
    const said = answers.filter((answer) => answer !== undefined);
    const silent = names.filter((_, n) => answers[n] === undefined);
    this.pending = waiting(said, this.pending);
    const nowMs = Date.now();
    const behind = lagsOf(this.pending, nowMs);
    const lamp = lampOf({ audit: audits.items[0], driftsOpen, behind, silent, nowMs });
    this.last = { lamp, at: nowMs };
    return lamp;
  }

  /** Undefined where the service does not answer. */
  private async ask(service: string): Promise<Said | undefined> {
    try {
      const response = await fetch(`${this.addresses.get(service)}/v1/positions`, {
        headers: { authorization: `Bearer ${await feedToken(this.config)}` },
        signal: AbortSignal.timeout(ANSWER_MS),
      });
      return response.ok ? { service, ...((await response.json()) as Omit<Said, 'service'>) } : undefined;
    } catch {
      return undefined;
    }
  }
}

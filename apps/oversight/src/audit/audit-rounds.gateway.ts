import { Inject, Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { derivedId, Engine, type EventMeta } from '@concord/event-sourcing';
import { LOG, Views } from '@concord/service';
import type { Logger } from 'pino';
import { v7 as newId } from 'uuid';
import { Auditor, type Compared, type Drift } from './auditor.gateway';
import { AuditRow } from './audits.projection';
import { DriftRow } from './drifts.projection';
import type { RecordAudit } from './record-audit.decider';

const EVERY_MS = 5 * 60_000;
const ITSELF = { kind: 'system', id: 'oversight', role: 'service' } as const;

/** Audits every few minutes by itself, and on demand. */
@Injectable()
export class AuditRounds implements OnApplicationBootstrap, OnModuleDestroy {
  private timer: NodeJS.Timeout | undefined;
  private running: Promise<AuditRow> | undefined;

  constructor(
    private readonly auditor: Auditor,
    private readonly engine: Engine,
    private readonly views: Views,
    @Inject(LOG) private readonly log: Logger,
  ) {}

  onApplicationBootstrap(): void {
    const audit = () =>
      void this.byItself().catch((error: Error) => this.log.warn(`The audit could not be done: ${error.message}`));
    this.timer = setInterval(audit, EVERY_MS).unref();
  }

  onModuleDestroy(): void {
    clearInterval(this.timer);
  }

  /** Audits now, or waits for the audit under way. Rejects where a service does not answer. */
  run(): Promise<AuditRow> {
    this.running ??= this.audit().finally(() => (this.running = undefined));
    return this.running;
  }

  private async byItself(): Promise<void> {
    // Another instance may have done it.
    const { items } = await this.views.page(AuditRow, { limit: 1 }, { by: 'completedAt', descending: true });
    const last = items[0] ? Date.parse(items[0].completedAt) : 0;
    if (Date.now() - last >= EVERY_MS / 2) await this.run();
  }

  private async audit(): Promise<AuditRow> {
    const auditId = newId();
    const startedAt = new Date().toISOString();
    const compared = await this.auditor.run();
    const found = compared.flatMap(({ drifts }) => drifts.map(withId));
    const ids = new Set(found.map(({ driftId }) => driftId));
    // Of a view with more wrong rows than are named, nobody knows which are right again.
    const named = new Set(compared.filter(isNamedWhole).map(({ view }) => view));
    const open = await this.views.all(DriftRow, { status: 'open' });
    const command: RecordAudit = {
      type: 'RecordAudit',
      data: {
        auditId,
        startedAt,
        completedAt: new Date().toISOString(),
        comparisons: compared.map(summaryOf),
        drifts: found,
        gone: open.flatMap(({ driftId, view }) => (ids.has(driftId) || !named.has(view) ? [] : [driftId])),
      },
    };
    const meta: EventMeta = { correlationId: auditId, causationId: auditId, actor: ITSELF };
    await this.engine.execute({ commands: [{ command }], commandId: auditId, meta });
    for (const { view, key, column, missingEvent } of found)
      this.log.error({ view, key, column, missingEvent }, 'A view differs from the fact that it repeats: rebuild it.');
    return this.views.one(AuditRow, { auditId }, 'audit');
  }
}

const withId = ({ missingEvent, ...drift }: Drift) => ({
  ...drift,
  driftId: derivedId(`${drift.view}/${drift.column}`, drift.key),
  ...(missingEvent && {
    missingEvent: { eventId: missingEvent.eventId, type: missingEvent.type, at: missingEvent.at },
  }),
});

const isNamedWhole = ({ differing, drifts }: Compared) => new Set(drifts.map(({ key }) => key)).size === differing;

const summaryOf = ({ fact, view, keys, unsettled, differing }: Compared) => ({
  fact,
  view,
  keys,
  unsettled,
  drifts: differing,
});

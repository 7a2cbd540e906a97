import { Inject, Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { derivedId, Engine, type EventMeta } from '@concord/event-sourcing';
import { Gauges, LOG, Views } from '@concord/service';
import type { Logger } from 'pino';
import { v7 as newId } from 'uuid';
import { Auditor, type Compared, type Drift, type Progress } from './auditor.gateway';
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
  private readonly startedAt = Date.now();

  constructor(
    private readonly auditor: Auditor,
    private readonly engine: Engine,
    private readonly views: Views,
    gauges: Gauges,
    @Inject(LOG) private readonly log: Logger,
  ) {
    gauges.add('concord_drifts_open', 'Values of views that differ from the facts that they repeat.', () =>
      this.openDrifts(),
    );
    gauges.add(
      'concord_audit_age_seconds',
      'Time since the last completed audit, or since the start without one.',
      () => this.ageSeconds(),
    );
  }

  onApplicationBootstrap(): void {
    const audit = () =>
      void this.byItself().catch((error: Error) => this.log.warn(`The audit could not be done: ${error.message}`));
    this.timer = setInterval(audit, EVERY_MS).unref();
  }

  onModuleDestroy(): void {
    clearInterval(this.timer);
  }

  /** How far the audit under way is; undefined where none is. */
  get progress(): Progress | undefined {
    return this.running && this.auditor.progress;
  }

  /** Audits now, or waits for the audit under way. Rejects where a service does not answer. */
  run(): Promise<AuditRow> {
    this.running ??= this.audit().finally(() => (this.running = undefined));
    return this.running;
  }

  private async byItself(): Promise<void> {
    // Another instance may have done it.
    const last = await this.lastCompletedAt();
    if (Date.now() - (last ?? 0) >= EVERY_MS / 2) await this.run();
  }

  private async lastCompletedAt(): Promise<number | undefined> {
    const { items } = await this.views.page(AuditRow, { limit: 1 }, { by: 'completedAt', descending: true });
    return items[0] && Date.parse(items[0].completedAt);
  }

  private async openDrifts(): Promise<number> {
    return (await this.views.all(DriftRow, { status: 'open' })).length;
  }

  private async ageSeconds(): Promise<number> {
    const last = (await this.lastCompletedAt()) ?? this.startedAt;
    return Math.max(0, Date.now() - last) / 1_000;
  }

  private async audit(): Promise<AuditRow> {
    const auditId = newId();
    const startedAt = new Date().toISOString();
    const compared = await this.auditor.run();
    const found = compared.flatMap(({ drifts }) => drifts.map(withId));
    const ids = new Set(found.map(({ driftId }) => driftId));
    // Of a view with more wrong rows than are named, nobody knows which are right again.
    const named = new Set(compared.filter(isNamedWhole).map(pairOf));
    const open = await this.views.all(DriftRow, { status: 'open' });
    const command: RecordAudit = {
      type: 'RecordAudit',
      data: {
        auditId,
        startedAt,
        completedAt: new Date().toISOString(),
        comparisons: compared.map(summaryOf),
        drifts: found,
        gone: open.flatMap((drift) => (ids.has(drift.driftId) || !named.has(pairOf(drift)) ? [] : [drift.driftId])),
      },
    };
    const meta: EventMeta = { correlationId: auditId, causationId: auditId, actor: ITSELF };
    await this.engine.execute({ commands: [{ command }], commandId: auditId, meta });
    for (const { view, key, column, missingEvent } of found)
      this.log.error({ view, key, column, missingEvent }, 'A view differs from the fact that it repeats: rebuild it.');
    return this.views.one(AuditRow, { auditId }, 'audit');
  }
}

/** A view may repeat several facts, with columns of one name. */
const pairOf = ({ fact, view }: { readonly fact: string; readonly view: string }) => `${fact}/${view}`;

const withId = ({ missingEvent, ...drift }: Drift) => ({
  ...drift,
  driftId: derivedId(`${pairOf(drift)}/${drift.column}`, drift.key),
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

import { projection } from '@concord/event-sourcing';
import { RowKeyText, RowList, RowTime, RowWhole } from '@concord/service';
import { Entity, Index } from 'typeorm';
import { auditEvents } from './audit.aggregate';

/** One comparison of all services. */
@Entity('audit_view')
@Index(['completedAt'])
export class AuditRow {
  @RowKeyText()
  auditId!: string;

  @RowTime()
  startedAt: string = '';

  @RowTime()
  completedAt: string = '';

  @RowWhole({ description: 'Rows of facts that were compared.' })
  keys: number = 0;

  @RowWhole({ description: 'Rows that differ; 0 means that everyone agrees.' })
  drifts: number = 0;

  @RowList(
    { fact: 'text', view: 'text', keys: 'whole', drifts: 'whole', unsettled: 'whole' },
    { description: 'By view; unsettled keys changed so fast that they could not be compared.' },
  )
  comparisons: readonly { fact: string; view: string; keys: number; drifts: number; unsettled: number }[] = [];
}

export const audits = projection('oversight.audits', auditEvents, AuditRow, ({ data }) => ({ auditId: data.auditId }), {
  AuditCompleted: (row, { data: { startedAt, completedAt, comparisons } }) => ({
    ...row,
    startedAt,
    completedAt,
    comparisons,
    keys: comparisons.reduce((sum, { keys }) => sum + keys, 0),
    drifts: comparisons.reduce((sum, { drifts }) => sum + drifts, 0),
  }),
});

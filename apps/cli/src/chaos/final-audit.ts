import type { Concord } from '@concord/client';
import { driftLines } from '../operations/audit-report';

export interface AuditVerdict {
  readonly violations: readonly string[];
  readonly rows: number;
  readonly views: number;
}

/** After all faults every service must believe what the others say: the auditor compares them. */
export async function finalAudit({ oversight }: Concord): Promise<AuditVerdict> {
  const { data: audit } = await oversight.post('/v1/audits');
  const unsettled = audit.comparisons
    .filter((each) => each.unsettled > 0)
    .map(({ view, fact, unsettled: keys }) => `${keys} rows of ${view} never agreed with ${fact} for a moment.`);
  const drifts: string[] = [];
  if (audit.drifts > 0)
    for await (const drift of oversight.pages('/v1/drifts', { query: { status: 'open' } }))
      drifts.push(driftLines(drift).join(' '));
  return { violations: [...unsettled, ...drifts], rows: audit.keys, views: audit.comparisons.length };
}

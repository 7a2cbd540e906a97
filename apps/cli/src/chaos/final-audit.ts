import { v7 as newId } from 'uuid';
import { driftLines, type Audit, type FoundDrift } from '../operations/audit-report';
import type { Client } from '../system/client';

export interface AuditVerdict {
  readonly violations: readonly string[];
  readonly rows: number;
  readonly views: number;
}

/** After all faults every service must believe what the others say: the auditor compares them. */
export async function finalAudit(client: Client): Promise<AuditVerdict> {
  const { body: audit } = await client.post<Audit>('oversight', '/v1/audits', {}, newId());
  const unsettled = audit.comparisons
    .filter((each) => each.unsettled > 0)
    .map(({ view, fact, unsettled: keys }) => `${keys} rows of ${view} never agreed with ${fact} for a moment.`);
  const drifts: string[] = [];
  if (audit.drifts > 0)
    for await (const drift of client.all<FoundDrift>('oversight', '/v1/drifts?status=open'))
      drifts.push(driftLines(drift).join(' '));
  return { violations: [...unsettled, ...drifts], rows: audit.keys, views: audit.comparisons.length };
}

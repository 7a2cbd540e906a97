import { SETTING_LEAD_S } from '@concord/contracts';
import type { Setting } from '@concord/event-sourcing';
import { clientAt } from '../system/client';
import type { System } from '../system/system';

/** The second person has this long to approve the draft. */
const APPROVES_WITHIN_S = 5;

/**
 * Changes a setting as the shop does: one person drafts the value, another approves it. It is in force half a minute
 * later. A setting that people have changed before stays as they want it.
 */
export async function agreeOn<T extends string | number | boolean>(
  { key }: Setting<T>,
  value: T,
  reason: string,
  { addresses, issuer }: Pick<System, 'addresses' | 'issuer'>,
): Promise<void> {
  const author = clientAt(addresses, () => issuer.mint({ subject: 'ada', roles: 'ecommerce_sme' }));
  const approver = clientAt(addresses, () => issuer.mint({ subject: 'bob', roles: 'head_of_digital' }));
  const known = (await author.oversight.get('/v1/settings/{key}', { path: { key } })).data;
  if (known.versions.length > 0 || known.draft) return;
  const from = new Date(Date.now() + (SETTING_LEAD_S + APPROVES_WITHIN_S) * 1_000).toISOString();
  const body = { value, from, reason };
  const { draftId } = (await author.oversight.post('/v1/settings/{key}/drafts', { path: { key }, body })).data;
  await approver.oversight.post('/v1/settings/{key}/drafts/{draftId}/approve', { path: { key, draftId } });
}

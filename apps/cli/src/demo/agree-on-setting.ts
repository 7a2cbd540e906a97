import { SETTING_LEAD_S } from '@concord/contracts';
import type { Setting } from '@concord/event-sourcing';
import { v7 as newId } from 'uuid';
import { Client } from '../system/client';
import type { System } from '../system/system';

/** The second person has this long to approve the draft. */
const APPROVES_WITHIN_S = 5;

/**
 * Changes a setting as the shop does: one person drafts the value, another approves it. It is in force half a minute
 * later. A setting that people have changed before stays as they want it.
 */
export async function agreeOn<T>(
  { key }: Setting<T>,
  value: T,
  reason: string,
  { addresses, issuer }: Pick<System, 'addresses' | 'issuer'>,
): Promise<void> {
  const author = new Client(addresses, () => issuer.mint({ subject: 'ada', roles: 'ecommerce_sme' }));
  const approver = new Client(addresses, () => issuer.mint({ subject: 'bob', roles: 'head_of_digital' }));
  try {
    const setting = `/v1/settings/${key}`;
    const known = await author.get<{ versions: unknown[]; draft: unknown }>('oversight', setting);
    if (known.versions.length > 0 || known.draft) return;
    const from = new Date(Date.now() + (SETTING_LEAD_S + APPROVES_WITHIN_S) * 1_000).toISOString();
    const draft = { value, from, reason };
    const { body } = await author.post<{ draftId: string }>('oversight', `${setting}/drafts`, draft, newId());
    await approver.post('oversight', `${setting}/drafts/${body.draftId}/approve`, {}, newId());
  } finally {
    author.close();
    approver.close();
  }
}

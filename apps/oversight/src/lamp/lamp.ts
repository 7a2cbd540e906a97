import type { Lag } from './lag';

export const LAMP_STATES = ['agrees', 'differs', 'behind', 'unknown'] as const;

/** Whether all departments agree, in one look. */
export interface Lamp {
  readonly state: (typeof LAMP_STATES)[number];
  readonly sentence: string;
  /** When the services were last compared with each other; null where they never were. */
  readonly checkedAt: string | null;
  readonly factsCompared: number;
  readonly driftsOpen: number;
  readonly behind: readonly Lag[];
  /** Services that do not answer. */
  readonly silent: readonly string[];
}

/** What the lamp follows from. */
export interface Seen {
  readonly audit: { readonly completedAt: string; readonly keys: number } | undefined;
  readonly driftsOpen: number;
  readonly behind: readonly Lag[];
  readonly silent: readonly string[];
  readonly nowMs: number;
}

/** An audit that is older says nothing of now. */
const AUDIT_AGE_MS_MAX = 15 * 60_000;

/** The worst comes first: what differs, who does not answer, who is behind. */
export function lampOf({ audit, driftsOpen, behind, silent, nowMs }: Seen): Lamp {
  const facts = {
    checkedAt: audit?.completedAt ?? null,
    factsCompared: audit?.keys ?? 0,
    driftsOpen,
    behind,
    silent,
  };
  const lamp = (state: Lamp['state'], sentence: string): Lamp => ({ state, sentence, ...facts });
  if (driftsOpen > 0) return lamp('differs', driftsOpen === 1 ? '1 fact differs.' : `${driftsOpen} facts differ.`);
  if (silent.length > 0) return lamp('unknown', `${listed(silent)} ${silent.length > 1 ? 'do' : 'does'} not answer.`);
  const late = [...new Set(behind.map(({ service }) => service))];
  if (late.length > 0) {
    const seconds = Math.round(Math.max(...behind.map(({ lagMs }) => lagMs)) / 1_000);
    return late.length === 1
      ? lamp('behind', `${late[0]} is ${seconds} s behind.`)
      : lamp('behind', `${listed(late)} are behind, by up to ${seconds} s.`);
  }
  if (!audit) return lamp('unknown', 'The services have not been compared yet.');
  if (nowMs - Date.parse(audit.completedAt) > AUDIT_AGE_MS_MAX)
    return lamp('unknown', 'The services have not been compared for more than 15 minutes.');
  return lamp('agrees', 'Everyone agrees.');
}

const listed = (names: readonly string[]) =>
  names.length === 1 ? names[0]! : `${names.slice(0, -1).join(', ')} and ${names.at(-1)!}`;

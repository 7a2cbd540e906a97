import type { DeclaredSetting } from '@concord/contracts';
import type { SettingsTable } from '@concord/event-sourcing';

/** A line of the log: what it names, and its sentence. */
type Warning = readonly [facts: { readonly setting: string; readonly owner: string }, sentence: string];

/**
 * The warnings with which a service starts in production: one for each of these settings that nobody has set yet. Their
 * initial values are examples.
 */
export const warningsOfInitial = (
  settings: readonly DeclaredSetting[],
  table: SettingsTable,
  at: string,
  environment: NodeJS.ProcessEnv = process.env,
): readonly Warning[] =>
  environment['NODE_ENV'] === 'production'
    ? settings
        .filter((setting) => table.inForce(setting, at).version === 0)
        .map(({ key, owner, says }) => [
          { setting: key, owner },
          `Nobody has set ${key}, so its initial value is in force, which is an example. ${says} Set it at /v1/settings of oversight.`,
        ])
    : [];

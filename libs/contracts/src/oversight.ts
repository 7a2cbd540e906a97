import { AuditCompleted, DriftFound, DriftGone } from './oversight/audit';
import { SettingActivated } from './oversight/setting';

export * from './oversight/audit';
export * from './oversight/setting';

/** What oversight publishes on `oversight.events`. */
export const oversightEvents = { SettingActivated, AuditCompleted, DriftFound, DriftGone };

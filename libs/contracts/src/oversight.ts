import { SettingActivated } from './oversight/setting';

export * from './oversight/setting';

/** What oversight publishes on `oversight.events`. */
export const oversightEvents = { SettingActivated };

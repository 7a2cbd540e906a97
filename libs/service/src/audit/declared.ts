import type { ModelParts, Projection } from '@concord/event-sourcing';
import { SettingRow, settingsMirror } from '../settings/settings.projection';
import type { Mirror } from './facts';

/** All that a service repeats of others: what it declares, and the settings, which every service keeps. */
export function mirrorsOf({ name, projections = [], mirrors = [] }: ModelParts & { mirrors?: readonly Mirror[] }) {
  const settings = projections.filter((each) => each.row === SettingRow && hearsOthers(name, each));
  return [...mirrors, ...settings.map(settingsMirror)];
}

/** Whether a projection subscribes to events that another service publishes. */
export const hearsOthers = (service: string, { events }: Projection) =>
  Object.values(events).some((event) => event.service !== undefined && event.service !== service);

/** A business number that people of the shop change: a key, and the value that holds until the first version does. */
export interface Setting<T = unknown> {
  /** `<noun>.<what>-<unit>`, for instance `return.window-days`. */
  readonly key: string;
  readonly initial: T;
}

/** One version of a setting. Version 0 is the initial value. */
export interface SettingVersion {
  readonly version: number;
  readonly value: unknown;
  /** The moment from which the version is in force, ISO 8601 UTC. */
  readonly from: string;
}

/** Looks up settings. A lookup by default answers for the moment of the event or request that is being handled. */
export interface Settings {
  /** The value in force then, or at another moment: a promise is kept as it was made. */
  of<T>(setting: Setting<T>, at?: string): T;
}

/** A lookup that remembers which versions it answered, by key, so that the resulting events can name them. */
export interface RecordingSettings extends Settings {
  readonly used: Readonly<Record<string, number>> | undefined;
}

/** All versions of all settings, as far as they are known here. Versions may be replaced at any time. */
export class SettingsTable {
  private versions: ReadonlyMap<string, readonly SettingVersion[]> = new Map();

  /** Replaces what is known. Versions may come in any order. */
  learn(versions: Iterable<readonly [string, readonly SettingVersion[]]>): void {
    this.versions = new Map([...versions].map(([key, list]) => [key, list.toSorted(later)]));
  }

  /** The version in force at a moment: of those whose moment has come the latest, of equal moments the youngest. */
  inForce<T>(setting: Setting<T>, at: string): { readonly value: T; readonly version: number } {
    const known = this.versions.get(setting.key);
    const moment = Date.parse(at);
    const found = known?.findLast(({ from }) => Date.parse(from) <= moment);
    return found ? { value: found.value as T, version: found.version } : { value: setting.initial, version: 0 };
  }

  /** A lookup at a moment. */
  at(moment: string): RecordingSettings {
    let used: Record<string, number> | undefined;
    return {
      of: (setting, at = moment) => {
        const { value, version } = this.inForce(setting, at);
        used = { ...used, [setting.key]: version };
        return value;
      },
      get used() {
        return used;
      },
    };
  }
}

/** Where nothing is known, the initial values are in force. */
export const NO_SETTINGS = new SettingsTable();

const later = (one: SettingVersion, other: SettingVersion) =>
  Date.parse(one.from) - Date.parse(other.from) || one.version - other.version;

import { SettingsTable, type Settings } from '@concord/event-sourcing';
import type { DataSource } from 'typeorm';
import type { IncomingRequest } from '../incoming';
import { SettingRow } from './settings.projection';

/**
 * The table is read again after this time. A version is known for longer than that before it is in force, so no instance
 * is late.
 */
const REFRESH_MS = 5_000;

/** The settings in force, in memory: read when the service starts, and every few seconds from then on. */
export class CurrentSettings {
  readonly table = new SettingsTable();
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly dataSource: DataSource,
    private readonly onFault: (error: unknown) => void,
  ) {}

  /** A lookup for a request, at the moment of now. The events that follow name the versions that were looked up. */
  for(incoming: IncomingRequest): Settings {
    return (incoming.settings ??= this.table.at(new Date().toISOString()));
  }

  /** Reads the table and goes on reading. Throws where the first read fails. */
  async start(): Promise<void> {
    await this.refresh();
    this.timer = setInterval(() => void this.refresh().catch(this.onFault), REFRESH_MS).unref();
  }

  stop(): void {
    clearInterval(this.timer);
  }

  private async refresh(): Promise<void> {
    const rows = await this.dataSource.getRepository(SettingRow).find();
    this.table.learn(rows.map(({ key, versions }) => [key, versions] as const));
  }
}

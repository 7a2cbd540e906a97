import type { ServiceName } from '@concord/contracts';
import { eventually, postgresUrl } from '@concord/testing';
import { Client } from 'pg';
import type { startedSystem } from './started-system';

type Started = Awaited<ReturnType<typeof startedSystem>>;

/** Makes the timer of a process due now, as if its time were over. */
export async function timerIsDue({ topicPrefix }: Started, service: ServiceName, processId: string, name: string) {
  const url = new URL(postgresUrl());
  url.pathname = `/${topicPrefix}${service}`;
  const database = new Client({ connectionString: url.href });
  await database.connect();
  try {
    await eventually(async () => {
      const { rowCount } = await database.query(
        'update timers set due_at = now() where process_id = $1 and name = $2 and fired_at is null',
        [processId, name],
      );
      expect(rowCount).toBe(1);
    });
  } finally {
    await database.end();
  }
}

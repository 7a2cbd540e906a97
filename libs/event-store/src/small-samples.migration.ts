import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Tables that grow with every order and are read by their keys alone. */
const BY_KEY = ['events', 'streams', 'timers', 'idempotency_keys', 'snapshots'];
/** Postgres samples three hundred rows for each step of this target; its default is 100. */
const TARGET = 10;

/**
 * Reads of these tables go by their keys, whatever the statistics say. Postgres samples 30,000 rows of each for
 * statistics, again and again while they grow: that cost more than vacuuming them.
 */
export class SmallSamples1764800000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await setTargets(runner, String(TARGET));
  }

  async down(runner: QueryRunner): Promise<void> {
    await setTargets(runner, 'default');
  }
}

async function setTargets(runner: QueryRunner, target: string) {
  const columns: { table_name: string; column_name: string }[] = await runner.query(
    `select table_name, column_name from information_schema.columns
     where table_schema = current_schema() and table_name = any($1) order by 1, 2`,
    [BY_KEY],
  );
  for (const { table_name: table, column_name: column } of columns)
    await runner.query(`alter table "${table}" alter column "${column}" set statistics ${target}`);
}

import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Indexes that find old rows to purge. A discarded message that was purged is a row without the message. */
export class Retention1764600000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('create index timers_fired on timers (fired_at) where fired_at is not null');
    await runner.query('alter table parked alter column event drop not null');
    await runner.query(
      'create index parked_clearable on parked (settled_at) where settled_at is not null and event is not null',
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop index parked_clearable');
    await runner.query(`update parked set event = 'null' where event is null`);
    await runner.query('alter table parked alter column event set not null');
    await runner.query('drop index timers_fired');
  }
}

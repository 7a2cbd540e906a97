import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Failures that nobody waited for, to be listed. Cursors of lists hold times in milliseconds. */
export class Failures1764750000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    // Neither the data of the command nor the text of the refusal: they may hold personal data.
    await runner.query(`create table refused_reactions (
      id uuid primary key,
      refused_at timestamptz(3) not null default clock_timestamp(),
      reaction text not null,
      command text not null,
      stream_id text not null,
      code text not null,
      cause_id text not null,
      cause_type text not null,
      correlation_id text not null
    )`);
    await runner.query('create index refused_reactions_age on refused_reactions (refused_at, id)');
    await runner.query('create index refused_reactions_code on refused_reactions (code, refused_at, id)');
    await runner.query('alter table timers add column failure text');
    await runner.query(
      'create index timers_failing on timers (attempts, id) where fired_at is null and failure is not null',
    );
    await runner.query(
      'alter table parked alter column parked_at type timestamptz(3), alter column settled_at type timestamptz(3)',
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(
      'alter table parked alter column parked_at type timestamptz, alter column settled_at type timestamptz',
    );
    await runner.query('drop index timers_failing');
    await runner.query('alter table timers drop column failure');
    await runner.query('drop table refused_reactions');
  }
}

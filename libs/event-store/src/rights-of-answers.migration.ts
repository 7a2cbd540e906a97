import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A stored answer keeps what the caller might do: nobody who may do less gets it. Older answers have none. */
export class RightsOfAnswers1764700000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('alter table idempotency_keys add column rights json');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table idempotency_keys drop column rights');
  }
}

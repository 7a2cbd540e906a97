import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * A stored answer records what its caller was allowed to do: a caller with fewer permissions does not get it. Older
 * answers have no such record.
 */
export class RightsOfAnswers1764700000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('alter table idempotency_keys add column rights json');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table idempotency_keys drop column rights');
  }
}

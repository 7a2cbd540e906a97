import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A stored answer names every stream that its consistency token stands for, not just the last one (`stream_id`). */
export class TokenOf1764650000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('alter table idempotency_keys add column token_of json');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table idempotency_keys drop column token_of');
  }
}

import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Who settled a parked message. */
export class SettledBy1764500000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('alter table parked add column settled_by text');
    await runner.query('create index parked_settled on parked (settled_at, id) where settled_at is not null');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop index parked_settled');
    await runner.query('alter table parked drop column settled_by');
  }
}

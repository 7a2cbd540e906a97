import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The position of a discarded message stays when the message is purged: offsets end where a topic begins anew. */
export class ParkedPosition1764950000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('alter table parked add column position text');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table parked drop column position');
  }
}

import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * A topic may lose several events before the message that reveals the loss. Each is parked under its own id, with the
 * offset of that message.
 */
export class ParkedEvents1764900000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('drop index parked_message');
    await runner.query('create unique index parked_message on parked (topic, partition, "offset", event_id)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop index parked_message');
    // The older schema has room for one message of an offset.
    await runner.query(
      `delete from parked p using parked earlier where p.topic = earlier.topic and p.partition = earlier.partition
        and p."offset" = earlier."offset" and p.id > earlier.id`,
    );
    await runner.query('create unique index parked_message on parked (topic, partition, "offset")');
  }
}

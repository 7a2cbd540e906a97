import type { Connection } from './connection';

/** The position of a consumer in one partition. */
export interface StoredPosition {
  readonly topic: string;
  readonly partition: number;
  readonly nextOffset: number;
  /** The position of the last applied event in its source. */
  readonly mark: string;
}

/** A parked message: headers as text, value as text. */
export interface ParkedText {
  readonly headers: Readonly<Record<string, string>>;
  readonly value: string | null;
}

/** The positions of a consumer: the database decides where it is, not Kafka. */
export class Positions {
  constructor(
    private readonly connection: Connection,
    private readonly consumer: string,
  ) {}

  async all(): Promise<StoredPosition[]> {
    const { rows } = await this.connection.query<StoredPosition>(
      `select topic, partition, next_offset as "nextOffset", mark from consumer_positions where consumer = $1`,
      [this.consumer],
    );
    return rows;
  }

  async one(topic: string, partition: number): Promise<StoredPosition | undefined> {
    const { rows } = await this.connection.query<StoredPosition>(
      `select topic, partition, next_offset as "nextOffset", mark from consumer_positions
       where consumer = $1 and topic = $2 and partition = $3`,
      [this.consumer, topic, partition],
    );
    return rows[0];
  }

  /**
   * The parked messages of a key, oldest first. The public sequence counts within a key; offsets begin anew with a topic,
   * and count only for messages that have no such number.
   */
  async parkedOf(topic: string, key: string) {
    const { rows } = await this.connection.query<{ id: string; offset: number; type: string; event: ParkedText }>(
      `select id, "offset", type, event from parked where topic = $1 and key = $2 and settled_at is null
       order by case when event -> 'headers' ->> 'ce_pubseq' ~ '^[0-9]{1,18}$'
         then (event -> 'headers' ->> 'ce_pubseq')::int8 end, "offset"`,
      [topic, key],
    );
    return rows;
  }

  /** The keys with parked messages: later messages of these keys are parked too. */
  async parkedKeys(): Promise<Set<string>> {
    const { rows } = await this.connection.query<{ key: string }>(
      `select distinct topic || ' ' || key as key from parked where settled_at is null`,
    );
    return new Set(rows.map(({ key }) => key));
  }
}

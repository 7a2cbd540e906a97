import type { IncomingMessage, KafkaPublisher, OutgoingMessage } from '@concord/event-bus';
import type { Weather } from './postgres';
import type { Random } from '../random';
import type { Machine, Schedule } from './seeded-schedule';

/** What kafkajs hands to `KafkaPublisher`. */
type Producer = ReturnType<ConstructorParameters<typeof KafkaPublisher>[0]>;
type SendBatch = Parameters<Producer['sendBatch']>[0];

/** What the broker remembers of a producer in a partition. */
interface ProducerState {
  readonly first: number;
  readonly count: number;
}

/** One partition of a topic. */
export class Partition {
  readonly log: (IncomingMessage & { readonly gone?: boolean })[] = [];
  private readonly producers = new Map<number, ProducerState>();

  constructor(
    readonly topic: string,
    readonly number: number,
  ) {}

  /** As a broker takes a batch of an idempotent producer. False where the sequence does not fit. */
  append(producer: number, first: number, messages: readonly OutgoingMessage[]): boolean {
    const last = this.producers.get(producer);
    const expected = last ? last.first + last.count : 0;
    // The same numbers as the last batch: taken for a repetition, acknowledged, not written.
    if (last && last.first === first && last.count === messages.length) return true;
    if (first !== expected) return false;
    this.producers.set(producer, { first, count: messages.length });
    for (const message of messages) this.put(message);
    return true;
  }

  put({ key, value, headers }: Pick<OutgoingMessage, 'key' | 'headers'> & { value: string }): void {
    this.log.push({ offset: this.log.length, key, value: Buffer.from(value), headers });
  }

  /** Behind the last message that is there. */
  get end(): number {
    return this.log.findLastIndex((message) => !message.gone) + 1;
  }

  from(offset: number, limit: number): IncomingMessage[] {
    const found: IncomingMessage[] = [];
    for (let at = offset; at < this.log.length && found.length < limit; at++)
      if (!this.log[at]!.gone) found.push(this.log[at]!);
    return found;
  }
}

const INTERNAL_RETRIES = 2;
/** A request that everybody has given up may still arrive. */
const LATE_MS = 15_000;

/** One Kafka: topics and the groups that read them. */
export class Broker {
  isDown = false;
  readonly partitions = new Map<string, Partition>();
  readonly groups = new Map<string, Group>();
  private producers = 0;
  private readonly hearing = new Set<(topic: string) => void>();

  constructor(
    readonly schedule: Schedule,
    readonly random: Random,
    readonly weather: Weather,
  ) {}

  createTopic(topic: string, partitions: number): void {
    for (let n = 0; n < partitions; n++) this.partitions.set(`${topic}/${n}`, new Partition(topic, n));
  }

  /** Told whenever something was written, and to which topic. Answers how to hear no more. */
  onAppend(listener: (topic: string) => void): () => void {
    this.hearing.add(listener);
    return () => this.hearing.delete(listener);
  }

  /**
   * A producer as kafkajs has it with `idempotent`: numbers go up when a batch is acknowledged, so the batch after a
   * failed one gets the same numbers.
   */
  producer(machine: Machine): Producer {
    const id = this.producers++;
    const next = new Map<number, number>();
    const sendBatch = async ({ topicMessages = [] }: SendBatch) => {
      const [{ topic, messages }] = topicMessages as [{ topic: string; messages: OutgoingMessage[] }];
      const open = new Map<number, OutgoingMessage[]>();
      for (const message of messages) open.set(message.partition, [...(open.get(message.partition) ?? []), message]);
      for (let tries = 0; ; tries++) {
        const done = await this.send(id, machine, topic, open, next);
        for (const partition of done) {
          next.set(partition, (next.get(partition) ?? 0) + open.get(partition)!.length);
          open.delete(partition);
        }
        if (open.size === 0) return [];
        if (tries === INTERNAL_RETRIES || this.random.chance(0.4)) throw new Error('The broker did not answer.');
      }
    };
    const idle = () => this.schedule.pause(this.schedule.latency(), machine);
    return { connect: idle, disconnect: idle, sendBatch } as unknown as Producer;
  }

  /** One produce request. Answers the partitions that were acknowledged. */
  private send(
    id: number,
    machine: Machine,
    topic: string,
    batches: ReadonlyMap<number, OutgoingMessage[]>,
    next: ReadonlyMap<number, number>,
  ): Promise<number[]> {
    const { schedule, random, weather } = this;
    const requests = [...batches].map(([n, messages]) => ({ n, messages, first: next.get(n) ?? 0 }));
    return new Promise((resolve) => {
      const answer = (done: number[]) => schedule.after(schedule.latency(), machine, () => resolve(done));
      const isLost = random.chance(weather.requestLost);
      const isLate = isLost && random.chance(0.5);
      const replyLost = isLost || random.chance(weather.replyLost);
      if (isLost && !isLate) return answer([]);
      schedule.after(isLate ? random.next() * LATE_MS : schedule.latency(), undefined, () => {
        if (this.isDown) return isLate ? undefined : answer([]);
        // Partitions have different leaders: one may take its part and another not.
        const taken = requests.filter(() => !random.chance(weather.requestLost));
        const done = taken.filter(({ n, messages, first }) =>
          this.partitions.get(`${topic}/${n}`)!.append(id, first, messages),
        );
        if (done.length > 0) for (const tell of this.hearing) tell(topic);
        if (!isLate) answer(replyLost ? [] : done.map(({ n }) => n));
      });
      if (isLate) answer([]);
    });
  }
}

/** Membership of one service in its topics: who holds which partition, and the offsets that were committed. */
export class Group {
  generation = 0;
  readonly members: Machine[] = [];
  readonly committed = new Map<string, number>();
  private assigned = new Map<string, Machine>();

  constructor(
    private readonly keys: readonly string[],
    private readonly random: Random,
  ) {}

  join(member: Machine): void {
    if (!this.members.includes(member)) this.members.push(member);
    this.rebalance();
  }

  leave(member: Machine): void {
    const at = this.members.indexOf(member);
    if (at < 0) return;
    this.members.splice(at, 1);
    this.rebalance();
  }

  has(member: Machine): boolean {
    return this.members.includes(member);
  }

  /** The partitions of a member, as `topic/partition`. */
  of(member: Machine): string[] {
    return this.keys.filter((key) => this.assigned.get(key) === member);
  }

  /** Everybody gets other partitions, as the eager protocol has it. */
  rebalance(): void {
    this.generation += 1;
    this.assigned = new Map();
    if (this.members.length === 0) return;
    const offset = this.random.whole(0, this.members.length - 1);
    this.keys.forEach((key, n) => this.assigned.set(key, this.members[(n + offset) % this.members.length]!));
  }
}

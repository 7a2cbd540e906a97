import { Relay, type OutgoingMessage, type Publisher } from '@concord/event-bus';
import type { Benchmark } from './benchmark';
import { figure, rounded } from './figure';
import { readings } from './readings';

const EVENTS = 60_000;
const EVENTS_A_SLICE = 6_000;

/** Carries events from the store to a topic, against the same messages sent in the same batches by kafkajs alone. */
export const relay: Benchmark = {
  names: ['relay'],
  takes: 25,
  on: 'stand',
  async run(run) {
    const events = run.count(EVENTS);
    run.say(`relay: ${events} events …`);
    const stand = run.place;
    const bench = await readings(stand, events);
    const ours = stand.kafka.publisher(await stand.topic('relayed'));
    const bare = stand.kafka.publisher(await stand.topic('bare'));
    stand.onClose(() => Promise.all([ours.close(), bare.close()]));
    let batches: (readonly OutgoingMessage[])[] = [];
    const publisher: Publisher = {
      publish: async (messages) => {
        batches.push(messages);
        await ours.publish(messages);
      },
    };
    const clock = { now: () => performance.now() };
    const loop = new Relay('meters', 'bench', bench.store.lanes, publisher, clock);
    const seconds = { ours: 0, bare: 0, written: 0 };
    let [left, sent, sends] = [events, 0, 0];
    for (let slice = 0; left > 0; slice++) {
      batches = [];
      let moved = 0;
      const from = performance.now();
      // Nothing comes while others on the same server hold the barrier back.
      while (moved < Math.min(EVENTS_A_SLICE, events / 5, left)) moved += await loop.step();
      left -= moved;
      const to = performance.now();
      const bareSeconds = await sending(bare, batches.map(asKafkajsWrites));
      const writtenSeconds = await sending(bare, batches);
      // The first one finds everything cold.
      if (slice === 0) continue;
      seconds.ours += (to - from) / 1_000;
      seconds.bare += bareSeconds;
      seconds.written += writtenSeconds;
      sent += moved;
      sends += batches.length;
    }
    return [
      figure('relay', sent / seconds.ours, 'events/s', sent / seconds.bare, {
        limitIs: 'the same messages in the same batches by kafkajs alone',
        eventsASend: rounded(sent / sends),
        withOurRequests: rounded(sent / seconds.written),
      }),
    ];
  },
};

async function sending(publisher: Publisher, batches: readonly (readonly OutgoingMessage[])[]): Promise<number> {
  const from = performance.now();
  for (const messages of batches) await publisher.publish(messages);
  return (performance.now() - from) / 1_000;
}

/** The same messages with headers as bytes: requests with such ones kafkajs writes itself. */
const asKafkajsWrites = (messages: readonly OutgoingMessage[]) =>
  messages.map(({ headers, ...message }) => {
    const bytes = Object.entries(headers).map(([name, text]) => [name, Buffer.from(text)]);
    return { ...message, headers: Object.fromEntries(bytes) as OutgoingMessage['headers'] };
  });

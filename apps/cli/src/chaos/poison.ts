import { SERVICE_NAMES, type ServiceName } from '@concord/contracts';
import { randomUUID } from 'node:crypto';
import { topicOf } from '@concord/event-bus';

import type { Fault, Scene } from './faults';
import { TALKERS } from './service-faults';
import { until } from './rig';

const NAMES = SERVICE_NAMES;
/** A stream among this many of the latest is still active. */
const LATEST = 5;
const PARKED_WITHIN_MS = 30_000;
const SETTLED_WITHIN_MS = 60_000;

/**
 * A fault writes garbage into a topic, under the key of an active order. Its followers wait, all others go on, and
 * after the garbage is discarded the followers are applied in their order.
 */
async function poison(scene: Scene): Promise<void> {
  const { rig, random, recovery } = scene;
  const service = random.pick(TALKERS);
  const [stream] = await rig.query<{ key: string; partition: number }>(
    service,
    `select stream_id as key, lane as partition from (
       select stream_id, lane, max(pos) as last from events where pub_seq is not null group by 1, 2) s
     order by last desc offset ${random.whole(0, LATEST)} limit 1`,
  );
  if (!stream) return;
  const id = randomUUID();
  const topic = topicOf(service, rig.topicPrefix);
  rig.strangers.add(id);
  const publisher = rig.kafka.publisher(topic);
  const at = performance.now();
  await publisher.publish([
    { ...stream, value: 'This is no JSON.', headers: { ce_specversion: '1.0', ce_id: id, ce_type: 'Rubbish' } },
  ]);
  await publisher.close();
  rig.say(`${stream.key} gets an unreadable message in ${topic}`);
  const hearing = await hearers(scene, topic);
  await until(PARKED_WITHIN_MS, 'the message to be parked', async () => {
    const parked = await Promise.all(hearing.map((name) => parkedAt(scene, name, id)));
    return parked.every((count) => count === 1);
  });
  await recovery.flowing('poison parked', at);
  await until(SETTLED_WITHIN_MS, `the parked messages of ${stream.key} to be settled`, async () => {
    const left = await Promise.all(hearing.map((name) => settle(scene, name, topic, stream.key)));
    return left.every((count) => count === 0);
  });
  await recovery.flowing('poison settled', performance.now());
}

async function hearers({ rig }: Scene, topic: string): Promise<ServiceName[]> {
  const heard = await Promise.all(
    NAMES.map((name) =>
      rig.query(name, `select 1 from consumer_positions where consumer = $1 and topic = $2`, [name, topic]),
    ),
  );
  return NAMES.filter((_, n) => heard[n]!.length > 0);
}

async function parkedAt({ rig }: Scene, service: ServiceName, eventId: string): Promise<number> {
  return (await rig.query(service, `select 1 from parked where event_id = $1`, [eventId])).length;
}

/** Discards the garbage and replays what waits behind it. Returns how many messages there were. */
async function settle({ rig }: Scene, service: ServiceName, topic: string, key: string): Promise<number> {
  const client = rig.client.of(service);
  const { items } = (await client.get('/v1/parked', { query: { limit: 200 } })).data;
  const mine = items.filter((item) => item.topic === topic && item.key === key);
  for (const { id } of mine.filter(({ type }) => type === 'Rubbish'))
    await client.post('/v1/parked/{id}/discard', { path: { id }, body: { reason: 'rubbish' } });
  const waiting = mine.find(({ type }) => type !== 'Rubbish');
  // Another run may have been first.
  if (waiting) await client.post('/v1/parked/{id}/replay', { path: { id: waiting.id } }).catch(() => undefined);
  return mine.length;
}

export const poisonFaults: readonly Fault[] = [{ name: 'poison', strike: poison }];

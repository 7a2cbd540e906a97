import { publishedBy, type EventType } from '@concord/event-sourcing';
import { Type } from 'typebox';
import { eventIn, type IncomingMessage } from './envelope';
import { ServiceParking, type Parking } from './parking';
import type { Mark } from './partition-places';
import { oneByOne, readFetch, withLost, withParked } from './read-fetch';

const CoinsAdded = publishedBy('tills')('CoinsAdded', 1, { coins: Type.Integer() });
const model = { hears: (type: string) => type === 'CoinsAdded', eventType: (): EventType => CoinsAdded };
const START: Mark = { nextOffset: 0, mark: '0.0.0' };

/** Message `n` of the topic stands at offset n and follows message n - 1. */
const message = (n: number, { key = 'till-1', type = 'CoinsAdded', value = '{"coins":1}', previous = n - 1 } = {}) =>
  ({
    offset: n,
    key,
    value: Buffer.from(value),
    headers: {
      ce_id: `id-${n}`,
      ce_type: type,
      ce_position: `1.${n + 1}.${n + 1}`,
      ce_previous: previous < 0 ? '0.0.0' : `1.${previous + 1}.${previous + 1}`,
    },
  }) satisfies IncomingMessage;

const fetched = (...messages: IncomingMessage[]) => ({ topic: 'tills.events', partition: 2, messages });

describe('reading a fetch', () => {
  let parking: Parking;
  const parkedBefore = async (...keys: string[]) => {
    parking = new ServiceParking({ parkedKeys: async () => new Set(keys.map((key) => `tills.events ${key}`)) });
    await parking.prepare([]);
  };
  beforeEach(() => parkedBefore());
  const read = (from: Mark, ...messages: IncomingMessage[]) => readFetch(fetched(...messages), from, model, parking);
  const offsetsOf = (list: readonly ({ offset: number } | { message: IncomingMessage })[]) =>
    list.map((one) => ('message' in one ? one.message.offset : one.offset));

  it('takes the events that the service subscribes to and moves over all messages', () => {
    const { events, to } = read(START, message(0), message(1, { type: 'TillCounted' }), message(2));
    expect(offsetsOf(events)).toEqual([0, 2]);
    expect(to).toEqual({ nextOffset: 3, mark: '1.3.3' });
  });

  it('leaves out messages before the place, and those that a relay sent twice under new offsets', () => {
    const repeated = { ...message(0), offset: 2 };
    const { events, skipped, to } = read({ nextOffset: 1, mark: '1.1.1' }, message(0), message(1), repeated);
    expect(offsetsOf(events)).toEqual([1]);
    expect(skipped).toBe(1);
    expect(to).toEqual({ nextOffset: 3, mark: '1.2.2' });
  });

  it('parks a message that is no event, with all later messages of its key', () => {
    const { events, parked } = read(START, message(0, { value: '{' }), message(1), message(2, { key: 'till-2' }));
    expect(offsetsOf(parked)).toEqual([0, 1]);
    expect(offsetsOf(events)).toEqual([2]);
  });

  it('parks messages of a key that was parked before', async () => {
    await parkedBefore('till-1');
    expect(offsetsOf(read(START, message(0), message(1, { key: 'till-2' })).parked)).toEqual([0]);
  });

  it('parks a message without a position and keeps the mark', () => {
    const { parked, to } = read(START, { ...message(0), headers: {} });
    expect(offsetsOf(parked)).toEqual([0]);
    expect(to).toEqual({ nextOffset: 1, mark: '0.0.0' });
  });

  it('names lost events, and applies them in their place', () => {
    const lossy = read(START, message(0), message(3), message(4));
    expect(lossy.gaps).toEqual([{ at: 1, offset: 3, mark: '1.1.1', until: '1.4.4' }]);
    const [{ event }] = lossy.events as [(typeof lossy.events)[number]];
    const lost = [2, 3].map((n) => ({ ...event, eventId: `lost-${n}`, position: `1.${n}.${n}` }));
    const whole = withLost(lossy, [lost], parking);
    expect(whole.events.map((placed) => placed.event.eventId)).toEqual(['id-0', 'lost-2', 'lost-3', 'id-3', 'id-4']);
    // After a lost event the message that revealed the loss still is the next one.
    expect(whole.events[2]!.after).toEqual({ nextOffset: 3, mark: '1.3.3' });
  });

  it('parks a lost event under its own identity, and replays it as itself', () => {
    const lossy = read(START, message(0, { key: 'till-2' }), message(3, { key: 'till-2' }));
    const [{ event }] = lossy.events as [(typeof lossy.events)[number]];
    const lost = [2, 3].map((n) => ({
      ...event,
      eventId: `lost-${n}`,
      streamId: 'till-1',
      version: n,
      data: { coins: n },
      position: `1.${n}.${n}`,
    }));
    const whole = withLost(lossy, [lost], parking);
    const rest = withParked(whole, whole.events[1]!, 'No.', parking);
    expect(rest.events.map((placed) => placed.event.eventId)).toEqual(['id-0', 'id-3']);
    expect(rest.parked).toMatchObject([
      { key: 'till-1', eventId: 'lost-2', offset: 3, reason: 'No.' },
      { key: 'till-1', eventId: 'lost-3', offset: 3, reason: 'An earlier message of this key is parked.' },
    ]);
    const { headers, value } = rest.parked[0]!.event as { headers: Record<string, string>; value: string };
    const replayed = eventIn({ offset: 3, key: 'till-1', value: Buffer.from(value), headers }, CoinsAdded);
    expect(replayed).toMatchObject({ eventId: 'lost-2', streamId: 'till-1', version: 2, data: { coins: 2 } });
  });

  it('parks a lost event behind what is parked of its key, before or in this fetch', async () => {
    const lostOf = (streamId: string, given: ReturnType<typeof read>) => {
      const [{ event }] = given.events as [(typeof given.events)[number]];
      return { ...event, eventId: 'lost-2', streamId, position: '1.2.2' };
    };
    const sound = message(3, { key: 'till-9', previous: 0 });
    const fresh = read(START, message(0, { value: '{' }), {
      ...sound,
      headers: { ...sound.headers, ce_previous: '1.2.2' },
    });
    expect(withLost(fresh, [[lostOf('till-1', fresh)]], parking).parked).toMatchObject([
      { eventId: 'lost-2' },
      { eventId: 'id-0' },
    ]);
    await parkedBefore('till-1');
    const later = read(START, sound);
    expect(withLost(later, [[lostOf('till-1', later)]], parking).parked).toMatchObject([{ eventId: 'lost-2' }]);
  });

  it('takes out an event that cannot be applied, with its followers', () => {
    const whole = read(START, message(0), message(1, { key: 'till-2' }), message(2));
    const rest = withParked(whole, whole.events[0]!, 'No.', parking);
    expect(offsetsOf(rest.events)).toEqual([1]);
    expect(rest.parked.map(({ offset, reason }) => ({ offset, reason }))).toEqual([
      { offset: 0, reason: 'No.' },
      { offset: 2, reason: 'An earlier message of this key is parked.' },
    ]);
  });

  it('delivers one event at a time, and parks and ends with the last one', () => {
    const singles = oneByOne(read(START, message(0), message(1, { key: 'till-2', value: '{' }), message(2)));
    expect(singles.map(({ to }) => to.nextOffset)).toEqual([1, 3]);
    expect(singles.map(({ parked }) => parked.length)).toEqual([0, 1]);
  });
});

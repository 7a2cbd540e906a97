import { compareTopic } from './compare-topic';
import type { StoredEvent } from './store-history';
import type { Delivered } from './topic-history';
import { Violations } from './violations';

const stored = (n: number, streamId: string, pubSeq: number): StoredEvent => ({
  eventId: `event-${n}`,
  streamId,
  type: 'Sold',
  lane: 0,
  pubSeq,
  position: `1.${n}.${n}`,
  digest: `digest-${n}`,
});
const lane = [stored(1, 'a', 1), stored(2, 'b', 1), stored(3, 'a', 2)];
const sent = ({ eventId, streamId, pubSeq, position, digest }: StoredEvent, offset: number): Delivered => ({
  offset,
  eventId,
  key: streamId,
  pubSeq,
  position,
  digest,
  previous: lane[lane.findIndex((event) => event.eventId === eventId) - 1]?.position ?? '0.0.0',
});
const delivered = (...events: number[]) => events.map((n, offset) => sent(lane[n - 1]!, offset));

function judge(messages: readonly Delivered[], strangers: readonly string[] = []) {
  const violations = new Violations();
  const topic = { topic: 't', partitions: new Map([[0, messages]]), ends: new Map([[0, messages.length]]) };
  const store = { published: lane } as unknown as Parameters<typeof compareTopic>[1];
  const repetitions = compareTopic(topic, store, new Set(strangers), violations);
  return { repetitions, kinds: violations.texts.map((text) => text.slice(0, text.indexOf(':'))) };
}

const NOT_AS_WRITTEN = 'a message is not the event that the store has there';
const SKIPS = 'a topic skips or turns around';
const MISSING = 'a public event is not in the topic';

describe('a topic against its store', () => {
  it('is right as it was written', () => expect(judge(delivered(1, 2, 3))).toEqual({ repetitions: 0, kinds: [] }));
  it('may repeat itself', () => expect(judge(delivered(1, 2, 1, 2, 3))).toEqual({ repetitions: 2, kinds: [] }));
  it('may not lack its last event', () => expect(judge(delivered(1, 2)).kinds).toEqual([MISSING]));
  it('may not lack one in between', () =>
    expect(new Set(judge(delivered(1, 3)).kinds)).toEqual(new Set([NOT_AS_WRITTEN, MISSING])));
  it('may not reverse a stream', () => expect(judge(delivered(2, 3, 1)).kinds).toContain(SKIPS));
  it('may not hold other data', () =>
    expect(judge([...delivered(1, 2), { ...sent(lane[2]!, 2), digest: 'other' }]).kinds).toEqual([NOT_AS_WRITTEN]));
  it('may not name another predecessor', () =>
    expect(judge([...delivered(1, 2), { ...sent(lane[2]!, 2), previous: '1.1.1' }]).kinds).toEqual([NOT_AS_WRITTEN]));
  it('may not hold a message that no store knows, unless a fault put it there', () => {
    const strange = { ...sent(stored(9, 'c', 1), 3), eventId: 'strange' };
    expect(judge([...delivered(1, 2, 3), strange]).kinds).toEqual([NOT_AS_WRITTEN]);
    expect(judge([...delivered(1, 2, 3), strange], ['strange']).kinds).toEqual([]);
  });
});

import fc from 'fast-check';

const { requests } = require('kafkajs/src/protocol/requests');
const kafkajs = requests.Produce.protocol;
require('./produce-requests');
const ours = requests.Produce.protocol;

const VERSIONS = [3, 4, 5, 6, 7];
const text = fc.string({ unit: 'grapheme', maxLength: 200 });
const message = fc.record(
  {
    key: fc.oneof(text, fc.constant(null), fc.uint8Array().map(Buffer.from)),
    value: fc.oneof(text, fc.constant(null), fc.uint8Array().map(Buffer.from), fc.constant('x'.repeat(100_000))),
    headers: fc.dictionary(text, text, { maxKeys: 20 }),
  },
  { requiredKeys: ['value'] },
);
const partition = fc.record({
  partition: fc.nat(100),
  firstSequence: fc.nat(1_000),
  messages: fc.array(message, { minLength: 1, maxLength: 8 }),
});
const topicData = fc.array(fc.record({ topic: text, partitions: fc.array(partition, { maxLength: 3 }) }), {
  maxLength: 2,
});

const bytes = async (protocol: typeof ours, version: number, parts: object): Promise<string> =>
  (await protocol({ version })(parts).request.encode()).buffer.toString('hex');

describe('a produce request', () => {
  beforeEach(() => jest.useFakeTimers({ now: new Date('2026-11-26T12:00:00.123Z') }));
  afterEach(() => jest.useRealTimers());

  it('equals that of kafkajs, byte by byte', () =>
    fc.assert(
      fc.asyncProperty(fc.constantFrom(...VERSIONS), topicData, async (version, data) => {
        const parts = { acks: -1, timeout: 30_000, topicData: data };
        expect(await bytes(ours, version, parts)).toBe(await bytes(kafkajs, version, parts));
      }),
      { numRuns: 300 },
    ));

  it.each([
    ['a header is no text', { value: 'v', headers: { name: Buffer.from('bytes') } }],
    ['a header is repeated', { value: 'v', headers: { name: ['one', 'two'] } }],
    ['a message has its own time', { value: 'v', timestamp: '1764000000000' }],
  ])('is written by kafkajs where %s', async (_, odd) => {
    const parts = {
      acks: -1,
      timeout: 1,
      topicData: [{ topic: 't', partitions: [{ partition: 0, messages: [odd] }] }],
    };
    expect(await bytes(ours, 7, parts)).toBe(await bytes(kafkajs, 7, parts));
  });

  it('is written by kafkajs where the producer is idempotent', async () => {
    const data = [{ topic: 't', partitions: [{ partition: 0, messages: [{ value: 'v' }] }] }];
    const parts = { acks: -1, timeout: 1, producerId: '7', producerEpoch: 3, topicData: data };
    expect(await bytes(ours, 7, parts)).toBe(await bytes(kafkajs, 7, parts));
  });

  it('of an older version, without headers, is left to kafkajs', () => {
    expect(ours({ version: 2 })).toBe(kafkajs({ version: 2 }));
  });
});

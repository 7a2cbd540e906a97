import { laneOf } from '@concord/event-store';
import fc from 'fast-check';
import { Partitioners } from 'kafkajs';

// We choose the partitions ourselves. Java clients must choose the same ones, so that others can join our topics.
describe('the lane of a stream', () => {
  it("is the partition that Kafka's default partitioner gives its id, whatever the characters", () => {
    const partitioner = Partitioners.JavaCompatiblePartitioner();
    const choose = (key: string, partitions: number) =>
      partitioner({
        topic: 't',
        partitionMetadata: Array.from({ length: partitions }, (_, partitionId) => ({
          partitionId,
          leader: 0,
        })) as never,
        message: { key, value: '' },
      });
    const key = fc.oneof(fc.string({ unit: 'binary', maxLength: 60 }), fc.uuid(), fc.string({ maxLength: 12 }));
    fc.assert(
      fc.property(
        key.filter((text) => text !== ''),
        fc.integer({ min: 1, max: 256 }),
        (text, partitions) => {
          expect(laneOf(text, partitions)).toBe(choose(text, partitions));
        },
      ),
      { numRuns: 1_000 },
    );
  });
});

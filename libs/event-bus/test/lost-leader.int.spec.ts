const createSendMessages = require('kafkajs/src/producer/sendMessages');
const { KafkaJSConnectionClosedError } = require('kafkajs/src/errors');
const createRetry = require('kafkajs/src/retry');

/** A cluster of two brokers, of which the first is lost while it is asked; the second then leads everything. */
function clusterThatLosesALeader() {
  const written: string[] = [];
  let isLost = false;
  const broker = (nodeId: number) => ({
    nodeId,
    async produce({
      topicData,
    }: {
      topicData: { partitions: { partition: number; messages: { value: string }[] }[] }[];
    }) {
      if (nodeId === 1) {
        isLost = true;
        throw new KafkaJSConnectionClosedError('Closed connection', { host: 'one', port: 9092 });
      }
      written.push(
        ...topicData
          .flatMap(({ partitions }) => partitions)
          .flatMap(({ messages }) => messages.map(({ value }) => value)),
      );
      return { topics: [] };
    },
  });
  const brokers = new Map([1, 2].map((nodeId) => [nodeId, broker(nodeId)]));
  const leaderOf = (partition: number) => (partition === 0 && !isLost ? 1 : 2);
  const cluster = {
    targetTopics: new Set(['t']),
    isConnected: () => true,
    removeBroker: () => undefined,
    addMultipleTargetTopics: async () => undefined,
    refreshMetadata: async () => undefined,
    refreshMetadataIfNecessary: async () => undefined,
    findTopicPartitionMetadata: () => [0, 1].map((partitionId) => ({ partitionId, leader: leaderOf(partitionId) })),
    findLeaderForPartitions: (_topic: string, partitions: string[]) => {
      const found: Record<number, number[]> = {};
      for (const partition of partitions.map(Number)) (found[leaderOf(partition)] ??= []).push(partition);
      return found;
    },
    findBroker: async ({ nodeId }: { nodeId: number }) => brokers.get(Number(nodeId)),
  };
  return { cluster, written };
}

function senderWith(retries: number) {
  const { cluster, written } = clusterThatLosesALeader();
  const nothing = () => undefined;
  const send = createSendMessages({
    logger: { debug: nothing, error: nothing },
    cluster,
    partitioner: ({ message }: { message: { partition: number } }) => message.partition,
    eosManager: {
      acquireBrokerLock: nothing,
      releaseBrokerLock: nothing,
      isTransactional: () => false,
      getSequence: () => 0,
      updateSequence: nothing,
      getProducerId: nothing,
      getProducerEpoch: nothing,
    },
    retrier: createRetry({ retries, initialRetryTime: 1 }),
  });
  const messages = [0, 1].map((partition) => ({ partition, key: 'k', value: `to ${partition}` }));
  return { send: () => send({ acks: -1, topicMessages: [{ topic: 't', messages }] }) as Promise<unknown>, written };
}

/** Why producers are made without their own retries. */
describe('a send of kafkajs while a leader is lost', () => {
  it('succeeds without the messages of the lost leader where it may retry', async () => {
    const { send, written } = senderWith(5);
    await send();
    expect(written).toEqual(['to 1']);
  });
  it('fails where it may not retry, so that everything is sent again', async () => {
    const { send, written } = senderWith(0);
    await expect(send()).rejects.toMatchObject({ name: 'KafkaJSNumberOfRetriesExceeded' });
    await send();
    expect(written).toEqual(['to 1', 'to 0', 'to 1']);
  });
});

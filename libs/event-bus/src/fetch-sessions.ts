// kafkajs names every partition in every fetch and is told of every partition in every answer. A service hears up to
// thirty of them, and one message comes at a time when there is little load: reading about the other twenty-nine costs
// more than the message. Kafka has fetch sessions for this (KIP-227): the broker remembers what was asked for, a fetch
// names what has changed, and the answer holds only partitions that have something new. kafkajs can write and read the
// fields of a session; what it lacks is keeping one.
const Broker = require('kafkajs/src/broker');
const apiKeys = require('kafkajs/src/protocol/requests/apiKeys');
const { requests } = require('kafkajs/src/protocol/requests');

interface Partition {
  readonly partition: number;
  readonly fetchOffset: string;
  readonly maxBytes: number;
}

interface Topic<P> {
  readonly topic: string;
  readonly partitions: readonly P[];
}

interface FetchRequest {
  readonly topics: readonly Topic<Partition>[];
}

interface FetchResponse {
  readonly errorCode?: number;
  readonly sessionId?: number;
  readonly responses: readonly unknown[];
}

interface KafkaBroker {
  lookupRequest(apiKey: number, definition: unknown): (parts: object) => { readonly request: { apiVersion: number } };
  [method: symbol]: (request: object) => Promise<FetchResponse>;
}

/** What a broker remembers of us. */
interface Session {
  readonly id: number;
  readonly epoch: number;
  /** What was asked for last, by topic and partition. */
  readonly asked: ReadonlyMap<string, ReadonlyMap<number, Partition>>;
}

/** Asks for a new session. */
const NEW: Session = { id: 0, epoch: 0, asked: new Map() };
/** Sessions came with this version of a fetch. */
const VERSION_MIN = 7;
const EPOCH_MAX = 2 ** 31 - 1;

const sendRequest = Object.getOwnPropertySymbols(Broker.prototype).find(
  ({ description }) => description === 'private:Broker:sendRequest',
)!;
if (!sendRequest || typeof Broker.prototype.fetch !== 'function')
  throw new Error(
    'kafkajs has changed: its broker no longer fetches as it did. Look whether it keeps sessions itself.',
  );

const sessions = new WeakMap<KafkaBroker, Session>();
const plainFetch: (this: KafkaBroker, parts: FetchRequest) => Promise<FetchResponse> = Broker.prototype.fetch;

Broker.prototype.fetch = async function (this: KafkaBroker, parts: FetchRequest): Promise<FetchResponse> {
  const protocol = this.lookupRequest(apiKeys.Fetch, requests.Fetch);
  const session = sessions.get(this) ?? NEW;
  const asked = new Map(
    parts.topics.map(({ topic, partitions }) => [topic, new Map(partitions.map((each) => [each.partition, each]))]),
  );
  const fetch = protocol({
    ...parts,
    sessionId: session.id,
    sessionEpoch: session.epoch,
    topics: changed(session.asked, asked),
    forgottenTopics: forgotten(session.asked, asked),
  });
  if (fetch.request.apiVersion < VERSION_MIN) return plainFetch.call(this, parts);
  // Until it is answered nobody knows what the broker remembers: whatever goes wrong, the next fetch says all again.
  sessions.delete(this);
  const answer = await this[sendRequest]!(fetch);
  // The broker has forgotten the session, or was started again. It answers nothing then.
  if (answer.errorCode !== 0) return plainFetch.call(this, parts);
  // A broker that keeps enough sessions already gives out none.
  if (!answer.sessionId) return answer;
  const epoch = session.epoch === EPOCH_MAX ? 1 : session.epoch + 1;
  sessions.set(this, { id: answer.sessionId, epoch, asked });
  return answer;
};

/** The partitions that the broker does not know like this. */
function changed(before: Session['asked'], now: Session['asked']): Topic<Partition>[] {
  return [...now].flatMap(([topic, partitions]) => {
    const known = before.get(topic);
    const news = [...partitions.values()].filter(({ partition, fetchOffset, maxBytes }) => {
      const old = known?.get(partition);
      return old?.fetchOffset !== fetchOffset || old.maxBytes !== maxBytes;
    });
    return news.length > 0 ? [{ topic, partitions: news }] : [];
  });
}

/** The partitions that are not asked for any more. */
function forgotten(before: Session['asked'], now: Session['asked']): Topic<number>[] {
  return [...before].flatMap(([topic, partitions]) => {
    const gone = [...partitions.keys()].filter((partition) => !now.get(topic)?.has(partition));
    return gone.length > 0 ? [{ topic, partitions: gone }] : [];
  });
}

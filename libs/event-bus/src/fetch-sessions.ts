// kafkajs names every partition in every fetch and gets every partition in every answer. A service reads up to thirty
// partitions, and with little load one message comes at a time: reading about the other twenty-nine costs more than the
// message. Kafka has fetch sessions for this (KIP-227): the broker remembers the request, a fetch names only changes,
// and the answer holds only partitions with news. kafkajs can write and read the fields of a session, but keeps no
// session.
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

/** What a broker remembers of this client. */
interface Session {
  readonly id: number;
  readonly epoch: number;
  /** The last request, by topic and partition. */
  readonly asked: ReadonlyMap<string, ReadonlyMap<number, Partition>>;
}

/** Requests a new session. */
const NEW: Session = { id: 0, epoch: 0, asked: new Map() };
/** Sessions came with this version of a fetch. */
const VERSION_MIN = 7;
const EPOCH_MAX = 2 ** 31 - 1;

const sendRequest = Object.getOwnPropertySymbols(Broker.prototype).find(
  ({ description }) => description === 'private:Broker:sendRequest',
)!;
if (!sendRequest || typeof Broker.prototype.fetch !== 'function')
  throw new Error(
    'kafkajs has changed: its broker no longer fetches as it did. Check whether it keeps sessions itself.',
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
  // Until the answer comes, the state of the broker is unknown: after any fault the next fetch names all partitions
  // again.
  sessions.delete(this);
  const answer = await this[sendRequest]!(fetch);
  // The broker has forgotten the session, or was restarted. Its answer is empty then.
  if (answer.errorCode !== 0) return plainFetch.call(this, parts);
  // A broker that has enough sessions already grants none.
  if (!answer.sessionId) return answer;
  const epoch = session.epoch === EPOCH_MAX ? 1 : session.epoch + 1;
  sessions.set(this, { id: answer.sessionId, epoch, asked });
  return answer;
};

/** The partitions whose request differs from what the broker remembers. */
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

/** The partitions that are no longer requested. */
function forgotten(before: Session['asked'], now: Session['asked']): Topic<number>[] {
  return [...before].flatMap(([topic, partitions]) => {
    const gone = [...partitions.keys()].filter((partition) => !now.get(topic)?.has(partition));
    return gone.length > 0 ? [{ topic, partitions: gone }] : [];
  });
}

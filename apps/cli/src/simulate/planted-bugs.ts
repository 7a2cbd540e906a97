/** A mistake to be put into the code: the simulation must find it. */
export interface PlantedBug {
  readonly name: string;
  /** The source, from the root of the workspace. */
  readonly file: string;
  readonly from: string;
  readonly to: string;
}

const ENGINE = 'libs/event-sourcing/src/engine/engine.ts';
const COMMITTER = 'libs/event-sourcing/src/engine/committer.ts';
const SESSION = 'libs/event-sourcing/src/engine/session.ts';
const TIMERS = 'libs/event-sourcing/src/engine/timer-runner.ts';
const RELAY = 'libs/event-bus/src/relay.ts';
const CONSUMER = 'libs/event-bus/src/consumer.ts';
const READING_FETCHES = 'libs/event-bus/src/read-fetch.ts';
const PLACES = 'libs/event-bus/src/partition-places.ts';
const PUBLISHER = 'libs/event-bus/src/kafka.ts';
// What the statements of libs/event-store compare stands in the simulated database once more, and can be left out there.
const STATEMENT = 'apps/cli/src/simulate/commit.ts';
const READING = 'apps/cli/src/simulate/simulated-store.ts';

/** Mistakes of event stores, outboxes and consumers that others have made, and some that only we could make. */
export const PLANTED_BUGS: readonly PlantedBug[] = [
  {
    name: 'the feed is read by the highest position alone',
    file: READING,
    from: '(event.era < era || event.txid < xmin)',
    to: 'true',
  },
  {
    name: 'the cursor moves before the broker has acknowledged',
    file: RELAY,
    from: 'await acknowledged;',
    to: 'void acknowledged.catch(() => undefined);',
  },
  {
    name: 'events of a lane are sent in the wrong order',
    file: RELAY,
    from: 'const messages = events.map(',
    to: 'const messages = [...events].reverse().map(',
  },
  {
    name: 'a producer is kept after a failed send, with its sequence numbers',
    file: PUBLISHER,
    from: 'await this.close();\n      throw error;',
    to: 'throw error;',
  },
  {
    name: 'what was delivered before is applied again',
    file: READING_FETCHES,
    from: 'if (comparePositions(parsePosition(position), parsePosition(to.mark)) <= 0) {',
    to: 'if (false as boolean) {',
  },
  {
    name: 'a consumer that lost its partition may still write',
    file: STATEMENT,
    from: '(stored?.nextOffset ?? 0) !== fromOffset',
    to: 'false',
  },
  {
    name: 'a position that is not stored may be moved from anywhere',
    file: STATEMENT,
    from: '(stored?.nextOffset ?? 0) !== fromOffset',
    to: 'stored && stored.nextOffset !== fromOffset',
  },
  {
    name: 'a message that is missing is not missed',
    file: READING_FETCHES,
    from: 'if (previous !== to.mark)',
    to: 'if (false as boolean)',
  },
  {
    name: 'a database that has fallen back is not noticed',
    file: PLACES,
    from: 'return [...new Set([...fallenBack, ...standing])].map((key) => ({ ...partitionOf(key), offset: storedOf(key) }));',
    to: 'return [];',
  },
  {
    name: 'a consumer whose position was moved goes on from where it believes to be',
    file: CONSUMER,
    from: 'this.places.forget();\n      await this.learnPlaces(fetches);',
    to: 'await this.learnPlaces(fetches);',
  },
  {
    name: 'how far a consumer is, is told with what it applies alone',
    file: CONSUMER,
    from: 'await this.engine.deliver({ events: [], positions, parked: [] });',
    to: '',
  },
  {
    name: 'a row is written over whatever revision it has',
    file: STATEMENT,
    from: 'isNew ? stored : stored?.rev !== rev - 1',
    to: 'false',
  },
  {
    name: 'what is remembered outlives the session with the database',
    file: COMMITTER,
    from: 'if (session !== this.sessions[path]) this.memory.clear();',
    to: '',
  },
  {
    name: 'a refusal is told without looking whether the wish was granted before',
    file: COMMITTER,
    from: 'left = await this.withoutAnswered(path, units, session);',
    to: 'left = units;',
  },
  {
    name: 'an answer is not kept under its key',
    file: SESSION,
    from: 'this.outputs.answers.push(answer);',
    to: '',
  },
  {
    name: 'batches that append do not wait for the disk',
    file: ENGINE,
    from: "const path = events.some(({ type }) => this.model.reactsTo(type)) ? 'append' : 'apply';",
    to: "const path = 'apply' as const;",
  },
  {
    name: 'a call that failed counts as made',
    file: TIMERS,
    from: 'gateway.call(request, timer.name, timer.attempts)',
    to: 'gateway.call(request, timer.name, timer.attempts).catch(() => [])',
  },
];

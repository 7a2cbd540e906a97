export * from './envelope';
export { Relay, type Publisher, type RelayStore } from './relay';
export {
  Consumer,
  InapplicableMessage,
  type ConsumerStore,
  type Deliverer,
  type Fetched,
  type FeedSource,
  type Verdict,
} from './consumer';
export {
  KafkaClient,
  KafkaPublisher,
  Subscription,
  type KafkaOptions,
  type LogLine,
  type SubscriptionOptions,
} from './kafka';
export { ensureTopics, TopicProblem, topicOf } from './topics';
export { EventBusServer, type Bus } from './event-bus.server';
export { BusRunner, type BusRunnerOptions } from './bus-runner';
export { foreignEventsFrom } from './rebuild-from-topics';

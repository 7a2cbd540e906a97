/** A real Postgres and a real Kafka on this machine, with or without Docker, with one call. */
export { createDatabase, databaseUrl, dropDatabase, type NewDatabase } from './databases';
export type { ServersFrom } from './docker-engine';
export { findJava, type Java } from './java';
export { InfraProblem } from './infra-problem';
export { startKafkaCluster, type KafkaCluster, type KafkaClusterOptions } from './kafka-cluster';
export { demandPort, freePort, type FreePortOptions } from './ports';
export type { KafkaCompiler } from './kafka-process';
export type {
  KafkaServer,
  LocalInfra,
  PostgresServer,
  Progress,
  SecuredKafka,
  Server,
  ServerCertificate,
  Source,
} from './server';
export {
  startInfra,
  startKafka,
  startPostgres,
  type InfraOptions,
  type KafkaOptions,
  type PostgresOptions,
  type StartOptions,
} from './start-infra';

export { MIGRATIONS } from './migrations';
export { ImpatientClient } from './impatient-client';
export { Connection, isDatabaseAway, storeFault, type ConnectionUse } from './connection';
export { completeDatabaseUrl, DatabaseUrlProblem, type DatabaseAccess } from './database-url';
export { EventStore } from './event-store';
export { PostgresStore } from './postgres-store';
export { laneOf } from './lane';
export * from './feed';
export { RelayLanes, type OutgoingEvent, type OwnedLane } from './relay-lanes';
export { Timers, type DueTimer } from './timers';
export { Positions, type ParkedText, type StoredPosition } from './positions';
export {
  codeHash,
  createMissingDatabase,
  prepareDatabase,
  PrepareProblem,
  recordedPartitions,
  type Prepared,
} from './prepare';
export { provisionDatabase } from './provision';
export {
  CLEARED_ROWS_MAX,
  RETENTION,
  Retention,
  type Cleared,
  type ClearedTable,
  type RetentionOptions,
} from './retention';
export { changedSince, createViewTable, keyOfRow, REVISION, viewOf, type View } from './views';
export { snakeCase, SnakeNaming } from './snake-naming';
export { ProjectionBuild, type ForeignEvents, type Reached } from './rebuild';

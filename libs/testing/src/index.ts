/** What specs that need real servers are built from. */
export { eventually, type Patience } from './eventually';
export { kafkaBrokers, postgresUrl } from './servers';
export { testDatabase, type TestDatabase, type TestDatabaseOptions } from './test-database';
export { TcpProxy, type Fate } from './tcp-proxy';
export { uniqueName } from './unique-name';
export * from './till';
export { readPdf, type ReadPdf } from './pdf-text';
export { openEventSource, type EventSource, type SentEvent } from './event-source';

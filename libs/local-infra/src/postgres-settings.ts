/**
 * For eight small databases under load on two cores. Durability is never traded for speed: fsync stays on, because
 * a promise "2xx means on disk" that is only tested with fsync off is not tested.
 */
export const POSTGRES_SETTINGS: Readonly<Record<string, string>> = {
  fsync: 'on',
  // Six services with a handful of connections each, twice over while instances replace each other, and the tests.
  max_connections: '200',
  shared_buffers: '128MB',
  effective_cache_size: '1GB',
  // Checkpoints come by the clock, not because a burst of events filled the log: each one makes every page that is
  // touched after it be logged in full again.
  max_wal_size: '2GB',
  min_wal_size: '256MB',
  checkpoint_timeout: '15min',
  // Whole pages that are logged after a checkpoint take a third of the room.
  wal_compression: 'on',
  // Solid state: an index read costs little more than a read in order.
  random_page_cost: '1.1',
  // Short statements only: compiling or spreading one over workers costs more than running it.
  jit: 'off',
  max_parallel_workers_per_gather: '0',
  max_parallel_maintenance_workers: '0',
  // Statistics of a store that grows as it did before tell nothing new.
  autovacuum_analyze_scale_factor: '0.3',
  // Feeds wait for every writing transaction of the server: one that somebody forgot is ended.
  idle_in_transaction_session_timeout: '10s',
  timezone: 'UTC',
  log_timezone: 'UTC',
};

/** For initdb: texts are compared by their bytes, without asking the C library about each pair. */
export const LOCALE: readonly string[] = ['--locale=C.UTF-8', '--locale-provider=builtin', '--builtin-locale=C.UTF-8'];

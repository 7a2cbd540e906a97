import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The tables of the event store: the same in every service's database. Read tables are made by projection builds. */
export class EventStore1764000000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(SCHEMA);
  }

  async down(): Promise<void> {
    throw new Error('The event store is not taken down: its events are the truth. Drop the database instead.');
  }
}

const SCHEMA = `
create table era (only_row boolean primary key default true check (only_row), era smallint not null);
insert into era (era) values (1);

create table settings (name text primary key, value text not null);

create table streams (
  stream_id text primary key,
  kind text not null,
  version int not null,
  pub_seq int not null,
  lane smallint not null,
  era smallint not null,
  last_txid xid8 not null,
  closed_at timestamptz
) with (fillfactor = 80);

create table events (
  era smallint not null,
  txid xid8 not null,
  pos bigserial not null,
  stream_id text not null,
  version int not null,
  event_id uuid not null unique,
  type text not null,
  schema_version smallint not null,
  data json not null,
  meta json not null,
  occurred_at timestamptz not null,
  recorded_at timestamptz not null default clock_timestamp(),
  lane smallint not null,
  pub_seq int,
  primary key (stream_id, version)
);
create index events_feed on events (era, txid, pos);
create index events_relay on events (lane, era, txid, pos) where pub_seq is not null;

create table snapshots (
  stream_id text primary key,
  shape_version int not null,
  version int not null,
  state json not null
);

create table consumer_positions (
  consumer text not null,
  topic text not null,
  partition int not null,
  next_offset int8 not null,
  mark text not null,
  primary key (consumer, topic, partition)
) with (fillfactor = 50);

create table parked (
  id uuid primary key default gen_random_uuid(),
  topic text not null,
  partition int not null,
  "offset" int8 not null,
  key text not null,
  event_id text not null,
  type text not null,
  reason text not null,
  event json not null,
  parked_at timestamptz not null default clock_timestamp(),
  settled_at timestamptz,
  settled_as text check (settled_as in ('replayed', 'discarded')),
  settled_reason text
);
create unique index parked_message on parked (topic, partition, "offset");
create index parked_open on parked (key, "offset") where settled_at is null;

create table timers (
  id uuid primary key,
  due_at timestamptz not null,
  process text not null,
  process_id text not null,
  name text not null,
  body json not null,
  attempts int not null default 0,
  claimed_until timestamptz,
  fired_at timestamptz
);
create index timers_due on timers (due_at) where fired_at is null;

create table idempotency_keys (
  principal text not null,
  key text not null,
  route text not null,
  request_hash text not null,
  status smallint not null,
  response json,
  stream_id text,
  answered_at timestamptz not null default clock_timestamp(),
  primary key (principal, key)
);
create index idempotency_keys_age on idempotency_keys (answered_at);

create table projection_builds (
  name text not null,
  build int not null,
  table_name text not null,
  status text not null check (status in ('building', 'live', 'retired')),
  code_hash text not null,
  cursor json,
  started_at timestamptz not null default clock_timestamp(),
  finished_at timestamptz,
  primary key (name, build)
);
create unique index projection_builds_live on projection_builds (name) where status = 'live';

create table relay_lanes (
  lane smallint primary key,
  owner text,
  epoch int8 not null default 0,
  lease_until timestamptz,
  era smallint not null default 0,
  txid xid8 not null default '0',
  pos int8 not null default 0
) with (fillfactor = 50);

-- Ends a statement with the error code given: for compares that a set-based statement makes at its end.
create function fail(code text) returns int language plpgsql as $$
begin
  raise exception 'concord: %', code using errcode = code;
end $$;
`;

import 'reflect-metadata';
import { availableParallelism } from 'node:os';
import { plainToInstance, Transform } from 'class-transformer';
import { CRASH_AT } from './crash-at';
import { IsIn, IsInt, IsOptional, IsString, Matches, Max, Min, MinLength, validateSync } from 'class-validator';

/** A configuration that cannot work. The message names every variable that is wrong, in one line. */
export class ConfigProblem extends Error {}

const number = () => Transform(({ value }) => (value === undefined || value === '' ? undefined : Number(value)));

/** Writes that wait for each other at a time, for each core of the machine. */
export const REQUESTS_A_CORE = 32;

/** A timer that is longer than a week was meant otherwise. */
const RESUME_AFTER_MS_MAX = 7 * 24 * 3_600_000;

/** What a service reads from its environment. */
export class ServiceConfig {
  /** Where the service's own database is. */
  @Matches(/^postgres(ql)?:\/\//, { message: 'DATABASE_URL must be a postgres:// address' })
  DATABASE_URL!: string;

  /** Of an administrator, for `migrate` alone: it makes the database and the role that DATABASE_URL names. */
  @IsOptional()
  @Matches(/^postgres(ql)?:\/\//, { message: 'DATABASE_ADMIN_URL must be a postgres:// address' })
  DATABASE_ADMIN_URL?: string;

  /** `host:port`, several separated by commas. */
  @Matches(/^[^,\s:]+:\d+(,[^,\s:]+:\d+)*$/, {
    message: 'KAFKA_BROKERS must be host:port, several separated by commas',
  })
  KAFKA_BROKERS!: string;

  /** A file, an address or the text of the JSON Web Key Set that tokens are checked against. */
  @IsString({
    message: 'AUTH_JWKS must name the key set that tokens are checked against: a file, an address or its JSON',
  })
  @MinLength(1)
  AUTH_JWKS!: string;

  @IsString({ message: 'AUTH_ISSUER must be the issuer that tokens name' })
  @MinLength(1)
  AUTH_ISSUER!: string;

  @IsOptional()
  @IsString()
  AUTH_AUDIENCE: string = 'concord';

  @number()
  @IsInt({ message: 'PORT must be a whole number' })
  @Min(0)
  @Max(65_535)
  PORT: number = 0;

  @IsOptional()
  @IsString()
  HOST: string = '127.0.0.1';

  /** Partitions of every topic: recorded at the first start and never changed. */
  @number()
  @IsInt({ message: 'CONCORD_PARTITIONS must be a whole number from 1 to 256' })
  @Min(1)
  @Max(256)
  CONCORD_PARTITIONS: number = 6;

  @number()
  @IsInt()
  @Min(1)
  @Max(7)
  CONCORD_REPLICAS: number = 1;

  /** Keeps several systems on one Kafka apart. */
  @IsOptional()
  @Matches(/^[a-z0-9._-]{0,40}$/, {
    message: 'CONCORD_TOPIC_PREFIX may hold lower-case letters, digits, dots and dashes',
  })
  CONCORD_TOPIC_PREFIX: string = '';

  /** Milliseconds before the next fetch while there is load; the service's own setting where it is absent. */
  @IsOptional()
  @number()
  @IsInt()
  @Min(0)
  @Max(1_000)
  CONCORD_FETCH_GAP_MS?: number;

  /** `service=http://host:port` of every other service, separated by commas: where lost events are asked for. */
  @IsOptional()
  @Matches(/^([a-z-]+=https?:\/\/[^,\s]+)(,[a-z-]+=https?:\/\/[^,\s]+)*$/, {
    message: 'CONCORD_FEEDS must be service=http://host:port, several separated by commas',
  })
  CONCORD_FEEDS?: string;

  /** The bearer token with which feeds of other services are read, or `file:` and the path of a file that holds it. */
  @IsOptional()
  @IsString()
  CONCORD_FEED_TOKEN?: string;

  /** For fault tests: ends the process the n-th time that it passes a point of `CRASH_POINTS`. */
  @IsOptional()
  @Matches(CRASH_AT, { message: 'CRASH_AT must be the name of a crash point, a colon and a number' })
  CRASH_AT?: string;

  /**
   * Writes that are taken at a time, and reads beside them; what comes on top is refused with 503 `overloaded`. As many
   * as are served within a quarter of a second, unless it is said otherwise.
   */
  @number()
  @IsInt({ message: 'CONCORD_REQUESTS_MAX must be a whole number from 1 to 100,000' })
  @Min(1)
  @Max(100_000)
  CONCORD_REQUESTS_MAX: number = REQUESTS_A_CORE * availableParallelism();

  /** How long marketing waits, once there is enough stock again, before it resumes a paused campaign. */
  @number()
  @IsInt({ message: 'CONCORD_RESUME_AFTER_MS must be a whole number of milliseconds, 0 or more' })
  @Min(0)
  @Max(RESUME_AFTER_MS_MAX)
  CONCORD_RESUME_AFTER_MS: number = 30 * 60_000;

  @IsOptional()
  @IsIn(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'])
  LOG_LEVEL: string = 'info';
}

/** Reads and checks the environment. Throws `ConfigProblem`. */
export function readConfig(environment: NodeJS.ProcessEnv): ServiceConfig {
  const names = Object.getOwnPropertyNames(plainToInstance(ServiceConfig, {}));
  const required = [
    'DATABASE_URL',
    'DATABASE_ADMIN_URL',
    'KAFKA_BROKERS',
    'AUTH_JWKS',
    'AUTH_ISSUER',
    'CONCORD_FETCH_GAP_MS',
    'CONCORD_FEEDS',
  ];
  const known = [...new Set([...names, ...required, 'CONCORD_FEED_TOKEN', 'CRASH_AT'])];
  const given = Object.fromEntries(known.flatMap((name) => (environment[name] ? [[name, environment[name]]] : [])));
  const config = plainToInstance(ServiceConfig, given);
  const problems = validateSync(config).flatMap(({ constraints }) => Object.values(constraints ?? {})[0] ?? []);
  if (config.CRASH_AT && environment['NODE_ENV'] === 'production') problems.push('CRASH_AT is for tests alone');
  if (problems.length > 0) throw new ConfigProblem(`The configuration does not work: ${problems.join('; ')}.`);
  return config;
}

/**
 * One setting that a service needs before it starts, for its table of contents. The start checks it together with all
 * others, so a wrong value stops the service before it is used.
 */
export function settingOf<N extends keyof ServiceConfig>(name: N, environment = process.env): ServiceConfig[N] {
  const value = environment[name];
  return plainToInstance(ServiceConfig, value ? { [name]: value } : {})[name];
}

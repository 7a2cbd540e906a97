import { availableParallelism } from 'node:os';
import { CRASH_AT } from './crash-at';
import { MASTER_KEY, TRIAL_MASTER_KEY } from './vault/master-key';
import { ACCESS, accessProblems, brokers, completed, hasTrialPassword, postgresAddress } from './server-access';
import {
  defaulted,
  oneOfWords,
  optional,
  readVariables,
  refuseProblems,
  required,
  textLike,
  wholeWithin,
  type ValuesOf,
} from './variables';

/** Writes that are served at the same time, for each core of the machine. */
export const REQUESTS_A_CORE = 32;

/** Every environment variable that a service reads. `docs/configuration.md` is written from this table. */
export const VARIABLES = {
  DATABASE_URL: required(postgresAddress, "The service's own database.", {
    isSecret: true,
    example: 'postgres://orders:PASSWORD@127.0.0.1:5432/orders',
  }),
  DATABASE_ADMIN_URL: optional(
    postgresAddress,
    'A database administrator, only for `migrate`: it creates the database and the role that `DATABASE_URL` names.',
    { isSecret: true },
  ),
  VAULT_URL: optional(
    postgresAddress,
    'The database that keeps the keys under which personal data are sealed. All services share it.',
    { isSecret: true, fallbackSays: 'the database `vault` on the server of `DATABASE_URL`' },
  ),
  CONCORD_MASTER_KEY: required(
    textLike('32 random bytes as base64', MASTER_KEY),
    'The key under which the keys of the vault are wrapped. Make it with `openssl rand -base64 32`, keep a copy apart from the backups: without it no personal data can be read again.',
    { isSecret: true, example: '' },
  ),
  CONCORD_MASTER_KEY_PREVIOUS: optional(
    textLike('32 random bytes as base64', MASTER_KEY),
    'The master key before this one, until `migrate` of customer-service has wrapped the keys of the vault anew.',
    { isSecret: true },
  ),
  KAFKA_BROKERS: required(brokers, 'The first Kafka brokers to connect to.', { example: '127.0.0.1:9092' }),
  ...ACCESS,
  AUTH_JWKS: required(textLike('a file, an address or its JSON'), 'The JSON Web Key Set that verifies tokens.', {
    example: 'https://id.example.com/.well-known/jwks.json',
  }),
  AUTH_ISSUER: required(textLike('text'), 'The issuer (`iss`) that tokens must name.', {
    example: 'https://id.example.com',
  }),
  AUTH_AUDIENCE: defaulted(textLike('text'), 'concord', 'The audience (`aud`) that tokens must name.'),
  AUTH_GUEST_JWKS: optional(
    textLike('a file, an address or its JSON'),
    'The keys with which the door signs the tokens of guests: its address `/auth/guest-keys`. Where it is missing, guests shop only with the development issuer.',
  ),
  PORT: defaulted(
    wholeWithin(0, 65_535),
    0,
    'The port of the REST API. Each service has its own port, 3001 to 3007, unless this variable says otherwise.',
    { fallbackSays: "the service's port" },
  ),
  HOST: defaulted(textLike('a host name or an address'), '127.0.0.1', 'The address that the REST API listens on.'),
  CONCORD_PARTITIONS: defaulted(
    wholeWithin(1, 256),
    6,
    'Partitions of every topic. Recorded at the first start and never changed: another value later refuses to start.',
  ),
  CONCORD_REPLICAS: defaulted(
    wholeWithin(1, 7),
    1,
    'Replicas of every topic when it is created. Use 3 where Kafka has three brokers or more.',
  ),
  CONCORD_TOPIC_PREFIX: defaulted(
    textLike('up to 40 lower-case letters, digits, dots, dashes and underscores', /^[a-z0-9._-]{0,40}$/),
    '',
    'The prefix of every topic and consumer group, so that several systems can share one Kafka.',
    { fallbackSays: 'none' },
  ),
  CONCORD_FETCH_GAP_MS: optional(
    wholeWithin(0, 1_000, 'milliseconds'),
    "The wait before the next fetch under load. The service's own value is right unless you measure otherwise.",
  ),
  CONCORD_FEEDS: optional(
    textLike(
      'service=http://host:port, several separated by commas',
      /^([a-z-]+=https?:\/\/[^,\s]+)(,[a-z-]+=https?:\/\/[^,\s]+)*$/,
    ),
    'The addresses of the other services’ feeds. A consumer reads events from them that a topic lost; without an address it waits.',
  ),
  CONCORD_FEED_TOKEN: optional(
    textLike('a bearer token'),
    'The token with which services read the feeds, positions and facts of each other. Its role is `feed_reader`. In production it is of your identity provider: see [Going live](operations.md#going-live).',
  ),
  CONCORD_FEED_TOKEN_FILE: optional(
    textLike('a path'),
    'A file that holds this token. It is read for each request: renew the token there before it ends.',
  ),
  CONCORD_REQUESTS_MAX: defaulted(
    wholeWithin(1, 100_000),
    REQUESTS_A_CORE * availableParallelism(),
    'Writes, and as many reads, that are served at the same time. One that expects to wait more than a second is refused with 503 `overloaded`.',
    { fallbackSays: `${REQUESTS_A_CORE} for each core` },
  ),
  CONCORD_STREAMS_MAX: defaulted(
    wholeWithin(1, 100_000),
    2_000,
    'Event streams that are open at the same time; a further one is refused with 503 `streams-full`.',
  ),
  CONCORD_API_CONTACT_EMAIL: optional(
    textLike('an e-mail address', /^[^\s@]+@[^\s@]+$/),
    'The e-mail address of the contact for users of the API: `info.contact` of the OpenAPI documents. Without this variable and the next there is no contact.',
  ),
  CONCORD_API_CONTACT_URL: optional(
    textLike('an http(s) address', /^https?:\/\/\S+$/),
    'The address of the contact for users of the API: `info.contact` of the OpenAPI documents.',
  ),
  CONCORD_PAYMENT_PROVIDER: optional(
    oneOfWords('sandbox', 'stripe'),
    'Who takes the money of orders. The sandbox charges nobody; with `NODE_ENV=production` orders starts with it only where this variable names it.',
    { fallbackSays: 'the sandbox; none with `NODE_ENV=production`' },
  ),
  CONCORD_PAYMENT_RETURN_URL: optional(
    textLike('an http(s) address', /^https?:\/\/\S+$/),
    'The page of the shop to which a customer comes back from a step at the bank; `{orderId}` stands for the order. Needed for Stripe.',
  ),
  CONCORD_PUBLIC_URL: optional(
    textLike('an http(s) address', /^https?:\/\/\S+$/),
    'The address of the door, for pages of the payment sandbox.',
    { fallbackSays: "the service's own address" },
  ),
  STRIPE_SECRET_KEY: optional(
    textLike('a secret or restricted key', /^(sk|rk)_\S+$/),
    'The key of the account at Stripe. Orders needs it for Stripe; no other service reads it.',
    { isSecret: true },
  ),
  STRIPE_WEBHOOK_SECRET: optional(
    textLike('a signing secret', /^whsec_\S+$/),
    'The secret with which Stripe signs what it sends to `/v1/payments/webhooks/stripe`.',
    { isSecret: true },
  ),
  STRIPE_API_BASE: optional(
    textLike('an http(s) address', /^https?:\/\/[^\s/]+$/),
    "Another address than Stripe's own, for tests.",
  ),
  LOG_LEVEL: defaulted(
    oneOfWords('fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'),
    'info',
    'The lowest level of log lines that are written.',
  ),
  CRASH_AT: optional(
    textLike('a crash point, a colon and a number', CRASH_AT),
    'For fault tests: ends the process the n-th time that it passes this crash point. Refused with `NODE_ENV=production`.',
  ),
};

/** The values of `VARIABLES`. */
export type ServiceConfig = ValuesOf<typeof VARIABLES> & { readonly VAULT_URL: string };

/** The token under which Nest provides the `ServiceConfig`. */
export const CONFIG = Symbol('configuration');

/** Reads and checks the environment. Throws `ConfigProblem`. */
export function readConfig(environment: NodeJS.ProcessEnv): ServiceConfig {
  const { values, problems } = readVariables(VARIABLES, environment);
  const isProduction = environment['NODE_ENV'] === 'production';
  if (values.CRASH_AT && isProduction) problems.push('CRASH_AT is for tests only');
  problems.push(...accessProblems(values));
  if (values.CONCORD_MASTER_KEY === TRIAL_MASTER_KEY && isProduction)
    problems.push('CONCORD_MASTER_KEY is the public one for development: make one with openssl rand -base64 32');
  const databaseUrl = completed('DATABASE_URL', values.DATABASE_URL, values, problems);
  const config = {
    ...values,
    DATABASE_URL: databaseUrl,
    VAULT_URL: completed('VAULT_URL', values.VAULT_URL, values, problems) ?? besideOf(databaseUrl, 'vault'),
    DATABASE_ADMIN_URL: completed('DATABASE_ADMIN_URL', values.DATABASE_ADMIN_URL, values, problems),
  };
  for (const name of ['DATABASE_URL', 'DATABASE_ADMIN_URL'] as const)
    if (isProduction && hasTrialPassword(config[name]))
      problems.push(`${name} has the name of its role as password, which is for development only: change the password`);
  refuseProblems(problems);
  return config;
}

/** The address of another database on the same server. */
function besideOf(address: string | undefined, name: string): string {
  if (!address || !URL.canParse(address)) return '';
  const url = new URL(address);
  url.pathname = `/${name}`;
  return url.href;
}

import { readFileSync } from 'node:fs';
import type { KafkaSecurity } from '@concord/event-bus';
import { completeDatabaseUrl, DatabaseUrlProblem } from '@concord/event-store';
import {
  oneOfWords,
  optional,
  readableFile,
  readVariables,
  refuseProblems,
  textLike,
  type ValuesOf,
  type Variable,
} from './variables';

/** The form of a database's address. */
export const postgresAddress = textLike('a postgres:// address', /^postgres(ql)?:\/\//);

/** The form of a list of brokers. */
export const brokers = textLike('host:port, several separated by commas', /^[^,\s:]+:\d+(,[^,\s:]+:\d+)*$/);

/** Access to servers that demand TLS, or a name and a password. */
export const ACCESS = {
  DATABASE_PASSWORD: optional(textLike('text'), 'The password of `DATABASE_URL`, where the address holds none.', {
    isSecret: true,
  }),
  DATABASE_ADMIN_PASSWORD: optional(
    textLike('text'),
    'The password of `DATABASE_ADMIN_URL`, where the address holds none.',
    { isSecret: true },
  ),
  DATABASE_CA_FILE: optional(
    readableFile,
    "The authority (PEM) of the database server's certificate. Turns TLS on; the certificate must be for the host name of the address. `sslmode=verify-full` in the address does the same with the authorities that Node knows.",
  ),
  KAFKA_TLS: optional(
    oneOfWords('on', 'off'),
    "TLS to Kafka. On where a file below is named; `on` alone accepts the authorities that Node knows. A broker's certificate must be for its host name.",
  ),
  KAFKA_TLS_CA_FILE: optional(readableFile, "The authority (PEM) of the brokers' certificates."),
  KAFKA_TLS_CERT_FILE: optional(readableFile, 'The client certificate (PEM), where brokers ask for one.'),
  KAFKA_TLS_KEY_FILE: optional(readableFile, 'The key (PEM) of the client certificate.'),
  KAFKA_SASL_MECHANISM: optional(
    oneOfWords('scram-sha-512', 'scram-sha-256'),
    'The mechanism of the login to Kafka, with the two variables below.',
  ),
  KAFKA_SASL_USERNAME: optional(textLike('text'), 'The name of the login to Kafka.'),
  KAFKA_SASL_PASSWORD: optional(textLike('text'), 'The password of the login to Kafka.', { isSecret: true }),
};

/** Servers that exist already, for commands that would otherwise start their own. */
export interface GivenServers {
  /** Of an administrator. */
  readonly databaseUrl: string | undefined;
  readonly kafkaBrokers: string | undefined;
  readonly kafkaSecurity: KafkaSecurity | undefined;
}

const SERVER_VARIABLES = {
  DATABASE_URL: optional(postgresAddress, 'A database of an administrator.', { isSecret: true }),
  KAFKA_BROKERS: optional(brokers, 'The first Kafka brokers to connect to.'),
  ...ACCESS,
};

/** The variables that name servers and the access to them, for code that passes an environment on. */
export const SERVER_VARIABLE_NAMES: readonly string[] = Object.entries({
  ...SERVER_VARIABLES,
  DATABASE_ADMIN_URL: optional(postgresAddress, '', { isSecret: true }),
} as Record<string, Variable>).flatMap(([name, { isSecret }]) => (isSecret ? [name, `${name}_FILE`] : [name]));

/** Reads and checks the servers of the environment. Throws `ConfigProblem`. */
export function readServers(environment: NodeJS.ProcessEnv): GivenServers {
  const { values, problems } = readVariables(SERVER_VARIABLES, environment);
  problems.push(...accessProblems(values));
  const databaseUrl = completed('DATABASE_URL', values.DATABASE_URL, values, problems);
  refuseProblems(problems);
  const { KAFKA_BROKERS: kafkaBrokers } = values;
  return { databaseUrl, kafkaBrokers, kafkaSecurity: kafkaBrokers ? kafkaSecurity(values) : undefined };
}

type Access = ValuesOf<typeof ACCESS>;

/** Contradictions, each a sentence without its full stop. */
export function accessProblems(access: Access): string[] {
  const { KAFKA_TLS: tls, KAFKA_TLS_CA_FILE: ca, KAFKA_TLS_CERT_FILE: cert, KAFKA_TLS_KEY_FILE: key } = access;
  const login = [access.KAFKA_SASL_MECHANISM, access.KAFKA_SASL_USERNAME, access.KAFKA_SASL_PASSWORD];
  const problems = [];
  if ((cert === undefined) !== (key === undefined))
    problems.push('KAFKA_TLS_CERT_FILE and KAFKA_TLS_KEY_FILE go together: set both or none');
  if (tls === 'off' && (ca ?? cert ?? key) !== undefined)
    problems.push('KAFKA_TLS is off and files for it are named: leave one out');
  if (login.includes(undefined) && login.some((part) => part !== undefined))
    problems.push('KAFKA_SASL_MECHANISM, KAFKA_SASL_USERNAME and KAFKA_SASL_PASSWORD go together: set all or none');
  return problems;
}

/** Whether a database has a development password, which is the name of its role. */
export function hasTrialPassword(address: string | undefined): boolean {
  if (!address || !URL.canParse(address)) return false;
  const { username, password } = new URL(address);
  return password !== '' && password === username;
}

/** The address of a database with its separate settings. Adds contradictions to `problems`. */
export function completed<T extends string | undefined>(
  name: 'DATABASE_URL' | 'DATABASE_ADMIN_URL' | 'VAULT_URL',
  address: T,
  access: Access,
  problems: string[],
): T | string {
  const password = passwordFor(name, address, access);
  try {
    return address === undefined
      ? address
      : completeDatabaseUrl(address, { password, caFile: access.DATABASE_CA_FILE });
  } catch (error) {
    if (!(error instanceof DatabaseUrlProblem)) throw error;
    problems.push(`${name} ${error.message}`);
    return address;
  }
}

/** The vault is reached with the role of the service unless its address says otherwise. */
const passwordFor = (name: string, address: string | undefined, access: Access) => {
  if (name === 'DATABASE_ADMIN_URL') return access.DATABASE_ADMIN_PASSWORD;
  const holdsOne = name === 'VAULT_URL' && address && URL.canParse(address) && new URL(address).password !== '';
  return holdsOne ? undefined : access.DATABASE_PASSWORD;
};

/** How to connect to Kafka. The files are read now: renewed ones count from the next start. */
export function kafkaSecurity(access: Access): KafkaSecurity | undefined {
  const textIn = (file: string | undefined) => (file === undefined ? undefined : readFileSync(file, 'utf8'));
  const [ca, cert, key] = [access.KAFKA_TLS_CA_FILE, access.KAFKA_TLS_CERT_FILE, access.KAFKA_TLS_KEY_FILE].map(textIn);
  const isTls = access.KAFKA_TLS === 'on' || (ca ?? cert) !== undefined;
  const { KAFKA_SASL_MECHANISM: mechanism, KAFKA_SASL_USERNAME: username, KAFKA_SASL_PASSWORD: password } = access;
  const isLogin = mechanism !== undefined && username !== undefined && password !== undefined;
  if (!isTls && !isLogin) return undefined;
  return {
    ...(isTls && { tls: { ...(ca && { ca }), ...(cert && { cert }), ...(key && { key }) } }),
    ...(isLogin && { sasl: { mechanism, username, password } }),
  };
}

import { isIP } from 'node:net';
import path from 'node:path';
import { DOOR_PORT } from '@concord/contracts';
import {
  defaulted,
  MASTER_KEY,
  oneOfWords,
  optional,
  readVariables,
  refuseProblems,
  required,
  textLike,
  TRIAL_MASTER_KEY,
  wholeWithin,
  type ValuesOf,
} from '@concord/service';

const address = textLike('an http(s) address', /^https?:\/\/[^\s/]+\/?$/);
const service = /^[a-z-]+=https?:\/\/[^\s/,]+\/?$/;
const key = textLike('32 random bytes as base64', MASTER_KEY);

/** Every environment variable that the door reads. `docs/configuration.md` is written from this table. */
export const DOOR_VARIABLES = {
  PORT: defaulted(wholeWithin(0, 65_535), DOOR_PORT, 'The port for people and systems.'),
  HOST: defaulted(textLike('a host name or an address'), '127.0.0.1', 'The address that the door listens on.'),
  METRICS_PORT: optional(
    wholeWithin(1, 65_535),
    'The port of `/metrics` for Prometheus. It is apart from the one address, which everybody may reach.',
    { fallbackSays: 'no metrics' },
  ),
  CONCORD_PUBLIC_URL: optional(
    address,
    'The address under which browsers reach the door. Cookies are marked secure where it is https, which production demands.',
    { fallbackSays: '`http://localhost` with the port' },
  ),
  CONCORD_SERVICES: required(
    listOf('service=http://host:port, each service once, several separated by commas', (entries) => {
      const names = new Set(entries.map((entry) => entry.replace(/=.*/, '')));
      return names.size === entries.length && entries.every((entry) => service.test(entry));
    }),
    'The addresses of the services. Where a service has several instances, name the address of their load balancer.',
    { example: 'catalog=http://127.0.0.1:3001,inventory=http://127.0.0.1:3002' },
  ),
  CONCORD_SESSION_KEY: required(
    key,
    'The key that encrypts the session cookie. Make it with `openssl rand -base64 32`; all instances of the door share it.',
    { isSecret: true, example: TRIAL_MASTER_KEY },
  ),
  CONCORD_SESSION_KEY_PREVIOUS: optional(
    key,
    'The session key before this one: sessions that it encrypted go on for as long as it is named.',
    { isSecret: true },
  ),
  CONCORD_GUEST_KEY: optional(
    key,
    'The key that signs the tokens of guests, who shop without signing in; all instances of the door share it. The services are told its public half by `AUTH_GUEST_JWKS`. Where it is missing, there are guests only on the development page.',
    { isSecret: true, fallbackSays: 'no guests in production' },
  ),
  AUTH_JWKS: required(textLike('a file, an address or its JSON'), 'As for the services.', {
    example: 'https://id.example.com/.well-known/jwks.json',
  }),
  AUTH_ISSUER: required(
    textLike('text'),
    'As for the services. The door discovers the sign-in of the provider under this address.',
    { example: 'https://id.example.com' },
  ),
  AUTH_AUDIENCE: defaulted(textLike('text'), 'concord', 'As for the services.'),
  OIDC_CLIENT_ID: optional(
    textLike('text'),
    'The client under which the door is registered at the OpenID Connect provider. Without it, the development page signs people in.',
  ),
  OIDC_CLIENT_SECRET: optional(textLike('text'), 'The secret of this client, where it has one.', { isSecret: true }),
  OIDC_SCOPE: defaulted(
    textLike('words, openid among them', /(?:^| )openid(?: |$)/),
    'openid profile offline_access',
    'What the door asks the provider for.',
  ),
  OIDC_PARAMETERS: optional(
    textLike('name=value, several separated by &', /^[^=\s]+=[^\s]*$/),
    'Further parameters of the sign-in, where the provider needs them for a token of the right audience: `audience=concord`, or `resource=…`.',
  ),
  CONCORD_KEYS: optional(
    textLike('a path'),
    'The folder of the development issuer: its tokens are for the development page, which only runs without `OIDC_CLIENT_ID`.',
  ),
  CONCORD_TRUSTED_PROXIES: optional(
    listOf('addresses or networks such as 10.0.0.0/8, separated by commas', (entries) => entries.every(isNetwork)),
    'Load balancers in front of the door, whose `X-Forwarded-For` is believed.',
  ),
  CONCORD_CONSOLE: defaulted(textLike('a path'), path.resolve(__dirname, '../../console/dist'), 'The built console.', {
    fallbackSays: '`apps/console/dist`',
  }),
  CONCORD_STOREFRONT: defaulted(
    textLike('a path'),
    path.resolve(__dirname, '../../storefront/dist'),
    'The built sample shop, which is shown at `/shop/`. A path without a shop in it switches it off.',
    { fallbackSays: '`apps/storefront/dist`' },
  ),
  LOG_LEVEL: defaulted(
    oneOfWords('fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'),
    'info',
    'The lowest level of log lines that are written.',
  ),
};

/** The values of `DOOR_VARIABLES`. */
export type DoorConfig = ValuesOf<typeof DOOR_VARIABLES>;

/** Reads and checks the environment. Throws `ConfigProblem`. */
export function readDoorConfig(environment: NodeJS.ProcessEnv): DoorConfig {
  const { values, problems } = readVariables(DOOR_VARIABLES, environment);
  const isProduction = environment['NODE_ENV'] === 'production';
  if (isProduction) {
    if (values.OIDC_CLIENT_ID === undefined)
      problems.push('OIDC_CLIENT_ID is missing: in production people sign in at your identity provider');
    if (!environment['CONCORD_PUBLIC_URL'] || values.CONCORD_PUBLIC_URL?.startsWith('http://'))
      problems.push('CONCORD_PUBLIC_URL must be an https address in production');
    for (const name of ['CONCORD_SESSION_KEY', 'CONCORD_SESSION_KEY_PREVIOUS', 'CONCORD_GUEST_KEY'] as const)
      if (values[name] === TRIAL_MASTER_KEY)
        problems.push(`${name} is the public one for development: make one with openssl rand -base64 32`);
    // The tokens of people come from there.
    if (values.OIDC_CLIENT_ID !== undefined && values.AUTH_ISSUER?.startsWith('http://'))
      problems.push('AUTH_ISSUER must be an https address in production');
  } else if (values.OIDC_CLIENT_ID === undefined && values.CONCORD_KEYS === undefined)
    problems.push('OIDC_CLIENT_ID or CONCORD_KEYS is missing: one says where people sign in');
  const isAddress = /^https?:\/\/\S+$/.test(values.AUTH_ISSUER ?? '') && URL.canParse(values.AUTH_ISSUER);
  if (values.OIDC_CLIENT_ID !== undefined && values.AUTH_ISSUER !== undefined && !isAddress)
    problems.push('AUTH_ISSUER must be the address of your identity provider where OIDC_CLIENT_ID is set');
  refuseProblems(problems);
  return values;
}

/** Entries that are separated by commas, and fit together. */
function listOf(says: string, fits: (entries: readonly string[]) => boolean): ReturnType<typeof textLike> {
  return { says, read: (text) => (fits(text.split(',')) ? text : undefined) };
}

function isNetwork(text: string): boolean {
  const [, address = '', bits] = /^([^/]*)(?:\/(\d+))?$/.exec(text) ?? [];
  const most = { 4: 32, 6: 128 }[isIP(address)];
  return most !== undefined && (bits === undefined || (Number(bits) >= 1 && Number(bits) <= most));
}

/** The addresses of the services, by name. */
export const serviceAddresses = ({ CONCORD_SERVICES: list }: Pick<DoorConfig, 'CONCORD_SERVICES'>) =>
  new Map(
    list.split(',').map((entry) => [entry.slice(0, entry.indexOf('=')), entry.slice(entry.indexOf('=') + 1)] as const),
  );

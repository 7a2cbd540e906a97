import { SERVICES, type ServiceName } from '@concord/contracts';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { developmentIssuer, secretOf, type DevelopmentToken } from '@concord/service';
import { ADDRESSES_FILE, DATA_FOLDER } from '../workspace';
import { Client, type ClientOptions } from './client';
import type { Addresses } from './system';

/** Something that the user can mend. The message is one sentence with the remedy. */
export class UserProblem extends Error {}

const TOKEN_SECONDS = 3_600;
const RENEW_BEFORE_MS = 300_000;

/** The roles of a partner system that runs the shop's day, with those that set it up. */
export const INTEGRATOR: DevelopmentToken['roles'] = [
  'service',
  'inventory_manager',
  'it_operator',
  'cs_lead',
  'logistics_manager',
  'marketing_manager',
];

/** Where a system was started with `npm start`, or where a file says that it is. */
export function readAddresses(file = ADDRESSES_FILE): Addresses {
  if (!existsSync(file))
    throw new UserProblem(`No system runs here (${file} is not there): start one with \`npm start\`.`);
  return JSON.parse(readFileSync(file, 'utf8')) as Addresses;
}

/** A client with tokens of the development issuer, or with the token of CONCORD_TOKEN or CONCORD_TOKEN_FILE. */
export async function clientFor(
  addresses: Addresses,
  keyFolder = path.join(DATA_FOLDER, 'local', 'keys'),
): Promise<Client> {
  const given = secretOf('CONCORD_TOKEN');
  if (given) return new Client(addresses, async () => given);
  const issuer = await developmentIssuer(keyFolder);
  return new Client(
    addresses,
    renewed(() => issuer.mint({ roles: INTEGRATOR, subject: 'concord-cli', ttlSeconds: TOKEN_SECONDS })),
  );
}

/** A client for those who run the system. */
export async function operatorClient(
  addresses: Addresses,
  options: ClientOptions = {},
  keyFolder = path.join(DATA_FOLDER, 'local', 'keys'),
): Promise<Client> {
  const given = secretOf('CONCORD_TOKEN');
  if (given) return new Client(addresses, async () => given, options);
  const issuer = await developmentIssuer(keyFolder);
  return new Client(
    addresses,
    renewed(() => issuer.mint({ roles: 'it_operator', subject: 'concord-cli', ttlSeconds: TOKEN_SECONDS })),
    options,
  );
}

/** The service of this name, or a sentence with those that there are. */
export function serviceNamed(name: string): ServiceName {
  if (name in SERVICES) return name as ServiceName;
  throw new UserProblem(`There is no service ${name}: the services are ${Object.keys(SERVICES).join(', ')}.`);
}

/** Tokens are short-lived: a long run mints new ones before the old one ends. */
export function renewed(mint: () => Promise<string>): () => Promise<string> {
  let token: Promise<string> | undefined;
  let until = 0;
  return () => {
    if (!token || Date.now() > until) {
      token = mint();
      until = Date.now() + TOKEN_SECONDS * 1000 - RENEW_BEFORE_MS;
    }
    return token;
  };
}

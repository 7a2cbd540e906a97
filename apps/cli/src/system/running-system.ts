import { SERVICES, type ServiceName } from '@concord/contracts';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { developmentIssuer, secretOf, type DevelopmentToken } from '@concord/service';
import { ADDRESSES_FILE, DATA_FOLDER } from '../workspace';
import type { Concord, ConcordOptions } from '@concord/client';
import { clientAt } from './client';
import type { Addresses } from './system';

/** Something that the user can mend. The message is one sentence with the remedy. */
export class UserProblem extends Error {}

const TOKEN_SECONDS = 3_600;

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
export const clientFor = (addresses: Addresses, options?: Partial<ConcordOptions>): Promise<Concord> =>
  clientAs(INTEGRATOR, addresses, options);

/** A client for those who run the system. */
export const operatorClient = (addresses: Addresses, options?: Partial<ConcordOptions>): Promise<Concord> =>
  clientAs('it_operator', addresses, options);

/** A client for whoever has these roles. */
export async function clientAs(
  roles: DevelopmentToken['roles'],
  addresses: Addresses,
  options?: Partial<ConcordOptions>,
  subject = 'concord-cli',
): Promise<Concord> {
  const given = secretOf('CONCORD_TOKEN');
  if (given) return clientAt(addresses, async () => given, options);
  const issuer = await developmentIssuer(path.join(DATA_FOLDER, 'local', 'keys'));
  const token = () => issuer.mint({ roles, subject, ttlSeconds: TOKEN_SECONDS });
  return clientAt(addresses, token, options);
}

/** The service of this name, or a sentence with those that there are. */
export function serviceNamed(name: string): ServiceName {
  if (name in SERVICES) return name as ServiceName;
  throw new UserProblem(`There is no service ${name}: the services are ${Object.keys(SERVICES).join(', ')}.`);
}

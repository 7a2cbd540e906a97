import type { Concord, ConcordOptions, ServiceName } from '@concord/client';
import type { DevelopmentToken } from '@concord/service';
import { clientOf } from '../src/replay/replay.command';
import { clientAt } from '../src/system/client';
import type { System } from '../src/system/system';

/** A client that is also told paths as text, by specs that walk through many routes. */
export interface PathClient extends Concord {
  read<T>(service: ServiceName, path: string): Promise<T>;
  write<T>(service: ServiceName, path: string, body?: object): Promise<T>;
}

/** A client with all rights of an integrator. */
export const pathClientOf = (system: System): PathClient => byPath(clientOf(system));

/** A client with a token of somebody else. */
export const pathClientAs = (
  { addresses, issuer }: Pick<System, 'addresses' | 'issuer'>,
  token: DevelopmentToken,
  options?: Partial<ConcordOptions>,
): PathClient => byPath(clientAt(addresses, () => issuer.mint(token), options));

const byPath = (client: Concord): PathClient => ({
  ...client,
  read: async <T>(service: ServiceName, path: string) => (await client.call(service, 'GET', path)).data as T,
  write: async <T>(service: ServiceName, path: string, body: object = {}) =>
    (await client.call(service, 'POST', path, { body })).data as T,
});

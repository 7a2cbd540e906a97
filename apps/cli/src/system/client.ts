import { concord, type Concord, type ConcordOptions } from '@concord/client';
import type { Addresses } from './system';

/** How long a service that is away is waited for. */
const PATIENCE = { attempts: Infinity, withinMs: 120_000 };

/**
 * A client of a system on this machine, which waits for services that are away. Many steps share it and do not depend
 * on each other, so that none waits for the writes of the others to be known: a step that depends on one says so.
 */
export const clientAt = (
  { services, instances }: Addresses,
  token: () => Promise<string>,
  options: Partial<ConcordOptions> = {},
): Concord => concord({ address: instances ?? services, token, retry: PATIENCE, readOwnWrites: false, ...options });

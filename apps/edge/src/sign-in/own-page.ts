import type { FastifyRequest } from 'fastify';
import { Problem } from '@concord/service';

const MACHINE_NAMES: readonly string[] = ['localhost', '127.0.0.1', '[::1]'];
const SAFE: readonly string[] = ['GET', 'HEAD', 'OPTIONS'];
/** A page of another site cannot send it without asking first, and is refused then. */
const OWN_PAGE_HEADER = 'x-concord-csrf';

/** Whether a host is the one under which browsers reach the door, or a name of this machine. */
export function isOwnHost(host: string | undefined, publicUrl: string): boolean {
  if (host === undefined || !URL.canParse(`http://${host}`)) return false;
  return host === new URL(publicUrl).host || MACHINE_NAMES.includes(new URL(`http://${host}`).hostname);
}

/**
 * Throws `Problem` 403 where an unsafe request that a cookie authenticates was not sent by a page of the door: without
 * the header `x-concord-csrf`, or from another origin.
 */
export function demandOwnPage({ method, headers }: FastifyRequest, publicUrl: string): void {
  if (SAFE.includes(method)) return;
  if (headers[OWN_PAGE_HEADER] === undefined)
    throw new Problem(
      403,
      'own-page-unproven',
      `A request with the session cookie needs the header ${OWN_PAGE_HEADER}: 1. Other programs send a token instead.`,
    );
  const { origin, host } = headers;
  if (origin === undefined) return;
  const isOwn = origin === new URL(publicUrl).origin || (URL.canParse(origin) && new URL(origin).host === host);
  if (!isOwn) throw new Problem(403, 'origin-foreign', 'The request comes from a page of another site.');
}

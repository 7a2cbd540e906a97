import { hash } from 'node:crypto';

/**
 * Event, timer and command ids are derived from their cause in this name space, so that a retry makes the same ids: the
 * sixteen bytes of 6f1d3d3e-7c1b-5a44-9d0e-5f2f6f0a9c11, as text.
 */
const NAMESPACE = '6f1d3d3e7c1b5a449d0e5f2f6f0a9c11';

/** The id for the `part` of a cause: a UUID version 5. Every event needs one, so speed matters here. */
export function derivedId(cause: string, part: string | number): string {
  const digest = hash('sha1', `${NAMESPACE}${cause}/${part}`, 'hex');
  const variant = ((parseInt(digest[16]!, 16) & 3) | 8).toString(16);
  return `${digest.slice(0, 8)}-${digest.slice(8, 12)}-5${digest.slice(13, 16)}-${variant}${digest.slice(17, 20)}-${digest.slice(20, 32)}`;
}

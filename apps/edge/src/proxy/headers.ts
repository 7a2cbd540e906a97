import type { IncomingHttpHeaders } from 'node:http';
import type { IncomingHttpHeaders as Http2Headers } from 'node:http2';

type Headers = IncomingHttpHeaders | Http2Headers;

/** Of one connection, not of the message on it (RFC 9110, section 7.6.1): each side of the door has its own. */
const OF_A_CONNECTION: readonly string[] = [
  'connection',
  'keep-alive',
  'proxy-authenticate',
  'proxy-authorization',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
  'http2-settings',
];

/** Said to the door alone. The door has answered `Expect` itself: the body is here before a service is asked. */
const OWN: readonly string[] = ['cookie', 'authorization', 'x-concord-csrf', 'expect'];

/** What anybody may claim, and what no service asks for: whom it serves is in the token. */
const CLAIMED = /^(?:forwarded|via|x-forwarded-.*|x-real-ip|x-http-method.*|x-method-override|x-original-url)$/;

/** Sessions are the door's: a service sets no cookie for its address, and clears none. */
const OF_THE_DOOR: readonly string[] = ['set-cookie', 'clear-site-data'];

/** The headers with which a service is asked. */
export function requestHeaders(headers: Headers, token: string | undefined): IncomingHttpHeaders {
  const kept = Object.entries(headers).filter(
    ([name]) => !OF_A_CONNECTION.includes(name) && !OWN.includes(name) && !CLAIMED.test(name),
  );
  return { ...Object.fromEntries(kept), ...(token !== undefined && { authorization: `Bearer ${token}` }) };
}

/** The headers of a service with which the door answers. */
export function answerHeaders(headers: Headers): Headers {
  const named = String(headers.connection ?? '')
    .split(',')
    .map((name) => name.trim().toLowerCase());
  const dropped = [...OF_A_CONNECTION, ...OF_THE_DOOR, ...named];
  return Object.fromEntries(Object.entries(headers).filter(([name]) => !dropped.includes(name)));
}

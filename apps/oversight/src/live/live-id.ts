/**
 * How far a client has read. `since` and `until` are snapshots of the database: the client has what transactions wrote that
 * `since` sees, and besides the first `count` moments of those that only `until` sees.
 */
export interface LiveId {
  /** When it was told, in milliseconds since 1970. */
  readonly at: number;
  /** Changes when tables are built anew: no client then knows what it missed. */
  readonly build: string;
  readonly since: string;
  readonly until?: string;
  readonly count?: number;
}

const BUILD = /^[0-9]{1,16}-[0-9]{1,10}$/;
const SNAPSHOT = /^([0-9]{1,18}):([0-9]{1,18}):((?:[0-9]{1,18}(?:,[0-9]{1,18})*)?)$/;
const ID_CHARACTERS_MAX = 8_000;
const RADIX = 36;

/** The id as it is sent. */
export const liveIdText = ({ at, build, since, until, count }: LiveId): string =>
  [at.toString(RADIX), build, since, ...(until === undefined ? [] : [until, String(count)])].join('_');

/** The id behind a text; undefined where it is none of ours. */
export function parseLiveId(text: string): LiveId | undefined {
  if (text.length > ID_CHARACTERS_MAX) return undefined;
  const [at = '', build = '', since = '', until, count, ...rest] = text.split('_');
  if (!/^[0-9a-z]{1,10}$/.test(at) || !BUILD.test(build) || !isSnapshot(since) || rest.length > 0) return undefined;
  const told = { at: parseInt(at, RADIX), build, since };
  if (until === undefined) return told;
  if (!isSnapshot(until) || count === undefined || !/^[0-9]{1,6}$/.test(count)) return undefined;
  return { ...told, until, count: Number(count) };
}

/** Whether Postgres would take a text for a snapshot: a wrong one would fail the statement of all clients. */
function isSnapshot(text: string): boolean {
  const [, low, high, open] = SNAPSHOT.exec(text) ?? [];
  if (low === undefined || high === undefined || open === undefined) return false;
  const [xmin, xmax] = [BigInt(low), BigInt(high)];
  const running = open === '' ? [] : open.split(',').map(BigInt);
  const isRising = running.every((xid, n) => n === 0 || xid > running[n - 1]!);
  return xmin > 0n && xmin <= xmax && isRising && running.every((xid) => xid >= xmin && xid < xmax);
}

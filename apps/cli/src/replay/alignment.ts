import { SERVICE_NAMES, type ServiceName } from '@concord/contracts';
import { setTimeout as pause } from 'node:timers/promises';
import { comparePositions, parsePosition } from '@concord/event-store';
import type { Concord, Operations } from '@concord/client';

const WITHIN_MS = 180_000;
/** Nothing new, this often in a row: all reactions are done. */
const QUIET_LOOKS = 3;

type Heads = ReadonlyMap<ServiceName, ReadonlyMap<number, string>>;

/**
 * Waits for a common watermark: every service has applied the last event of every service that it subscribes to, and
 * nothing new has happened meanwhile. Throws, naming who is behind, when the time is over.
 */
export async function aligned(client: Concord): Promise<void> {
  const deadline = Date.now() + WITHIN_MS;
  let before = '';
  for (let quiet = 0; quiet < QUIET_LOOKS;) {
    const seen = await look(client);
    const heads = headsOf(seen);
    const behind = laggards(seen, heads, (mark, head) => mark !== head);
    const now = JSON.stringify([...heads].map(([name, lanes]) => [name, ...lanes.values()]));
    quiet = behind.length === 0 && now === before ? quiet + 1 : 0;
    before = now;
    if (quiet >= QUIET_LOOKS) return;
    if (Date.now() > deadline) throw disagreement(behind);
    await pause(quiet > 0 ? 150 : 50);
  }
}

/**
 * Waits until every service has applied all events before this call, whatever happens meanwhile. Throws, naming who is
 * behind, when the time is over.
 */
export async function informed(client: Concord): Promise<void> {
  const deadline = Date.now() + WITHIN_MS;
  const heads = headsOf(await look(client));
  for (;;) {
    const behind = laggards(await look(client), heads, isBefore);
    if (behind.length === 0) return;
    if (Date.now() > deadline) throw disagreement(behind);
    await pause(50);
  }
}

const isBefore = (mark: string | undefined, head: string) =>
  mark === undefined || comparePositions(parsePosition(mark), parsePosition(head)) < 0;

const disagreement = (behind: readonly string[]) =>
  new Error(`The services do not come to agree: ${behind.join('; ') || 'events keep happening'}.`);

async function look(client: Concord): Promise<Map<ServiceName, Operations.Positions>> {
  const names = SERVICE_NAMES;
  const seen = await Promise.all(names.map((name) => client.of(name).get('/v1/positions')));
  return new Map(names.map((name, n) => [name, seen[n]!.data]));
}

const headsOf = (seen: ReadonlyMap<ServiceName, Operations.Positions>): Heads =>
  new Map([...seen].map(([name, { heads }]) => [name, new Map(heads.map((head) => [head.lane, head.position]))]));

/** Who has not applied what: a service that has applied nothing of a source yet is behind all of it. */
function laggards(
  seen: ReadonlyMap<ServiceName, Operations.Positions>,
  heads: Heads,
  isBehind: (mark: string | undefined, head: string) => boolean,
) {
  const behind: string[] = [];
  for (const [name, { sources, applied }] of seen)
    for (const [source, lanes] of heads) {
      if (!sources.includes(source)) continue;
      for (const [lane, head] of lanes) {
        const mark = applied.find((one) => one.source === source && one.lane === lane)?.mark;
        if (isBehind(mark, head))
          behind.push(`${name} is at ${mark ?? 'the start'} of ${source}/${lane}, whose last event is ${head}`);
      }
    }
  return behind;
}

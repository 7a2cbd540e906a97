import { setTimeout as pause } from 'node:timers/promises';
import type { Client } from '../system/client';
import { SERVICES, type ServiceName } from '../system/system';

interface Projections {
  readonly heads: readonly { readonly lane: number; readonly position: string }[];
  readonly positions: readonly { readonly topic: string; readonly partition: number; readonly mark: string }[];
}

const WITHIN_MS = 180_000;
/** Nothing new, seen so often in a row: reactions to reactions have come to rest. */
const QUIET_LOOKS = 3;

/**
 * Waits for a common watermark: every service has applied the last event of every service it hears, and nothing new
 * has happened meanwhile. Throws, naming who is behind, when that does not come about.
 */
export async function aligned(client: Client): Promise<void> {
  const deadline = Date.now() + WITHIN_MS;
  let before = '';
  for (let quiet = 0; quiet < QUIET_LOOKS;) {
    const names = Object.keys(SERVICES) as ServiceName[];
    const seen = await Promise.all(names.map((name) => client.get<Projections>(name, '/v1/projections')));
    const heads = new Map(
      names.map((name, n) => [name, new Map(seen[n]!.heads.map((head) => [head.lane, head.position]))]),
    );
    const behind = names.flatMap((name, n) => lagging(name, seen[n]!, heads));
    const now = JSON.stringify([...heads].map(([name, lanes]) => [name, ...lanes.values()]));
    quiet = behind.length === 0 && now === before ? quiet + 1 : 0;
    before = now;
    if (quiet >= QUIET_LOOKS) return;
    if (Date.now() > deadline)
      throw new Error(`The services do not come to agree: ${behind.join('; ') || 'events keep happening'}.`);
    await pause(quiet > 0 ? 150 : 50);
  }
}

function lagging(
  name: ServiceName,
  { positions }: Projections,
  heads: ReadonlyMap<ServiceName, ReadonlyMap<number, string>>,
) {
  const behind: string[] = [];
  for (const [source, lanes] of heads) {
    const mine = positions.filter(({ topic }) => topic.endsWith(`${source}.events`));
    // A topic that it does not read has no position at all.
    if (mine.length === 0) continue;
    for (const [lane, head] of lanes) {
      const mark = mine.find(({ partition }) => partition === lane)?.mark;
      if (mark !== head)
        behind.push(`${name} is at ${mark ?? 'the start'} of ${source}/${lane}, whose last event is ${head}`);
    }
  }
  return behind;
}

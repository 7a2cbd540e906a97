import type { RunningService } from '@concord/service';
import type { openSystem } from './system';

type System = Awaited<ReturnType<typeof openSystem>>;

const OUT_OF_SCOPE: ReadonlySet<unknown> = new Set(['warehouse-out-of-scope', 'channel-out-of-scope', 'token-limited']);

interface Operation {
  readonly tags?: readonly string[];
  readonly 'x-permission'?: string;
}

/** What is asked of an operation: the address with the ids of things in a foreign warehouse or channel, and a right body. */
export interface Probe {
  readonly address: string;
  readonly body?: object;
}

/**
 * Walks all operations of a service with a token that is limited to other warehouses or sales channels, and returns what
 * is wrong. `foreign` are texts that only things outside of the scope have, and `streams` are the streams of such things.
 * `unbound` are operations that concern no such scope; with `all others` these are the operations without a probe.
 *
 * Walk a service that shows things of both with a token of each kind.
 */
export async function reachesOutOfScope(
  system: System,
  running: RunningService,
  probes: Readonly<Record<string, Probe>>,
  authorization: string,
  foreign: readonly string[],
  streams: readonly string[],
  unbound: readonly string[] | 'all others' = [],
): Promise<string[]> {
  const { json } = await system.ask(running, 'GET', '/openapi.json');
  const paths = Object.entries(json.paths as Record<string, Record<string, Operation>>);
  const operations = paths.flatMap(([path, methods]) =>
    Object.entries(methods)
      // What a caller is told of itself names nothing foreign.
      .filter(([, { tags, 'x-permission': access }]) => !tags?.includes('operations') && access !== 'signed-in')
      .map(([method]) => `${method.toUpperCase()} ${path}`),
  );
  const isHarmless = (method: string, { status, text }: { status: number; text: string }) =>
    method === 'GET' && status === 200 && !foreign.some((each) => text.includes(each));
  const findings: string[] = [];
  for (const address of machinery(paths, streams)) {
    const answer = await system.ask(running, 'GET', address, undefined, { authorization });
    if (answer.status !== 403 && !isHarmless('GET', answer))
      findings.push(`GET ${address} answers ${answer.status}: ${answer.text.slice(0, 200)}`);
  }
  const free = unbound === 'all others' ? operations.filter((name) => !probes[name]) : unbound;
  for (const name of [...free, ...Object.keys(probes)])
    if (!operations.includes(name)) findings.push(`${name} is no operation: take it off the list.`);
  for (const operation of operations) {
    if (free.includes(operation)) continue;
    const probe = probes[operation];
    if (!probe) {
      findings.push(`${operation} has no probe: say how it is asked for something foreign.`);
      continue;
    }
    const [method] = operation.split(' ') as [string];
    const answer = await system.ask(running, method, probe.address, probe.body, { authorization });
    if (answer.status === 403 && OUT_OF_SCOPE.has(answer.json?.code)) continue;
    if (!isHarmless(method, answer))
      findings.push(`${operation} answers ${answer.status}: ${answer.text.slice(0, 200)}`);
  }
  return findings;
}

/** The addresses that show the machinery: streams, their states, the feed, and what stands still. */
const machinery = (paths: readonly [string, Record<string, Operation>][], streams: readonly string[]): string[] =>
  paths
    .filter(([, { get }]) => get?.tags?.includes('operations') && get['x-permission'] !== 'public')
    .flatMap(([path]) => (path.includes('{kind}') ? streams.map((it) => path.replace('{kind}/{id}', it)) : [path]))
    .map((path) => (path === '/v1/feed' ? `${path}?lane=0` : path));

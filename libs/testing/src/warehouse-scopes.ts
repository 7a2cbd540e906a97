import type { RunningService } from '@concord/service';
import type { openSystem } from './system';

type System = Awaited<ReturnType<typeof openSystem>>;

interface Operation {
  readonly tags?: readonly string[];
  readonly 'x-permission'?: string;
}

/** What is asked of an operation: the address with the ids of things at a warehouse of others, and a right body. */
export interface Probe {
  readonly address: string;
  readonly body?: object;
}

/**
 * Walks all operations of a service with a token that is limited to other warehouses, and answers what is wrong: an
 * operation without a probe, a write that is not refused, a read that names something of the foreign warehouse.
 * `foreign` are texts that stand for it: its code, what lies there alone. Operations of the machinery show all warehouses,
 * so each of them is refused; `streams` are those of the foreign warehouse.
 */
export async function reachesOutOfScope(
  system: System,
  running: RunningService,
  probes: Readonly<Record<string, Probe>>,
  authorization: string,
  foreign: readonly string[],
  streams: readonly string[],
): Promise<string[]> {
  const { json } = await system.ask(running, 'GET', '/openapi.json');
  const paths = Object.entries(json.paths as Record<string, Record<string, Operation>>);
  const operations = paths.flatMap(([path, methods]) =>
    Object.entries(methods)
      .filter(([, { tags }]) => !tags?.includes('operations'))
      .map(([method]) => `${method.toUpperCase()} ${path}`),
  );
  const findings: string[] = [];
  for (const address of machinery(paths, streams)) {
    const answer = await system.ask(running, 'GET', address, undefined, { authorization });
    if (answer.status !== 403) findings.push(`GET ${address} answers ${answer.status}: ${answer.text.slice(0, 200)}`);
  }
  for (const operation of operations) {
    const probe = probes[operation];
    if (!probe) {
      findings.push(`${operation} has no probe: say how it is asked for something at a warehouse of others.`);
      continue;
    }
    const [method] = operation.split(' ') as [string];
    const answer = await system.ask(running, method, probe.address, probe.body, { authorization });
    if (answer.status === 403 && answer.json?.code === 'warehouse-out-of-scope') continue;
    const isHarmless = method === 'GET' && answer.status === 200 && !foreign.some((text) => answer.text.includes(text));
    if (!isHarmless) findings.push(`${operation} answers ${answer.status}: ${answer.text.slice(0, 200)}`);
  }
  return findings;
}

/** The addresses that show the machinery: streams, their states, the feed, and what stands still. */
const machinery = (paths: readonly [string, Record<string, Operation>][], streams: readonly string[]): string[] =>
  paths
    .filter(([, { get }]) => get?.tags?.includes('operations') && get['x-permission'] !== 'public')
    .flatMap(([path]) => (path.includes('{kind}') ? streams.map((it) => path.replace('{kind}/{id}', it)) : [path]))
    .map((path) => (path === '/v1/feed' ? `${path}?lane=0` : path));

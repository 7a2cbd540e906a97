import type { RunningService } from '@concord/service';
import type { openSystem } from './system';

type System = Awaited<ReturnType<typeof openSystem>>;

/** What is asked of an operation: the address with the ids of things at a warehouse of others, and a right body. */
export interface Probe {
  readonly address: string;
  readonly body?: object;
}

/** Operations of the machinery are no matter of a warehouse. */
const MACHINERY = 'operations';

/**
 * Walks all operations of a service with a token that is limited to other warehouses, and answers what is wrong: an
 * operation without a probe, a write that is not refused, a read that names something of the foreign warehouse.
 * `foreign` are texts that stand for it: its code, what lies there alone.
 */
export async function reachesOutOfScope(
  system: System,
  running: RunningService,
  probes: Readonly<Record<string, Probe>>,
  authorization: string,
  foreign: readonly string[],
): Promise<string[]> {
  const { json } = await system.ask(running, 'GET', '/openapi.json');
  const paths = Object.entries(json.paths as Record<string, Record<string, { tags?: string[] }>>);
  const operations = paths.flatMap(([path, methods]) =>
    Object.entries(methods)
      .filter(([, { tags }]) => !tags?.includes(MACHINERY))
      .map(([method]) => `${method.toUpperCase()} ${path}`),
  );
  const findings: string[] = [];
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

import { SERVICE_NAMES, type ServiceName } from '@concord/contracts';
import { operatorClient } from '../system/running-system';
import type { Concord } from '@concord/client';
import type { Addresses } from '../system/system';
import { ok, problem, reasonOf, warning, type Finding } from './finding';

const LAG_MS = 5_000;
const CLOCK_MS = 2_000;

/** For each service: whether it is ready, how far behind it is, and what waits for a person. */
export async function serviceFindings(addresses: Addresses): Promise<Finding[]> {
  const client = await operatorClient(addresses);
  return (await Promise.all(SERVICE_NAMES.map((name) => findingsOf(name, addresses.services[name], client)))).flat();
}

async function findingsOf(name: ServiceName, address: string, client: Concord): Promise<Finding[]> {
  const readiness = await ready(name, address);
  if (readiness.some(({ state }) => state === 'problem')) return readiness;
  const service = client.of(name);
  const all = { query: { limit: 200 } };
  const stuckCheckouts = () => client.orders.get('/v1/checkouts', { query: { state: 'stuck', limit: 200 } });
  const count = async (page: Promise<{ data: { items: readonly unknown[] } }>) => (await page).data.items.length;
  const more = (n: number) => (n === 200 ? '200 or more' : String(n));
  try {
    const [parked, refused, { data: invariants }] = await Promise.all([
      count(service.get('/v1/parked', all)),
      count(service.get('/v1/refused', all)),
      service.get('/v1/invariants'),
    ]);
    const stuck = name === 'orders' ? await count(stuckCheckouts()) : 0;
    return [
      ...readiness,
      ...(parked > 0
        ? [
            warning(
              `${name}: parked messages`,
              more(parked),
              `Run \`concord parked list ${name}\`: docs/operations.md says how, under ConcordMessagesParked.`,
            ),
          ]
        : []),
      ...(refused > 0
        ? [warning(`${name}: refused reactions`, more(refused), `GET ${address}/v1/refused says which and why.`)]
        : []),
      ...(stuck > 0
        ? [warning(`${name}: stuck checkouts`, more(stuck), `GET ${address}/v1/checkouts?state=stuck names them.`)]
        : []),
      ...(invariants.ok
        ? []
        : [problem(`${name}: invariants`, 'one does not hold', `GET ${address}/v1/invariants names it.`)]),
    ];
  } catch (error) {
    const remedy = 'Set CONCORD_TOKEN to a token with the role it_operator.';
    return [...readiness, warning(`${name}: operations`, `could not be read: ${reasonOf(error)}`, remedy)];
  }
}

interface Ready {
  readonly checks?: { readonly database: string; readonly bus: string; readonly lagMs: number };
}

async function ready(name: ServiceName, address: string): Promise<Finding[]> {
  try {
    const before = Date.now();
    const response = await fetch(`${address}/health/ready`, { signal: AbortSignal.timeout(5_000) });
    const { checks } = (await response.json()) as Ready;
    if (!response.ok || !checks) {
      const says = [checks?.database, checks?.bus].filter((check) => check !== undefined && check !== 'ok').join(' ');
      return [
        problem(name, `not ready: ${says || response.status}`, 'Look at its log, and at Postgres and Kafka above.'),
      ];
    }
    const date = Date.parse(response.headers.get('date') ?? '');
    // The header has whole seconds.
    const apartMs = Number.isNaN(date) ? 0 : Math.max(0, Math.abs(date - (before + Date.now()) / 2) - 1_000);
    return [
      checks.lagMs <= LAG_MS
        ? ok(name, `ready at ${address}, ${checks.lagMs} ms behind the others`)
        : warning(
            name,
            `${Math.round(checks.lagMs / 1000)} s behind the others`,
            'Look at its log; start another instance.',
          ),
      ...(apartMs > CLOCK_MS
        ? [warning(`${name}: clock`, `${Math.round(apartMs)} ms from this machine's`, 'Set the clocks by NTP.')]
        : []),
    ];
  } catch (error) {
    return [problem(name, `does not answer at ${address}: ${reasonOf(error)}`, 'Start it; its log says why it ended.')];
  }
}

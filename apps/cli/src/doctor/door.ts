import { ok, problem, reasonOf, warning, type Finding } from './finding';

const ANSWER_MS = 5_000;

/** Whether the one address answers, and shows the console. */
export async function doorFindings(door: string | undefined): Promise<Finding[]> {
  if (door === undefined) return [];
  const ask = (path: string, accept: string) =>
    fetch(door + path, { headers: { accept }, signal: AbortSignal.timeout(ANSWER_MS) });
  try {
    const ready = await ask('/health/ready', 'application/json');
    if (!ready.ok) return [problem('door', `not ready: ${ready.status}`, 'Look at its log.')];
    const page = await ask('/', 'text/html');
    return [
      page.ok
        ? ok('door', `ready at ${door}, with the console`)
        : warning('door', 'there is no console', 'Build it with `npm run build`, and start the door again.'),
    ];
  } catch (error) {
    return [problem('door', `does not answer at ${door}: ${reasonOf(error)}`, 'Start it, and look at its log.')];
  }
}

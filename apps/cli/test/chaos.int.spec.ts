import { execFileSync } from 'node:child_process';
import path from 'node:path';
import { runChaos } from '../src/chaos/chaos';
import { FAULTS } from '../src/chaos/faults';
import { ROOT } from '../src/workspace';

/** Those that show most in a few minutes; `npm run chaos` has them all. */
const SMOKE = new Set([
  'relay-killed',
  'crash-append.committed',
  'crash-relay.acknowledged',
  'crash-consumer.commit-sent',
  'crash-gateway.answered',
  'postgres-killed',
  'broker-killed',
  'postgres-replies-lost',
  'kafka-replies-lost',
  'poison',
]);

/** Two instances of each service on servers of their own. */
describe('a system that is broken while it works', () => {
  it('loses nothing, doubles nothing, turns nothing around, and comes to rest', async () => {
    execFileSync(process.execPath, [path.join(ROOT, 'tools', 'build.mjs')], { stdio: 'ignore' });
    const said: string[] = [];
    const report = await runChaos({
      minutes: 1.5,
      seed: 20_101_201,
      faults: FAULTS.filter(({ name }) => SMOKE.has(name)),
      nodes: [1],
      days: 1,
      say: (line) => said.push(line),
      keep: false,
    });
    expect(report.violations).toEqual([]);
    expect(report.orders).toBeGreaterThan(100);
    // Where a point was not met before the load was over, the others were.
    expect(Object.keys(report.faults).length).toBeGreaterThanOrEqual(3);
  }, 600_000);
});

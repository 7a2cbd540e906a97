import { execFile, execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { PLANTED_BUGS } from '../src/simulate/planted-bugs';
import { ROOT } from '../src/workspace';

/** The core under a seeded scheduler, as `npm run simulate` runs it. */
describe('the simulation', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'concord-simulation-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  const simulate = async (...options: string[]) => {
    const file = path.join(folder, 'result.json');
    const task = [path.join(ROOT, 'tools', 'concord.mjs'), 'simulate', ...options, '--json', file];
    rmSync(file, { force: true });
    const ended = await promisify(execFile)(process.execPath, task, { maxBuffer: 64 * 1024 * 1024 }).catch(
      (error: { stderr: string }) => error,
    );
    // It also ends with 1 when it found something; without a result it did not get that far.
    if (!existsSync(file)) throw new Error(ended.stderr);
    return JSON.parse(readFileSync(file, 'utf8'));
  };

  // Every commit tries other runs; the same commit tries the same again.
  const first = 1 + (Number.parseInt(commitOf(ROOT).slice(0, 7), 16) % 900_000_000);

  it(`finds nothing wrong in 1,000 runs, from ${first} on`, async () => {
    const { seeds, violations } = await simulate('--seed', String(first), '--seeds', '1000');
    expect(violations).toEqual([]);
    expect(seeds).toBe(1000);
  }, 1_200_000);

  it('is the same run for the same seed', async () => {
    const [one, two] = [await simulate('--seed', '3'), await simulate('--seed', '3')];
    expect({ ...one, seconds: 0 }).toEqual({ ...two, seconds: 0 });
  }, 120_000);

  it('finds every bug that is planted', async () => {
    const found: { name: string; seeds: number | null }[] = await simulate('--planted');
    expect(found.filter(({ seeds }) => seeds === null)).toEqual([]);
    expect(found).toHaveLength(PLANTED_BUGS.length);
  }, 1_200_000);
});

/** The commit that is checked out; a copy of the sources without its history counts as one. */
function commitOf(folder: string): string {
  try {
    return execFileSync('git', ['rev-parse', 'HEAD'], { cwd: folder, encoding: 'utf8' });
  } catch {
    return '0';
  }
}

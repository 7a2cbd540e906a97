import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import path from 'node:path';
import { SERVICES } from '@concord/contracts';
import { ROOT } from '../workspace';

describe('the command that starts a system', () => {
  mkdirSync(path.join(ROOT, '.concord'), { recursive: true });
  const folder = mkdtempSync(path.join(ROOT, '.concord', 'test-start-'));
  const taken = createServer();

  beforeAll(async () => {
    execFileSync(process.execPath, [path.join(ROOT, 'tools', 'build.mjs')], { stdio: 'ignore' });
    // Where somebody else has the port already, the start is refused as well.
    await new Promise<void>((resolve) => taken.on('error', resolve).listen(SERVICES.catalog, () => resolve()));
  }, 60_000);
  afterAll(() => {
    taken.close();
    rmSync(folder, { recursive: true });
  });

  it('leaves the addresses of a system that runs, when it is refused', () => {
    const file = path.join(folder, 'addresses.json');
    writeFileSync(file, 'those of the first');
    const main = path.join(ROOT, 'apps/cli/dist/main.js');
    const env = { ...process.env, CONCORD_DATA: folder };
    const { status, stderr } = spawnSync(process.execPath, [main, 'start', '--empty'], { env, encoding: 'utf8' });
    expect(stderr).toContain(String(SERVICES.catalog));
    expect(status).toBe(1);
    expect(readFileSync(file, 'utf8')).toBe('those of the first');
  }, 60_000);
});

import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { ROOT } from '../workspace';

describe('the command that prints a token', () => {
  const keys = mkdtempSync(path.join(tmpdir(), 'concord-token-'));
  afterAll(() => rmSync(keys, { recursive: true }));

  /** The token that is printed, or what is wrong with the command. */
  async function told(...flags: string[]): Promise<string> {
    const task = [path.join(ROOT, 'tools', 'concord.mjs'), 'token', '--role', 'tester', '--keys', keys, ...flags];
    return promisify(execFile)(process.execPath, task).then(
      ({ stdout }) => stdout.trim(),
      ({ stderr }: { stderr: string }) => stderr,
    );
  }

  it('takes hours and an amount', async () =>
    expect(await told('--hours', '1.5', '--refund-limit', '0')).toMatch(/^[\w-]+\.[\w-]+\.[\w-]+$/));
  it.each([
    ['--hours', 'abc'],
    ['--hours', '-1'],
    ['--hours', '99999'],
    ['--hours', '1e3'],
    ['--refund-limit', 'ten'],
    ['--refund-limit', '1.5'],
  ])('says what is wrong with %s %s', async (...flags) => expect(await told(...flags)).toContain('is invalid'));
});

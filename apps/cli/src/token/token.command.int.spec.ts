import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Command, CommanderError } from 'commander';
import { tokenCommand } from './token.command';

describe('the command that prints a token', () => {
  const keys = mkdtempSync(path.join(tmpdir(), 'concord-token-'));
  afterAll(() => rmSync(keys, { recursive: true }));

  /** The token that is printed, or what is wrong with the command. */
  async function told(...flags: string[]): Promise<string> {
    const program = new Command().exitOverride().configureOutput({ writeErr: () => undefined });
    tokenCommand(program);
    for (const command of program.commands) command.exitOverride().configureOutput({ writeErr: () => undefined });
    const printed = jest.spyOn(console, 'log').mockImplementation(() => undefined);
    try {
      await program.parseAsync(['token', '--role', 'tester', '--keys', keys, ...flags], { from: 'user' });
      return printed.mock.calls.join();
    } catch (error) {
      if (error instanceof CommanderError) return error.message;
      throw error;
    } finally {
      printed.mockRestore();
    }
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

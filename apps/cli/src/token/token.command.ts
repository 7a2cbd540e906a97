import path from 'node:path';
import { developmentIssuer, type Role } from '@concord/service';
import { InvalidArgumentError, type Command } from 'commander';
import { DATA_FOLDER } from '../workspace';

/** No service accepts a token that lives for more than 400 days. */
const TOKEN_HOURS_MAX = 9_600;

const hoursOf = (text: string): number => numberOf(text, TOKEN_HOURS_MAX, 'hours');
const amountOf = (text: string): number => {
  const amount = numberOf(text, Number.MAX_SAFE_INTEGER, 'minor units');
  if (!Number.isInteger(amount)) throw new InvalidArgumentError('Minor units are whole.');
  return amount;
};

function numberOf(text: string, maximum: number, unit: string): number {
  const number = /^\d+(?:\.\d+)?$/.test(text) ? Number(text) : Number.NaN;
  if (number >= 0 && number <= maximum) return number;
  throw new InvalidArgumentError(`Give a number of ${unit}, ${maximum} at most.`);
}

export function tokenCommand(program: Command): void {
  program
    .command('token')
    .description('Prints a token of the development issuer. Refuses with NODE_ENV=production.')
    .requiredOption('--role <role...>', 'one or several roles, such as marketing_manager')
    .option('--subject <id>', 'the subject of the token; by default dev-<role>')
    .option('--customer <id>', 'for the role customer: the customer whose objects the token may reach')
    .option('--refund-limit <minor>', 'the refund limit in minor units', amountOf)
    .option('--refund-currency <code>', 'the currency of the limit; by default GBP')
    .option('--hours <n>', `how many hours the token is valid, ${TOKEN_HOURS_MAX} at most`, hoursOf, 1)
    .option(
      '--keys <folder>',
      'where the issuer keeps its keys',
      process.env['CONCORD_KEYS'] ?? path.join(DATA_FOLDER, 'local', 'keys'),
    )
    .action(async (flags: Record<string, string> & { role: Role[]; hours: number; refundLimit?: number }) => {
      const issuer = await developmentIssuer(flags['keys']!);
      const currency = flags['refundCurrency'];
      const limits = { refundMinor: flags.refundLimit, ...(currency && { refundCurrency: currency }) };
      const token = await issuer.mint({
        roles: flags.role,
        ...(flags['subject'] && { subject: flags['subject'] }),
        ...(flags['customer'] && { customerId: flags['customer'] }),
        ...(flags.refundLimit !== undefined && { limits }),
        ttlSeconds: Math.round(flags.hours * 3_600),
      });
      console.log(token);
    });
}

import path from 'node:path';
import { developmentIssuer, type Role } from '@concord/service';
import type { Command } from 'commander';
import { DATA_FOLDER } from '../workspace';

export function tokenCommand(program: Command): void {
  program
    .command('token')
    .description('Prints a token of the development issuer, for trying out. Refuses with NODE_ENV=production.')
    .requiredOption('--role <role...>', 'one or several roles, such as marketing_manager')
    .option('--subject <id>', 'who it is; by default dev-<role>')
    .option('--customer <id>', 'for the role customer: whose objects are their own')
    .option('--refund-limit <minor>', 'refunds up to this amount in minor units')
    .option('--hours <n>', 'how long it is good', '1')
    .option(
      '--keys <folder>',
      'where the issuer keeps its keys',
      process.env['CONCORD_KEYS'] ?? path.join(DATA_FOLDER, 'local', 'keys'),
    )
    .action(async (flags: Record<string, string> & { role: Role[] }) => {
      const issuer = await developmentIssuer(flags['keys']!);
      const token = await issuer.mint({
        roles: flags.role,
        ...(flags['subject'] && { subject: flags['subject'] }),
        ...(flags['customer'] && { customerId: flags['customer'] }),
        ...(flags['refundLimit'] && { limits: { refundMinor: Number(flags['refundLimit']) } }),
        ttlSeconds: Math.round(Number(flags['hours']) * 3_600),
      });
      console.log(token);
    });
}

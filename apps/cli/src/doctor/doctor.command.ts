import { existsSync, mkdirSync } from 'node:fs';
import type { Command } from 'commander';
import { readAddresses } from '../system/running-system';
import { ADDRESSES_FILE, DATA_FOLDER } from '../workspace';
import type { Finding } from './finding';
import { machineFindings, portFindings } from './machine';
import { serverFindings } from './servers';
import { doorFindings } from './door';
import { serviceFindings } from './services';

const SIGNS = { ok: '✓', warning: '!', problem: '✗' } as const;

export function doctorCommand(program: Command): void {
  program
    .command('doctor')
    .description(
      'Checks this machine, Postgres and Kafka, and the running services: each finding with its remedy. Ends with exit code 1 where something is wrong.',
    )
    .option('--addresses <file>', 'addresses of the system; by default those of `npm start`')
    .option('--json', 'the findings as JSON')
    .action(run);
}

async function run(flags: { addresses?: string; json?: boolean }): Promise<void> {
  mkdirSync(DATA_FOLDER, { recursive: true });
  const isRunning = flags.addresses !== undefined || existsSync(ADDRESSES_FILE);
  const addresses = isRunning ? readAddresses(flags.addresses) : undefined;
  const findings = [
    ...(await machineFindings(DATA_FOLDER, process.env, !addresses && !process.env['KAFKA_BROKERS'])),
    ...(await serverFindings(addresses, process.env)),
    ...(await doorFindings(addresses?.door)),
    ...(addresses ? await serviceFindings(addresses) : await portFindings()),
  ];
  if (flags.json) console.log(JSON.stringify(findings, null, 2));
  else for (const finding of findings) console.log(lineOf(finding));
  const count = (state: Finding['state']) => findings.filter((finding) => finding.state === state).length;
  if (!flags.json) {
    if (!addresses) console.log('No system runs here: its services were not checked.');
    console.log(`${count('ok')} fine, ${count('warning')} warnings, ${count('problem')} problems.`);
  }
  if (count('problem') > 0) process.exitCode = 1;
}

const lineOf = ({ about, state, says, remedy }: Finding) =>
  `${SIGNS[state]} ${about}: ${says}${remedy ? `\n    ${remedy}` : ''}`;

import { Presets, SingleBar } from 'cli-progress';
import type { Command } from 'commander';
import type { Concord, Oversight } from '@concord/client';
import { operatorClient, readAddresses } from '../system/running-system';
import { auditTable, driftLines } from './audit-report';

interface Flags {
  readonly addresses?: string;
  readonly json?: boolean;
}

const LOOK_MS = 500;
/** An audit reads every row that one service repeats of another. Node itself waits for no answer longer than this. */
const AUDIT_MS = 300_000;
/** A service that restarts is waited for; one that stays away is named. */
const PATIENCE = { withinMs: 5_000 };
const DRIFTED = 1;
const NOT_DONE = 2;

export function auditCommand(program: Command): void {
  program
    .command('audit')
    .description(
      'Compares all services with each other now. Ends with exit code 0 where everyone agrees, 1 where values differ, 2 where the audit could not be done.',
    )
    .option('--addresses <file>', 'addresses of the system; by default those of `npm start`')
    .option('--json', 'the result as JSON')
    .action(run);
}

async function run(flags: Flags): Promise<void> {
  try {
    const client = await operatorClient(readAddresses(flags.addresses), { timeoutMs: AUDIT_MS, retry: PATIENCE });
    const audit = await audited(client, !flags.json);
    const drifts: Oversight.Drift[] = [];
    for await (const drift of client.oversight.pages('/v1/drifts', { query: { status: 'open' } })) drifts.push(drift);
    if (flags.json) console.log(JSON.stringify({ ...audit, found: drifts }, null, 2));
    else for (const line of [...auditTable(audit), ...drifts.flatMap(driftLines)]) console.log(line);
    process.exitCode = audit.drifts > 0 ? DRIFTED : 0;
  } catch (error) {
    console.error(`The audit could not be done: ${(error as Error).message}`);
    process.exitCode = NOT_DONE;
  }
}

/** Asks oversight for an audit and shows meanwhile how far it is. */
async function audited(client: Concord, isShown: boolean): Promise<Oversight.Audit> {
  const bar = new SingleBar(
    { format: '{bar} {percentage} % | {value} of {total} facts | {rows} rows', noTTYOutput: false },
    Presets.shades_classic,
  );
  if (isShown) bar.start(1, 0, { rows: 0 });
  const look = setInterval(() => {
    client.oversight.get('/v1/audits/current').then(
      ({ data: { progress } }) => {
        if (!isShown || !progress) return;
        bar.setTotal(Math.max(1, progress.factsTotal));
        bar.update(progress.facts, { rows: progress.rows });
      },
      // The audit itself says what is wrong.
      () => undefined,
    );
  }, LOOK_MS);
  try {
    return (await client.oversight.post('/v1/audits')).data;
  } finally {
    clearInterval(look);
    bar.stop();
  }
}

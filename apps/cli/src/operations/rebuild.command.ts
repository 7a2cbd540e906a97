import type { Command } from 'commander';
import { operatorClient, readAddresses, serviceNamed, UserProblem } from '../system/running-system';

export function rebuildCommand(program: Command): void {
  program
    .command('rebuild')
    .argument('<service>', 'such as orders')
    .argument('[projection]', 'such as orders.order-history; all projections of the service if left out')
    .description('Rebuilds projections from the events, beside the live tables, and swaps them in.')
    .option('--addresses <file>', 'addresses of the system; by default those of `npm start`')
    .action(rebuild);
}

interface Projections {
  readonly builds: readonly { readonly name: string }[];
  readonly rebuild: { readonly projection: string; readonly applied: number } | null;
}

const LOOK_MS = 1_000;

async function rebuild(name: string, projection: string | undefined, flags: { addresses?: string }): Promise<void> {
  const service = serviceNamed(name);
  const client = await operatorClient(readAddresses(flags.addresses));
  const { builds } = await client.get<Projections>(service, '/v1/projections');
  const names = builds.map((build) => build.name).filter((candidate) => !projection || candidate === projection);
  if (names.length === 0)
    throw new UserProblem(
      `${service} has no projection ${projection}; it has ${builds.map((build) => build.name).join(', ')}.`,
    );
  const look = setInterval(() => {
    void client.get<Projections>(service, '/v1/projections').then(({ rebuild: under }) => {
      if (under) process.stderr.write(`${under.projection}: ${under.applied} events …\n`);
    });
  }, LOOK_MS);
  try {
    for (const one of names) {
      const path = `/v1/projections/${encodeURIComponent(one)}/rebuild`;
      const { body } = await client.post<{ events: number; seconds: number }>(service, path, {}, crypto.randomUUID());
      const rate = Math.round(body.events / Math.max(body.seconds, 0.001));
      console.log(`${one}: ${body.events} events in ${body.seconds} s (${rate}/s)`);
    }
  } finally {
    clearInterval(look);
    client.close();
  }
}

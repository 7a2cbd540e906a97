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

const LOOK_MS = 1_000;
/** A projection of millions of events takes minutes. */
const REBUILD_MS = 290_000;

async function rebuild(name: string, projection: string | undefined, flags: { addresses?: string }): Promise<void> {
  const service = (await operatorClient(readAddresses(flags.addresses))).of(serviceNamed(name));
  const { builds } = (await service.get('/v1/projections')).data;
  const names = builds.map((build) => build.name).filter((candidate) => !projection || candidate === projection);
  if (names.length === 0)
    throw new UserProblem(
      `${name} has no projection ${projection}; it has ${builds.map((build) => build.name).join(', ')}.`,
    );
  const look = setInterval(() => {
    void service.get('/v1/projections').then(({ data: { rebuild: under } }) => {
      if (under) process.stderr.write(`${under.projection}: ${under.applied} events …\n`);
    });
  }, LOOK_MS);
  try {
    for (const one of names) {
      const asked = { path: { name: one }, timeoutMs: REBUILD_MS };
      const { events, seconds } = (await service.post('/v1/projections/{name}/rebuild', asked)).data;
      const rate = Math.round(events / Math.max(seconds, 0.001));
      console.log(`${one}: ${events} events in ${seconds} s (${rate}/s)`);
    }
  } finally {
    clearInterval(look);
  }
}

import type { Command } from 'commander';
import { operatorClient, readAddresses, serviceNamed } from '../system/running-system';

export function parkedCommand(program: Command): void {
  const parked = program
    .command('parked')
    .description('Messages that a service could not apply: list them, replay them in their order, or discard them.');
  const common = (command: Command) =>
    command.option('--addresses <file>', 'addresses of the system; by default those of `npm start`');
  common(parked.command('list').argument('<service>').description('Lists parked messages with the reason.')).action(
    list,
  );
  common(
    parked
      .command('replay')
      .argument('<service>')
      .argument('<id>')
      .description('Replays a message and the others of its key.'),
  ).action(replay);
  common(
    parked
      .command('discard')
      .argument('<service>')
      .argument('<id>')
      .requiredOption('--reason <text>', 'why the message is not needed')
      .description('Discards a message.'),
  ).action(discard);
}

async function list(name: string, flags: { addresses?: string }): Promise<void> {
  const service = (await operatorClient(readAddresses(flags.addresses))).of(serviceNamed(name));
  let count = 0;
  for await (const each of service.pages('/v1/parked', { query: { limit: 200 } })) {
    const { id, topic, partition, offset, key, type, reason, parkedAt } = each;
    console.log(`${id}  ${parkedAt}  ${type} of ${key}, ${topic}/${partition} at ${offset}\n  ${reason}`);
    count += 1;
  }
  if (count === 0) console.log('Nothing is parked.');
}

async function replay(name: string, id: string, flags: { addresses?: string }): Promise<void> {
  const service = (await operatorClient(readAddresses(flags.addresses))).of(serviceNamed(name));
  const { data } = await service.post('/v1/parked/{id}/replay', { path: { id } });
  console.log(`${data.applied} messages were applied.`);
}

async function discard(name: string, id: string, flags: { addresses?: string; reason: string }): Promise<void> {
  const service = (await operatorClient(readAddresses(flags.addresses))).of(serviceNamed(name));
  await service.post('/v1/parked/{id}/discard', { path: { id }, body: { reason: flags.reason } });
  console.log(`${id} is discarded.`);
}

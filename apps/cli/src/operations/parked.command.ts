import type { Command } from 'commander';
import { operatorClient, readAddresses, serviceNamed } from '../system/running-system';

interface Parked {
  readonly id: string;
  readonly topic: string;
  readonly partition: number;
  readonly offset: number;
  readonly key: string;
  readonly type: string;
  readonly reason: string;
  readonly parkedAt: string;
}

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
  const client = await operatorClient(readAddresses(flags.addresses));
  let cursor = '';
  do {
    const page = `/v1/parked?limit=200${cursor && `&cursor=${cursor}`}`;
    const { items, next } = await client.get<{ items: Parked[]; next: string | null }>(serviceNamed(name), page);
    if (items.length === 0) console.log('Nothing is parked.');
    for (const { id, topic, partition, offset, key, type, reason, parkedAt } of items)
      console.log(`${id}  ${parkedAt}  ${type} of ${key}, ${topic}/${partition} at ${offset}\n  ${reason}`);
    cursor = next ?? '';
  } while (cursor);
  client.close();
}

async function replay(name: string, id: string, flags: { addresses?: string }): Promise<void> {
  const client = await operatorClient(readAddresses(flags.addresses));
  const { body } = await client.post<{ applied: number }>(
    serviceNamed(name),
    `/v1/parked/${id}/replay`,
    {},
    crypto.randomUUID(),
  );
  console.log(`${body.applied} messages were applied.`);
  client.close();
}

async function discard(name: string, id: string, flags: { addresses?: string; reason: string }): Promise<void> {
  const client = await operatorClient(readAddresses(flags.addresses));
  await client.post(serviceNamed(name), `/v1/parked/${id}/discard`, { reason: flags.reason }, crypto.randomUUID());
  console.log(`${id} is discarded.`);
  client.close();
}

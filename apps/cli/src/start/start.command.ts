import { existsSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { styleText } from 'node:util';
import type { Command } from 'commander';
import { CAMPAIGN_RESUME_MINUTES } from '@concord/contracts';
import { agreeOn } from '../demo/agree-on-setting';
import { clientOf, digestOf, replayAndReconcile } from '../replay/replay.command';
import { readTradingFile } from '../replay/trading-file';
import type { TradingLine } from '../replay/trading-line';
import { planFirstCampaigns } from './first-campaigns';
import { offerFirstWaysToShip } from './first-ways-to-ship';
import { System, writeAddresses, type Addresses } from '../system/system';
import { ADDRESSES_FILE, DATA_FOLDER, DEMO_DAY, ROOT } from '../workspace';

const DEMO_CONCURRENCY = 32;
/** More than was sold on that day: some goods are left, and the board shows which ran low. */
const OPENING_STOCK = '1.5';

export function startCommand(program: Command): void {
  program
    .command('start')
    .description('Starts Postgres, Kafka and the seven services on this machine, and stays until Ctrl-C.')
    .option('--empty', 'do not load the demo day on the first start')
    .option('--free-ports', 'take any free ports instead of 3000 to 3007')
    .action(start);
}

async function start(flags: { empty?: boolean; freePorts?: boolean }): Promise<void> {
  const began = performance.now();
  const dataFolder = path.join(DATA_FOLDER, 'local');
  const environment = { ...process.env, LOG_LEVEL: process.env['LOG_LEVEL'] ?? 'warn' };
  let system: System | undefined;
  let asked = false;
  // Until the servers are ours the file is that of another system, which may run.
  let isOwned = false;
  const stop = (): void => {
    // A second Ctrl-C is for the impatient: everything we started ends with this process.
    if (asked) process.exit(130);
    asked = true;
    say('Stopping …');
    if (isOwned) rmSync(ADDRESSES_FILE, { force: true });
    void system?.stop().then(() => process.exit(0));
    if (!system) process.exit(130);
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, stop);
  system = await System.start({
    root: ROOT,
    dataFolder,
    ports: flags.freePorts ? 'free' : 'fixed',
    door: true,
    onProgress: say,
    onOwned: () => {
      isOwned = true;
      rmSync(ADDRESSES_FILE, { force: true });
    },
    environment,
  });
  if (asked) return stop();
  // A paused campaign goes on after half an hour of enough stock; who tries it out will not wait so long.
  await agreeOn(CAMPAIGN_RESUME_MINUTES, 0, 'Campaigns go on at once where somebody tries them out.', system);
  const marker = path.join(dataFolder, 'demo-day-loaded');
  if (!flags.empty && !existsSync(marker)) {
    await loadDemoDay(system, () => asked);
    writeFileSync(marker, `${new Date().toISOString()}\n`);
  }
  if (asked) return;
  writeAddresses(ADDRESSES_FILE, system.addresses);
  console.log(welcome(system.addresses, (performance.now() - began) / 1000));
}

async function loadDemoDay(system: System, stopped: () => boolean): Promise<void> {
  say('First start: loading a real trading day (1 December 2010 of the UCI "Online Retail" data, CC BY 4.0) …');
  const lines: TradingLine[] = [];
  for await (const line of readTradingFile(DEMO_DAY)) lines.push(line);
  const client = clientOf(system);
  const { addresses } = system;
  const options = { addresses, concurrency: DEMO_CONCURRENCY, began: performance.now(), stopped };
  const { orders, differences, seconds } = await replayAndReconcile(
    client,
    lines,
    OPENING_STOCK,
    await digestOf(DEMO_DAY),
    options,
  );
  say(
    `${orders.delivered} orders were placed, paid, picked, sent and delivered in ${seconds} s; ${differences.length} differences between the services and the file.`,
  );
  await planFirstCampaigns(client, lines);
  await offerFirstWaysToShip(client);
}

/** One address, and what to do there. */
function welcome({ door, services }: Addresses, seconds: number): string {
  const bold = (text: string) => styleText('bold', text);
  return `
Concord runs, ${seconds.toFixed(1)} s after it was asked to.

  ${bold(door!)}

Open it, pick a person and a role, and look at the board. The shop is at ${door}/shop/, for guests too. Three things to try, in another terminal:
  npm run demo                                                       a campaign that waits for stock, told step by step
  curl -H "authorization: Bearer $(npm run -s concord -- token --role inventory_manager)" ${services.inventory}/v1/low-stock
  npm run -s concord -- token --role cs_agent                        a token for the API reference at ${door}/docs

Each service, Kafka and Postgres: .concord/addresses.json has their addresses.
Ctrl-C stops all of it; the data stays in .concord/ and is there again with the next start.
`;
}

function say(line: string): void {
  process.stderr.write(`${line}\n`);
}

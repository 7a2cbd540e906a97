import { createHash } from 'node:crypto';
import { createReadStream, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { Presets, SingleBar } from 'cli-progress';
import type { Command } from 'commander';
import type { Attempt, Concord, ConcordOptions } from '@concord/client';
import { clientAs, clientFor, readAddresses, UserProblem, INTEGRATOR } from '../system/running-system';
import { clientAt } from '../system/client';
import { System, type Addresses } from '../system/system';
import { DATA_FOLDER, ROOT } from '../workspace';
import { expectedResult } from './expected';
import { toDocuments } from './documents';
import { openingStock, parseShare } from './opening-stock';
import { AlignmentProof, type Proof } from './proof/prove-alignment';
import { baselineOf, reconcile, type Baseline, type ReplayReport } from './reconciliation';
import { replay, ReplayStopped } from './replay';
import { withMixedTenders } from './tenders';
import { readTradingFile } from './trading-file';
import type { TradingLine } from './trading-line';

interface ReplayFlags {
  readonly openingStock: string;
  readonly fresh?: boolean;
  readonly json?: string;
  readonly concurrency: string;
  readonly addresses?: string;
  readonly keep?: boolean;
  readonly proveAlignment?: boolean;
  readonly mixedTenders?: boolean;
}

const DIFFERENCES_SHOWN = 40;
const CONCURRENCY_MAX = 256;

export function replayCommand(program: Command): void {
  program
    .command('replay')
    .argument('<file>', "a shop's invoice lines, as CSV or CSV.gz")
    .description('Drives the services with the history of a real shop and reconciles them with the file.')
    .option('--opening-stock <share>', '`enough` for everybody, or a share of it such as 0.8', 'enough')
    .option('--fresh', 'on a temporary system, started and stopped for it')
    .option('--keep', 'with --fresh: keep its data')
    .option('--prove-alignment', 'compare what oversight says as of random moments with a fold of the topics')
    .option('--mixed-tenders', 'pay on account, by card, with vouchers and points, and bring back every tenth order')
    .option('--json <file>', 'write the figures of the services to a file')
    .option('--concurrency <n>', 'documents at the same time', '48')
    .option('--addresses <file>', 'addresses of the system to drive; by default those of `npm start`')
    .action(run);
}

async function run(file: string, flags: ReplayFlags): Promise<void> {
  const concurrency = Number(flags.concurrency);
  if (!Number.isInteger(concurrency) || concurrency < 1 || concurrency > CONCURRENCY_MAX)
    throw new UserProblem(`--concurrency is a whole number from 1 to ${CONCURRENCY_MAX}.`);
  if (!parseShare(flags.openingStock))
    throw new UserProblem(`--opening-stock is \`enough\` or a share such as 0.8, not ${flags.openingStock}.`);
  const began = performance.now();
  const stop = stopOnSignal();
  const read: TradingLine[] = [];
  for await (const line of readTradingFile(file)) read.push(line);
  say(`${path.basename(file)}: ${read.length} lines.`);
  const lines = flags.mixedTenders ? withMixedTenders(read) : read;
  const system = flags.fresh ? await freshSystem() : undefined;
  try {
    const calls = { made: 0, repeated: 0 };
    const onAttempt = ({ before }: Attempt) => {
      calls.made += 1;
      if (before > 0) calls.repeated += 1;
    };
    const addresses = system ? system.system.addresses : readAddresses(flags.addresses);
    const client = system ? clientOf(system.system, { onAttempt }) : await clientFor(addresses, { onAttempt });
    const digest = await digestOf(file, flags.mixedTenders ? 'mixed' : '');
    const proof = flags.proveAlignment
      ? new AlignmentProof(client, addresses, parseInt(digest.slice(0, 8), 16), say)
      : undefined;
    proof?.start([...openingStock(toDocuments(lines), parseShare(flags.openingStock)!).keys()]);
    const report = await replayAndReconcile(client, lines, flags.openingStock, digest, {
      addresses,
      concurrency,
      began,
      stopped: () => stop.asked,
      people: flags.mixedTenders ? await peopleOf(system?.system, addresses) : undefined,
      baselineFile: system ? path.join(system.folder, 'baseline.json') : undefined,
    });
    if (flags.json) writeFileSync(flags.json, `${JSON.stringify(report, null, 1)}\n`);
    show(report, calls);
    const unproven = proof ? showProof(await proof.prove()) : 0;
    process.exitCode = report.differences.length + report.failures.length + unproven > 0 ? 1 : 0;
  } catch (error) {
    if (!(error instanceof ReplayStopped)) throw error;
    say(error.message);
    process.exitCode = 130;
  } finally {
    await system?.system.stop();
    if (system && !flags.keep) rmSync(system.folder, { recursive: true, force: true });
    stop.done();
  }
}

interface ReplayPlan {
  /** Of the system: each has a baseline of its own. */
  readonly addresses: Addresses;
  readonly concurrency: number;
  readonly began: number;
  readonly stopped: () => boolean;
  /** People who give vouchers and points: then the orders are paid by all tenders. */
  readonly people?: readonly Concord[] | undefined;
  readonly baselineFile?: string | undefined;
}

/** Replays lines on a system and compares; also what `npm start` does with the demo day. */
export async function replayAndReconcile(
  client: Concord,
  lines: readonly TradingLine[],
  opening: string,
  digest: string,
  options: ReplayPlan,
): Promise<ReplayReport> {
  const baseline = await rememberedBaseline(client, digest, opening, options);
  const bar = new SingleBar(
    {
      format: '{bar} {percentage} % | {value} of {total} documents | {duration_formatted}',
      hideCursor: true,
      noTTYOutput: true,
      notTTYSchedule: 10_000,
    },
    Presets.shades_classic,
  );
  let barShown = false;
  const progress = {
    step: (text: string) => {
      if (barShown) bar.stop();
      barShown = false;
      say(text === 'documents' ? 'Driving the documents …' : `Waiting for ${text} …`);
    },
    documents: (finished: number, total: number) => {
      if (!barShown) bar.start(total, 0);
      barShown = true;
      bar.update(finished);
    },
  };
  try {
    const { concurrency, stopped, people } = options;
    const driven = await replay({ client, lines, opening, run: digest, concurrency, progress, stopped, people });
    say('Reconciling …');
    const seconds = (performance.now() - options.began) / 1000;
    return await reconcile(client, expectedResult(lines, parseShare(opening)!), driven, baseline, seconds);
  } finally {
    if (barShown) bar.stop();
  }
}

/** The stock before the first try: a replay that was stopped must not count its own first half as opening stock. */
async function rememberedBaseline(
  client: Concord,
  digest: string,
  opening: string,
  { addresses, baselineFile }: ReplayPlan,
): Promise<Baseline> {
  const at = createHash('sha256').update(JSON.stringify(addresses)).digest('hex').slice(0, 8);
  const file = baselineFile ?? path.join(DATA_FOLDER, 'replays', `${digest.slice(0, 16)}-${opening}-${at}.json`);
  if (existsSync(file)) return JSON.parse(readFileSync(file, 'utf8')) as Baseline;
  const baseline = await baselineOf(client);
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, JSON.stringify(baseline));
  return baseline;
}

async function freshSystem() {
  const folder = path.join(DATA_FOLDER, `fresh-${process.pid}`);
  const environment = { ...process.env, LOG_LEVEL: process.env['LOG_LEVEL'] ?? 'warn' };
  const options = { root: ROOT, dataFolder: folder, ports: 'free' as const, onProgress: say, environment };
  const system = await System.start(options);
  say(`A fresh system runs; its data and logs are in ${path.relative(process.cwd(), folder)}.`);
  return { system, folder };
}

/** Goodwill without a limit is given by the head of digital, points by the lead of the desk. */
const GIVERS = ['head_of_digital', 'cs_lead'] as const;

/** What a person gives in a day is limited: half a year of orders at once needs some of them. */
const PEOPLE = ['hal', 'ida', 'jon', 'kim', 'lea', 'max', 'nia', 'oli'];

const peopleOf = async (system: System | undefined, addresses: Addresses): Promise<readonly Concord[]> =>
  system
    ? PEOPLE.map((subject) => clientAt(addresses, () => system.issuer.mint({ roles: [...GIVERS], subject })))
    : Promise.all(PEOPLE.map((subject) => clientAs([...GIVERS], addresses, undefined, subject)));

/** A client of a system that this process has started. */
export const clientOf = ({ addresses, issuer }: System, options?: Partial<ConcordOptions>): Concord =>
  clientAt(addresses, () => issuer.mint({ roles: INTEGRATOR, subject: 'concord-cli' }), options);

/** A file, and the way in which it is driven: another way is another history. */
export async function digestOf(file: string, way = ''): Promise<string> {
  const hash = createHash('sha256').update(way);
  await pipeline(createReadStream(file), hash);
  return hash.digest('hex');
}

function stopOnSignal() {
  const stop = { asked: false, done: () => undefined as void };
  const ask = () => {
    if (stop.asked) process.exit(130);
    stop.asked = true;
    say('Stopping after the present documents; Ctrl-C again stops at once.');
  };
  process.on('SIGINT', ask);
  process.on('SIGTERM', ask);
  stop.done = () => {
    process.off('SIGINT', ask);
    process.off('SIGTERM', ask);
  };
  return stop;
}

function show(
  { lines, orders, returns, units, moneyMinor, differences, failures, seconds, ordersPerSecond }: ReplayReport,
  calls: { readonly made: number; readonly repeated: number },
) {
  const pounds = (minor: number) => `£${(minor / 100).toLocaleString('en-GB', { minimumFractionDigits: 2 })}`;
  const outcomes = Object.entries(lines.byOutcome).map(([outcome, n]) => `${outcome} ${n}`);
  console.log(`
Lines     ${lines.read} read: ${outcomes.join(', ')}
Orders    ${orders.placed} placed, ${orders.confirmed} confirmed, ${orders.rejected} rejected, ${orders.delivered} delivered
Returns   ${returns.units} units, ${returns.unmatchedUnits} of them without an order
Units     ${units.received} received, ${units.shipped} shipped, ${units.restocked} restocked, ${units.adjusted} adjusted, ${units.onHand} on hand
Money     ${pounds(moneyMinor.invoiced)} invoiced, ${pounds(moneyMinor.refunded)} refunded
Speed     ${seconds} s in all, ${ordersPerSecond} orders/s; ${calls.made} calls, ${calls.repeated} of them repeated
Failed documents: ${failures.length}`);
  for (const { type, invoice, reason } of failures) console.log(`  ${type} ${invoice}: ${reason}`);
  console.log(`Differences: ${differences.length}`);
  for (const difference of differences.slice(0, DIFFERENCES_SHOWN)) console.log(`  ${difference}`);
  if (differences.length > DIFFERENCES_SHOWN)
    console.log(`  and ${differences.length - DIFFERENCES_SHOWN} more; --json FILE has them all`);
}

/** Returns how many answers of oversight differ from what the topics tell. */
function showProof({ compared, differences }: Proof): number {
  console.log(`Alignment ${compared} rows compared with the topics, ${differences.length} differences`);
  for (const difference of differences.slice(0, DIFFERENCES_SHOWN)) console.log(`  ${difference}`);
  return differences.length;
}

function say(line: string): void {
  process.stderr.write(`${line}\n`);
}

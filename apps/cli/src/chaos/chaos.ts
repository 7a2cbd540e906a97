import { setTimeout as pause } from 'node:timers/promises';
import { readTradingFile } from '../replay/trading-file';
import type { TradingLine } from '../replay/trading-line';
import { DEMO_DAY } from '../workspace';
import type { Fault } from './faults';
import { finalAudit } from './final-audit';
import { checkHistory, type HistoryVerdict } from './history/check-history';
import { Load } from './load';
import { ProgressWatch } from './progress-watch';
import { Random } from '../random';
import { figuresOf, Recovery, type RecoveryFigures } from './recovery';
import { Rig } from './rig';
import { tradingDays } from './trading-days';

export interface ChaosOptions {
  /** How long new loads are started; at least one is, on each form of Kafka. */
  readonly minutes: number;
  readonly seed: number;
  readonly faults: readonly Fault[];
  /** The forms of Kafka, one after the other. */
  readonly nodes: readonly (1 | 3)[];
  /** How large a load is. */
  readonly days: number;
  readonly invoicesADay?: number;
  readonly say: (line: string) => void;
  /** Keeps data and logs. */
  readonly keep: boolean;
}

/** What `--json` writes. */
export interface ChaosReport {
  readonly violations: readonly string[];
  readonly faults: Readonly<Record<string, number>>;
  readonly recoverySeconds: Readonly<Record<string, RecoveryFigures>>;
  readonly events: number;
  readonly orders: number;
}

const DOCUMENTS_AT_A_TIME = 6;
const SHOPPERS = 3;
const BETWEEN_FAULTS_MS = 2_000;

/** Breaks its own systems under load until the time is over, and checks each whenever it is at rest. */
export async function runChaos(options: ChaosOptions): Promise<ChaosReport> {
  const lines: TradingLine[] = [];
  for await (const line of readTradingFile(DEMO_DAY)) lines.push(line);
  const run = new Run(options, lines);
  for (const nodes of options.nodes) {
    await run.breakSystem(nodes, (options.minutes * 60_000) / options.nodes.length);
    if (run.violations.length > 0) break;
  }
  return run.report;
}

class Run {
  readonly violations: string[] = [];
  private readonly random: Random;
  private readonly struck = new Map<string, number>();
  private readonly seconds = new Map<string, number[]>();
  private orders = 0;
  private events = 0;
  /** Faults that come before any fault is repeated. */
  private waiting: Fault[] = [];

  constructor(
    private readonly options: ChaosOptions,
    private readonly lines: readonly TradingLine[],
  ) {
    this.random = new Random(options.seed);
  }

  get report(): ChaosReport {
    const { violations, events, orders } = this;
    const byName = <T>(entries: Map<string, T>) => [...entries].sort(([a], [b]) => (a < b ? -1 : 1));
    const recovery = byName(this.seconds).map(([what, seconds]) => [what, figuresOf(seconds)] as const);
    return {
      violations,
      faults: Object.fromEntries(byName(this.struck)),
      recoverySeconds: Object.fromEntries(recovery),
      events,
      orders,
    };
  }

  /** One system, with one load after the other for this long. */
  async breakSystem(nodes: 1 | 3, lastsMs: number): Promise<void> {
    const { say, keep, seed } = this.options;
    const faults = this.options.faults.filter((fault) => fault.nodes === undefined || fault.nodes === nodes);
    this.waiting = [];
    const rig = await Rig.start({ nodes, onProgress: say });
    const watch = new ProgressWatch(rig.databases, rig.topicPrefix);
    const recovery = new Recovery(watch, this.seconds);
    let verdict: HistoryVerdict | undefined;
    try {
      const deadline = performance.now() + lastsMs;
      let loads = 0;
      do {
        const isThrough = await this.breakUnderLoad(
          rig,
          recovery,
          faults,
          loads,
          `chaos/${seed}/${nodes}/${loads + 1}`,
        );
        loads += 1;
        if (!isThrough) break;
        verdict = await this.judge(rig);
        this.violations.push(...verdict.violations, ...watch.setbacks.splice(0), ...rig.setbacks.splice(0));
        const audit = await finalAudit(rig.client);
        this.violations.push(...audit.violations);
        say(`The auditor compared ${audit.rows} rows of ${audit.views} views: ${audit.violations.length} differ.`);
        say(
          `${verdict.events} events, ${verdict.messages} messages, ${verdict.repetitions} of them repetitions, ` +
            `${verdict.rows} rows, ${rig.acknowledged.length} acknowledged writes: ${this.violations.length} violations.`,
        );
      } while (this.violations.length === 0 && performance.now() < deadline);
    } finally {
      this.events += verdict?.events ?? 0;
      await watch.close();
      await rig.stop({ keep: keep || this.violations.length > 0 });
    }
  }

  /** False where the system did not recover. */
  private async breakUnderLoad(
    rig: Rig,
    recovery: Recovery,
    faults: readonly Fault[],
    loadsBefore: number,
    run: string,
  ): Promise<boolean> {
    const { days, invoicesADay, say } = this.options;
    const load = new Load({
      client: rig.client,
      run,
      lines: tradingDays(this.lines, days, loadsBefore * days, invoicesADay),
      documentsAtATime: DOCUMENTS_AT_A_TIME,
      shoppers: SHOPPERS,
      random: this.random,
      atRest: () => rig.atRest(),
      say,
    });
    const [loaded, struck] = await Promise.allSettled([load.run(), this.strike(rig, recovery, faults, load)]);
    for (const result of [loaded, struck])
      if (result.status === 'rejected')
        this.violations.push(`the system did not recover: ${(result.reason as Error).message}`);
    if (loaded.status === 'rejected') return false;
    this.orders += loaded.value.orders;
    this.violations.push(...loaded.value.differences);
    return struck.status === 'fulfilled';
  }

  /** One fault after the other, as long as there is load for it. */
  private async strike(rig: Rig, recovery: Recovery, faults: readonly Fault[], load: Load): Promise<void> {
    const { random } = this;
    const { say } = this.options;
    while (!load.isUnderWay && !load.isOver) await pause(100);
    while (load.isUnderWay) {
      if (this.waiting.length === 0) this.waiting = random.shuffled(faults);
      const fault = this.waiting.pop()!;
      say(`${fault.name} (${Math.round(load.progress * 100)} % of the load is done)`);
      const isStruck = await fault.strike({ rig, random, recovery, isLoaded: () => load.isUnderWay });
      if (isStruck === false) say(`${fault.name} did not happen`);
      else this.struck.set(fault.name, (this.struck.get(fault.name) ?? 0) + 1);
      if (load.isUnderWay) await pause(random.whole(500, BETWEEN_FAULTS_MS));
    }
  }

  private async judge(rig: Rig): Promise<HistoryVerdict> {
    await rig.atRest();
    this.options.say('Checking the history …');
    const { client, kafka, topicPrefix, databases, acknowledged, strangers } = rig;
    return checkHistory({ client, kafka, topicPrefix, databases, acknowledged, strangers });
  }
}

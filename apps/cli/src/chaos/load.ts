import { expectedResult } from '../replay/expected';
import { parseShare } from '../replay/opening-stock';
import { baselineOf, reconcile } from '../replay/reconciliation';
import { replay, type Driven } from '../replay/replay';
import type { TradingLine } from '../replay/trading-line';
import type { Concord } from '@concord/client';
import type { Random } from '../random';
import { Shoppers } from './shoppers';
import { ShoppersJudge } from './shoppers-judge';

export interface LoadOptions {
  readonly client: Concord;
  /** Names this load among those of a run: another load has another history. */
  readonly run: string;
  readonly lines: readonly TradingLine[];
  readonly documentsAtATime: number;
  /** The number of shoppers at a time. */
  readonly shoppers: number;
  readonly random: Random;
  /** Waits until all effects of the work have happened. */
  readonly atRest: () => Promise<void>;
  readonly say: (line: string) => void;
}

/** What a load came to. */
export interface LoadReport {
  readonly orders: number;
  readonly differences: readonly string[];
}

const OPENING = 'enough';

/**
 * Work for a system that is being broken: wholesale documents of a real day, and shoppers who buy scarce goods, are
 * declined, or change their minds. Every step is retried under its own key until it is answered.
 */
export class Load {
  private finished = 0;
  private total = 0;
  private isDone = false;

  constructor(private readonly options: LoadOptions) {}

  /** Share of the documents that are done. */
  get progress(): number {
    return this.total > 0 ? this.finished / this.total : 0;
  }

  /** Whether nothing new comes any more: from here on the system settles. */
  get isOver(): boolean {
    return this.isDone || (this.total > 0 && this.finished === this.total);
  }

  /** Whether orders come in: everything before only prepares. */
  get isUnderWay(): boolean {
    return this.finished > 0 && !this.isOver;
  }

  /** Drives everything to its end and compares the services with the expected result. */
  async run(): Promise<LoadReport> {
    const { client, run, lines, documentsAtATime, random, atRest, say } = this.options;
    const began = performance.now();
    const shoppers = new Shoppers(client, run, random);
    await shoppers.open();
    const baseline = await baselineOf(client);
    let driven: Driven;
    try {
      const buying = shoppers.buy(this.options.shoppers, () => this.isOver);
      const documents = replay({
        client,
        lines,
        opening: OPENING,
        run,
        concurrency: documentsAtATime,
        progress: {
          step: (text) => say(`load: ${text}`),
          documents: (finished, total) => ([this.finished, this.total] = [finished, total]),
        },
        stopped: () => false,
      }).finally(() => (this.isDone = true));
      [driven] = await Promise.all([documents, buying]);
    } finally {
      this.isDone = true;
    }
    await atRest();
    const judge = new ShoppersJudge(client, shoppers.window);
    const differences = await judge.differences(shoppers.placed);
    say(judge.summary);
    const expected = expectedResult(lines, parseShare(OPENING)!);
    const seconds = (performance.now() - began) / 1000;
    const report = await reconcile(client, expected, driven, judge.takenOff(baseline), seconds);
    return {
      orders: report.orders.placed + shoppers.placed.length,
      differences: [...differences, ...report.differences],
    };
  }
}

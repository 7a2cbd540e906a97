import { type Dependency, dependenciesBetween, type Stage } from './dependencies';
import type { AdjustmentDocument, OrderDocument, ReturnDocument, TradingDocument } from './documents';

/**
 * Hands out documents as soon as nothing they depend on is missing, the earliest first, and is told how far each one
 * has come. Driving them so, as many at a time as one likes, gives the result of driving them one by one.
 *
 * A return must take only from orders that come before it in the list: a later one may already be delivered.
 */
export class Schedule {
  readonly total: number;
  /** Documents that depend on at least one other. */
  readonly dependent: number;
  private finishedCount = 0;
  private readonly positions: ReadonlyMap<TradingDocument, number>;
  private readonly followers: Readonly<Record<Stage, number[][]>>;
  private readonly missing: number[];
  private readonly stages: (Stage | undefined)[];
  /** Every document before it was handed out or is known to wait. */
  private cursor = 0;
  private readonly released = new SmallestFirst();

  constructor(
    private readonly documents: readonly TradingDocument[],
    opening: ReadonlyMap<string, number>,
  ) {
    this.total = documents.length;
    this.positions = new Map(documents.map((document, position) => [document, position]));
    this.followers = { decided: documents.map(() => []), finished: documents.map(() => []) };
    this.missing = documents.map(() => 0);
    this.stages = documents.map(() => undefined);
    for (const dependency of dependenciesBetween(documents, opening)) this.add(dependency);
    this.dependent = this.missing.filter((count) => count > 0).length;
  }

  get finished(): number {
    return this.finishedCount;
  }

  /** The earliest document that may start now and was not handed out; `undefined` when all have, or all must wait. */
  next(): TradingDocument | undefined {
    while (this.cursor < this.total && this.missing[this.cursor] !== 0) this.cursor += 1;
    // What was released lies behind the cursor, so it comes first.
    const position = this.released.take() ?? this.cursor++;
    return this.documents[position];
  }

  /** The order is confirmed or rejected; the adjustment is booked or refused; the return is graded and restocked. */
  decided(document: TradingDocument): void {
    this.reach('decided', document);
    if (document.type === 'adjustment') this.reach('finished', document);
  }

  /** The order has arrived, or was rejected and never will. */
  delivered(order: OrderDocument): void {
    this.finish(order);
  }

  /** The money is paid back, or there is none to pay. */
  settled(document: ReturnDocument): void {
    this.finish(document);
  }

  /** The document failed: nothing more will come of it, and nobody need wait for it. */
  failed(document: TradingDocument): void {
    if (document.type === 'adjustment') this.decided(document);
    else this.finish(document);
  }

  private finish(document: Exclude<TradingDocument, AdjustmentDocument>): void {
    this.reach('decided', document);
    this.reach('finished', document);
  }

  /** News may come twice, and the last stage without the first. */
  private reach(stage: Stage, document: TradingDocument): void {
    const position = this.positions.get(document);
    if (position === undefined) throw new Error(`Invoice ${document.invoice} is not in this schedule.`);
    const before = this.stages[position];
    if (before === 'finished' || before === stage) return;
    this.stages[position] = stage;
    if (stage === 'finished') this.finishedCount += 1;
    for (const follower of this.followers[stage][position] ?? []) {
      const missing = (this.missing[follower] ?? 0) - 1;
      this.missing[follower] = missing;
      if (missing === 0 && follower < this.cursor) this.released.put(follower);
    }
  }

  private add({ later, earlier, stage }: Dependency): void {
    this.followers[stage][earlier]?.push(later);
    this.missing[later] = (this.missing[later] ?? 0) + 1;
  }
}

/** A binary heap: the released documents of a long scarcity are many, and sorting them again each time is not free. */
class SmallestFirst {
  private readonly heap: number[] = [];

  put(value: number): void {
    let at = this.heap.push(value) - 1;
    while (at > 0 && this.get((at - 1) >> 1) > value) {
      const parent = (at - 1) >> 1;
      this.heap[at] = this.get(parent);
      at = parent;
    }
    this.heap[at] = value;
  }

  take(): number | undefined {
    const smallest = this.heap[0];
    const last = this.heap.pop();
    if (last === undefined || this.heap.length === 0) return smallest;
    let at = 0;
    for (;;) {
      let child = 2 * at + 1;
      if (this.get(child + 1) < this.get(child)) child += 1;
      if (this.get(child) >= last) break;
      this.heap[at] = this.get(child);
      at = child;
    }
    this.heap[at] = last;
    return smallest;
  }

  /** Past the end everything is infinitely large, which spares every comparison a bound. */
  private get(at: number): number {
    return this.heap[at] ?? Number.POSITIVE_INFINITY;
  }
}

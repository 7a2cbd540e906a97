import type { Random } from '../random';

/** Whose turn it is when something happens: a machine that may be frozen or dead. Undefined for the outside world. */
export interface Machine {
  readonly isDead: boolean;
  /** Virtual time until which it stands still. */
  readonly frozenUntil: number;
}

/** Something that is going to happen. */
export interface Entry {
  readonly due: number;
  readonly order: number;
  readonly machine: Machine | undefined;
  readonly run: () => void;
  /** It is not wanted any more. */
  isOff?: boolean;
}

/** Every run begins at this moment. */
const BEGINS_MS = Date.UTC(2026, 0, 1);
/** Long pauses are rare; that is when leases end and others take over. */
const USUAL_MS = 3;

/**
 * Virtual time. Whatever waits, waits here; one thing happens at a time, in the order of its due time, and everything
 * that follows from it without waiting happens before the next. So a run is a function of its seed.
 */
export class Schedule {
  now = BEGINS_MS;
  steps = 0;
  private readonly heap: Entry[] = [];
  private order = 0;

  constructor(private readonly random: Random) {}

  /** Something that happens `ms` from now, unless its machine is dead then. */
  after(ms: number, machine: Machine | undefined, run: () => void): Entry {
    const entry: Entry = { due: this.now + ms, order: this.order++, machine, run };
    this.push(entry);
    return entry;
  }

  /** Resolves `ms` from now; never, where the machine dies meanwhile. */
  pause(ms: number, machine?: Machine): Promise<void> {
    return new Promise((resolve) => this.after(ms, machine, resolve));
  }

  /** How long something takes that crosses a network or a disk: mostly short, seldom long. */
  latency(): number {
    const kind = this.random.next();
    if (kind < 0.9) return this.random.next() * USUAL_MS;
    if (kind < 0.99) return this.random.next() * 40;
    return this.random.next() * 800;
  }

  /** Lets the next thing happen, with all that follows at once. False when nothing is left. */
  async step(): Promise<boolean> {
    const entry = this.pop();
    if (!entry) return false;
    const { machine } = entry;
    if (entry.isOff || machine?.isDead) return true;
    this.now = Math.max(this.now, entry.due);
    if (machine && machine.frozenUntil > this.now) {
      this.push({ ...entry, due: machine.frozenUntil + this.random.next() * USUAL_MS, order: this.order++ });
      return true;
    }
    this.steps += 1;
    entry.run();
    await new Promise((resolve) => setImmediate(resolve));
    return true;
  }

  private push(entry: Entry) {
    const { heap } = this;
    let at = heap.push(entry) - 1;
    while (at > 0) {
      const parent = (at - 1) >> 1;
      if (!isBefore(entry, heap[parent]!)) break;
      heap[at] = heap[parent]!;
      at = parent;
    }
    heap[at] = entry;
  }

  private pop(): Entry | undefined {
    const { heap } = this;
    const first = heap[0];
    const last = heap.pop();
    if (!first || !last || heap.length === 0) return first;
    let at = 0;
    for (;;) {
      let child = 2 * at + 1;
      if (child >= heap.length) break;
      if (child + 1 < heap.length && isBefore(heap[child + 1]!, heap[child]!)) child += 1;
      if (!isBefore(heap[child]!, last)) break;
      heap[at] = heap[child]!;
      at = child;
    }
    heap[at] = last;
    return first;
  }
}

const isBefore = (a: Entry, b: Entry) => a.due < b.due || (a.due === b.due && a.order < b.order);

import { Injectable } from '@nestjs/common';
import { columnsThatDiffer, differences, missingEvent, type Difference, type FactStep } from '@concord/service';
import {
  AuditedServices,
  repeatedOf,
  type DeclaredFact,
  type DeclaredMirror,
  type Part,
  type Repeated,
} from './audited-services.gateway';

const PAGE_ROWS = 500;
const FACTS_AT_ONCE = 3;
const KEYS_A_READ = 100;
/** A key differs for good when it does so in this many looks in a row, while the fact stays as it is. */
const LOOKS = 3;
const LOOKS_MAX = 8;
/** Naming the missing event of a row reads all events that mention its key. */
const ROWS_NAMED_MAX = 100;
const PAUSE_MS = 700;
const ANSWER_MS = 20_000;

/** How far an audit is: rows are those of facts. */
export interface Progress {
  readonly facts: number;
  readonly factsTotal: number;
  readonly rows: number;
}

/** The result for one view. */
export interface Compared {
  readonly fact: string;
  readonly view: string;
  readonly keys: number;
  readonly unsettled: number;
  /** Rows that differ. */
  readonly differing: number;
  /** Their values, of the first rows; where a whole view is wrong, the rest tells nothing new. */
  readonly drifts: readonly Drift[];
}

/** A value of a view that differs from the fact, although the view has applied all events. */
export interface Drift {
  readonly fact: string;
  readonly view: string;
  readonly key: string;
  readonly column: string;
  readonly expected: unknown;
  readonly found: unknown;
  readonly missingEvent: FactStep | undefined;
}

/** A key that differed, with the place at which it is read. */
interface Suspect {
  readonly key: string;
  readonly at: string;
}

/** One view that is compared with its fact. */
interface Pair {
  readonly fact: DeclaredFact;
  readonly mirror: DeclaredMirror;
  keys: number;
  readonly suspects: Suspect[];
}

/** Compares the facts of all services with what others repeat of them, without any pause of the shop. */
@Injectable()
export class Auditor {
  /** How far the last audit got. */
  progress: Progress = { facts: 0, factsTotal: 0, rows: 0 };

  constructor(private readonly services: AuditedServices) {}

  /** Compares everything. Throws where a service does not answer. */
  async run(): Promise<readonly Compared[]> {
    const declared = await Promise.all(
      this.services.names.map(async (name) => [name, await this.services.declaredBy(name, ANSWER_MS)] as const),
    );
    const pairs: Pair[] = [];
    const facts = repeatedOf(new Map(declared)).filter(({ mirrors }) => mirrors.length > 0);
    this.progress = { facts: 0, factsTotal: facts.length, rows: 0 };
    // A part of a fact mostly waits until its views have applied what the owner wrote. Few facts at once cost the shop
    // little, and do not add their waits up.
    const waiting = facts.values();
    const reader = async () => {
      for (const repeated of waiting) {
        pairs.push(...(await this.readThrough(repeated)));
        this.progress = { ...this.progress, facts: this.progress.facts + 1 };
      }
    };
    await Promise.all(Array.from({ length: FACTS_AT_ONCE }, reader));
    return Promise.all(pairs.map((pair) => this.concluded(pair)));
  }

  /** Reads a fact once, and beside each part of it the same part of all views that repeat it. */
  private async readThrough({ fact, mirrors }: Repeated): Promise<readonly Pair[]> {
    const pairs = mirrors.map((mirror): Pair => ({ fact, mirror, keys: 0, suspects: [] }));
    for (let after: string | undefined, isOver = false; !isOver;) {
      const part = await this.services.factRows(fact, { after, limit: PAGE_ROWS }, ANSWER_MS);
      const range = { after, until: part.next ?? undefined };
      await Promise.all(pairs.map((pair) => this.comparePart(pair, part, range)));
      this.progress = { ...this.progress, rows: this.progress.rows + part.items.length };
      isOver = part.next === null;
      after = part.next ?? undefined;
    }
    return pairs;
  }

  /** A view may have more or fewer rows in a range than the fact. */
  private async comparePart(pair: Pair, part: Part, range: { readonly after?: string; readonly until?: string }) {
    const rows = [];
    for (let after = range.after, isOver = false; !isOver;) {
      const asked = { after, until: range.until, limit: PAGE_ROWS };
      const { items, next } = await this.services.mirrorRows(pair.mirror, pair.fact, asked, ANSWER_MS, part);
      rows.push(...items);
      isOver = next === null;
      after = next ?? undefined;
    }
    const placeOf = new Map([...rows, ...part.items].map(({ key, at }) => [key, at]));
    pair.keys += part.items.length;
    for (const { key } of differences(part.items, rows, pair.fact.absent))
      pair.suspects.push({ key, at: placeOf.get(key)! });
  }

  private async concluded(pair: Pair): Promise<Compared> {
    const { settled, unsettled } = await this.lookAgain(pair);
    const drifts: Drift[] = [];
    for (const difference of settled.slice(0, ROWS_NAMED_MAX)) drifts.push(...(await this.driftsOf(pair, difference)));
    const { fact, mirror, keys } = pair;
    return { fact: fact.name, view: mirror.view, keys, unsettled, differing: settled.length, drifts };
  }

  /** A key that somebody is changing differs for a moment: it is looked at until it agrees, or differs while unchanged. */
  private async lookAgain(pair: Pair) {
    const settled: Difference[] = [];
    let open = new Map(pair.suspects.map(({ key, at }) => [key, { at, looks: 0, expected: undefined as unknown }]));
    for (let look = 0; look < LOOKS_MAX && open.size > 0; look++) {
      await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
      const next: typeof open = new Map();
      const places = [...new Set([...open.values()].map(({ at }) => at))];
      for (let n = 0; n < places.length; n += KEYS_A_READ) {
        for (const difference of await this.differencesAt(pair, places.slice(n, n + KEYS_A_READ))) {
          const before = open.get(difference.key);
          if (!before) continue;
          const isSame =
            before.looks > 0 && columnsThatDiffer(before.expected as never, difference.expected).length === 0;
          const looks = isSame ? before.looks + 1 : 1;
          if (looks >= LOOKS) settled.push(difference);
          else next.set(difference.key, { at: before.at, looks, expected: difference.expected });
        }
      }
      open = next;
    }
    return { settled, unsettled: open.size };
  }

  private async differencesAt({ fact, mirror }: Pair, places: readonly string[]) {
    const asked = { at: places.join('\n') };
    const part = await this.services.factRows(fact, asked, ANSWER_MS);
    const { items } = await this.services.mirrorRows(mirror, fact, asked, ANSWER_MS, part);
    return differences(part.items, items, fact.absent);
  }

  private async driftsOf({ fact, mirror }: Pair, { key, expected, found }: Difference): Promise<readonly Drift[]> {
    const missing = missingEvent(await this.services.steps(fact, key, ANSWER_MS), found, fact.absent);
    return columnsThatDiffer(expected, found).map((column) => ({
      fact: fact.name,
      view: mirror.view,
      key,
      column,
      expected: column === 'row' ? expected : (expected?.[column] ?? null),
      found: column === 'row' ? found : (found?.[column] ?? null),
      missingEvent: missing,
    }));
  }
}

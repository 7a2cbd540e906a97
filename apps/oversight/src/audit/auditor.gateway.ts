import { Inject, Injectable } from '@nestjs/common';
import { CONFIG, feedAddresses, feedToken, type ServiceConfig } from '@concord/service';
import { columnsThatDiffer, differences, missingEvent, type Difference, type FactStep, type Row } from './compare';

const PAGE_ROWS = 500;
const KEYS_A_READ = 100;
/** A key differs for good when it does so in this many looks in a row, while the fact stays as it is. */
const LOOKS = 3;
const LOOKS_MAX = 8;
/** Naming the missing event of a row reads all events that mention its key. */
const ROWS_NAMED_MAX = 100;
const PAUSE_MS = 700;
const ANSWER_MS = 20_000;

interface Answer {
  readonly items: readonly Row[];
  readonly heads: readonly { readonly lane: number; readonly position: string }[];
}

interface Declared {
  readonly facts: readonly { readonly name: string; readonly absent?: Row['values'] }[];
  readonly mirrors: readonly { readonly of: string; readonly view: string }[];
}

/** One view that repeats a fact of another service. */
interface Pair {
  readonly fact: string;
  readonly owner: string;
  readonly service: string;
  readonly view: string;
  /** What holds for a key of which the owner has no row. */
  readonly absent: Row['values'] | undefined;
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

/** Compares the facts of all services with what others repeat of them, without any pause of the shop. */
@Injectable()
export class Auditor {
  private readonly addresses: ReadonlyMap<string, string>;

  constructor(@Inject(CONFIG) private readonly config: ServiceConfig) {
    this.addresses = feedAddresses(config);
  }

  /** Compares everything. Throws where a service does not answer. */
  async run(): Promise<readonly Compared[]> {
    const compared: Compared[] = [];
    for (const pair of await this.pairs()) compared.push(await this.compare(pair));
    return compared;
  }

  private async pairs(): Promise<readonly Pair[]> {
    const declared = await Promise.all(
      [...this.addresses.keys()].map(
        async (service) => [service, await this.ask<Declared>(service, '/v1/audit')] as const,
      ),
    );
    const owners = new Map(
      declared.flatMap(([service, { facts }]) => facts.map((fact) => [fact.name, { service, ...fact }] as const)),
    );
    return declared.flatMap(([service, { mirrors }]) =>
      mirrors.map(({ of, view }) => {
        const owner = owners.get(of);
        if (!owner) throw new Error(`${view} repeats ${of}, which no service owns.`);
        return { fact: of, owner: owner.service, service, view, absent: owner.absent };
      }),
    );
  }

  private async compare(pair: Pair): Promise<Compared> {
    let keys = 0;
    const suspects: string[] = [];
    for (let after = ''; ;) {
      const range = `limit=${PAGE_ROWS}${after && `&after=${encodeURIComponent(after)}`}`;
      const fact = await this.factRows(pair, range);
      const last = fact.items.length < PAGE_ROWS ? undefined : fact.items.at(-1)!.key;
      const mirror = await this.mirrorRows(pair, after, last, fact);
      keys += fact.items.length;
      suspects.push(...differences(fact.items, mirror, pair.absent).map(({ key }) => key));
      if (last === undefined) break;
      after = last;
    }
    const { settled, unsettled } = await this.lookAgain(pair, suspects);
    const drifts: Drift[] = [];
    for (const difference of settled.slice(0, ROWS_NAMED_MAX)) drifts.push(...(await this.driftsOf(pair, difference)));
    return { fact: pair.fact, view: pair.view, keys, unsettled, differing: settled.length, drifts };
  }

  /** A key that somebody is changing differs for a moment: it is looked at until it agrees, or differs while unchanged. */
  private async lookAgain(pair: Pair, suspects: readonly string[]) {
    const settled: Difference[] = [];
    let open = new Map(suspects.map((key) => [key, { looks: 0, expected: undefined as unknown }]));
    for (let look = 0; look < LOOKS_MAX && open.size > 0; look++) {
      await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
      const next: typeof open = new Map();
      const keys = [...open.keys()];
      for (let n = 0; n < keys.length; n += KEYS_A_READ) {
        const some = `keys=${encodeURIComponent(keys.slice(n, n + KEYS_A_READ).join('\n'))}`;
        const fact = await this.factRows(pair, some);
        const mirror = await this.ask<Answer>(
          pair.service,
          `/v1/audit/mirrors/${pair.fact}?${some}`,
          tokensOf(pair, fact),
        );
        for (const difference of differences(fact.items, mirror.items, pair.absent)) {
          const before = open.get(difference.key)!;
          const isSame =
            before.looks > 0 && columnsThatDiffer(before.expected as never, difference.expected).length === 0;
          const looks = isSame ? before.looks + 1 : 1;
          if (looks >= LOOKS) settled.push(difference);
          else next.set(difference.key, { looks, expected: difference.expected });
        }
      }
      open = next;
    }
    return { settled, unsettled: open.size };
  }

  private async driftsOf(pair: Pair, { key, expected, found }: Difference): Promise<readonly Drift[]> {
    const route = `/v1/audit/facts/${pair.fact}/${encodeURIComponent(key)}/steps`;
    const { items } = await this.ask<{ items: readonly FactStep[] }>(pair.owner, route);
    const missing = missingEvent(items, found);
    return columnsThatDiffer(expected, found).map((column) => ({
      fact: pair.fact,
      view: pair.view,
      key,
      column,
      expected: column === 'row' ? expected : (expected?.[column] ?? null),
      found: column === 'row' ? found : (found?.[column] ?? null),
      missingEvent: missing,
    }));
  }

  private factRows(pair: Pair, query: string) {
    return this.ask<Answer>(pair.owner, `/v1/audit/facts/${pair.fact}?${query}`);
  }

  /** The rows of a mirror between two keys: it may have more or fewer of them than the fact. */
  private async mirrorRows(
    pair: Pair,
    after: string,
    until: string | undefined,
    fact: Answer,
  ): Promise<readonly Row[]> {
    const rows: Row[] = [];
    for (let from = after; ;) {
      const range = [
        `limit=${PAGE_ROWS}`,
        from && `after=${encodeURIComponent(from)}`,
        until && `until=${encodeURIComponent(until)}`,
      ];
      const route = `/v1/audit/mirrors/${pair.fact}?${range.filter(Boolean).join('&')}`;
      const { items } = await this.ask<Answer>(pair.service, route, tokensOf(pair, fact));
      rows.push(...items);
      if (items.length < PAGE_ROWS) return rows;
      from = items.at(-1)!.key;
    }
  }

  private async ask<T>(service: string, route: string, consistencyToken?: string): Promise<T> {
    const response = await fetch(`${this.addresses.get(service)}${route}`, {
      headers: {
        authorization: `Bearer ${await feedToken(this.config)}`,
        ...(consistencyToken && { 'consistency-token': consistencyToken }),
      },
      signal: AbortSignal.timeout(ANSWER_MS),
    });
    if (!response.ok) throw new Error(`${service} answered ${response.status} to ${route}.`);
    return (await response.json()) as T;
  }
}

/** The mirror must have applied all that the owner had written: the position of every lane is a consistency token. */
const tokensOf = ({ owner }: Pair, { heads }: Answer) =>
  heads.map(({ lane, position }) => `${owner}.${lane}.${position}`).join(', ');

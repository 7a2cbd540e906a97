import { Injectable } from '@nestjs/common';
import { Problem } from '@concord/service';
import { byUrgency, STATES, type SkuFacts, type State } from './alignment';
import { Alignment } from './alignment.reader';
import {
  coverageOf,
  cursorOf,
  isAfter,
  placeBehind,
  placeOf,
  teamsOf,
  withDescendants,
  type Ranked,
  type Team,
} from './board';
import type { Content } from './content';
import { contentOf, Facts } from './facts.reader';

const SPARK = { points: 14, days: 7 };

/** What rows of the board are asked for. */
export interface BoardWish {
  readonly limit: number;
  readonly asOf?: string | undefined;
  readonly cursor?: string | undefined;
  readonly state?: State | undefined;
  readonly team?: Team | undefined;
  readonly categoryId?: string | undefined;
  readonly q?: string | undefined;
}

/** A row of the board. */
export interface BoardRow extends Ranked, Pick<SkuFacts, 'returns' | 'cases'> {
  readonly title: string | null;
  readonly categories: readonly { readonly categoryId: string; readonly name: string }[];
  readonly coverageMilli: number | null;
  readonly teams: readonly Team[];
  readonly sparkline: readonly (number | null)[];
}

/** The SKUs that were in promotion or short at a moment, worst first, a page at a time. */
@Injectable()
export class Board {
  constructor(
    private readonly alignment: Alignment,
    private readonly facts: Facts,
  ) {}

  async page(wish: BoardWish) {
    const from = wish.cursor === undefined ? undefined : placeBehind(wish.cursor);
    if (wish.cursor !== undefined && (!from || (wish.asOf !== undefined && from.asOf !== wish.asOf)))
      throw new Problem(400, 'cursor-invalid', 'The cursor is not one of this list. Leave it out for the first page.');
    // All pages are of one moment: nothing moves from one to another meanwhile.
    const asOf = from?.asOf ?? wish.asOf ?? new Date().toISOString();
    const isNow = from === undefined && wish.asOf === undefined;
    const wanted = await this.narrowed(await this.alignment.onBoard(asOf, isNow), wish, asOf);
    const counts = Object.fromEntries(
      STATES.map((state) => [state, wanted.filter((row) => row.state === state).length]),
    );
    const sorted = wanted
      .filter((row) => wish.state === undefined || row.state === wish.state)
      .toSorted(byUrgency)
      .filter((row) => !from || isAfter(row, from));
    const rows = sorted.slice(0, wish.limit);
    const last = rows.at(-1);
    const next = last && sorted.length > rows.length ? cursorOf(placeOf(last, asOf)) : null;
    return { asOf, items: await this.completed(rows, asOf), next, counts };
  }

  /** The rows that a filter leaves over. What it needs to know is read for all of them, and only where it is asked for. */
  private async narrowed(rows: readonly Ranked[], { team, categoryId, q }: BoardWish, asOf: string) {
    if (team === undefined && categoryId === undefined && q === undefined) return rows;
    const skus = rows.map(({ sku }) => sku);
    const [contents, counts, categories] = await Promise.all([
      this.facts.contents(skus, asOf),
      team === undefined ? undefined : this.alignment.counts(skus, asOf),
      categoryId === undefined ? undefined : this.facts.categories(),
    ]);
    const within = categories && withDescendants(categoryId!, categories);
    const text = q?.toLowerCase();
    return rows.filter((row) => {
      const content = contentOf(contents, row.sku);
      if (within && !content.categoryIds.some((id) => within.has(id))) return false;
      if (text !== undefined && !`${row.sku}\n${content.title ?? ''}`.toLowerCase().includes(text)) return false;
      return team === undefined || teamsOf({ ...row, cases: counts!.get(row.sku)!.cases, content }).includes(team);
    });
  }

  private async completed(rows: readonly Ranked[], asOf: string): Promise<readonly BoardRow[]> {
    const skus = rows.map(({ sku }) => sku);
    const [contents, counts, categories, sparklines] = await Promise.all([
      this.facts.contents(skus, asOf),
      this.alignment.counts(skus, asOf),
      this.facts.categories(),
      this.facts.sparklines(skus, asOf, SPARK),
    ]);
    const names = new Map(categories.map(({ categoryId, name }) => [categoryId, name]));
    return rows.map((row) => {
      const content: Content = contentOf(contents, row.sku);
      const { returns, cases } = counts.get(row.sku)!;
      return {
        ...row,
        returns,
        cases,
        title: content.title,
        categories: content.categoryIds.map((categoryId) => ({
          categoryId,
          name: names.get(categoryId) ?? categoryId,
        })),
        coverageMilli: coverageOf(row),
        teams: teamsOf({ ...row, cases, content }),
        sparkline: sparklines.get(row.sku) ?? [],
      };
    });
  }
}

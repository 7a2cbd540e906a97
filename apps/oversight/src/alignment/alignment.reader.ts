import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import {
  byUrgency,
  campaignThen,
  isOpenThen,
  judged,
  promotionThen,
  unitsThen,
  type Judgement,
  type SkuFacts,
  type StockThen,
} from './alignment';
import { CampaignHistoryRow } from './campaign-history.projection';
import { OpenCaseRow } from './open-cases.projection';
import { OpenReturnRow } from './open-returns.projection';
import { PromotionHistoryRow } from './promotion-history.projection';
import { ReservedUnitsRow } from './reserved-units.projection';
import { StockHistoryRow } from './stock-history.projection';

const DAY_MS = 86_400_000;
const SPARK_DAYS = 7;

/** A row of the board. */
export type Standing = SkuFacts & Judgement;

/** A point of a curve: the sellable units from a moment on. */
export interface Point {
  readonly at: string;
  readonly sellable: number;
}

const LIVE_THEN = 'row.endedAt is null or row.endedAt > :at';

/** Reads what all departments said of SKUs, as of any moment. */
@Injectable()
export class Alignment {
  constructor(private readonly dataSource: DataSource) {}

  /** How SKUs stood at a moment, in the order in which they are named. */
  async of(skus: readonly string[], at: string): Promise<readonly Standing[]> {
    const [stock, promotions, campaigns, reserved, returns, cases] = await Promise.all([
      this.stockOf(skus, at),
      this.promotions(at),
      this.campaigns(at),
      this.reservedUnits(skus, at),
      this.openReturns(at),
      this.openCases(skus, at),
    ]);
    const orders = bySku(reserved.map(({ sku, changes }) => ({ sku, units: unitsThen(changes, at) })));
    const back = bySku(returns.flatMap(({ lines }) => [...unitsOf(lines)].map(([sku, units]) => ({ sku, units }))));
    return skus.map((sku) => {
      const facts: SkuFacts = {
        sku,
        stock: stock.get(sku) ?? { sellable: 0, level: 'out', since: null },
        promotions: promotions
          .filter((row) => row.isForAll || row.skus.includes(sku))
          .flatMap((row) => promotionThen(row, at) ?? []),
        campaigns: campaigns.filter((row) => row.skus.includes(sku)).flatMap((row) => campaignThen(row, sku, at) ?? []),
        orders: counted(orders.get(sku) ?? [], 'orders'),
        returns: counted(back.get(sku) ?? [], 'returns'),
        cases: cases.get(sku)?.size ?? 0,
      };
      return { ...facts, ...judged(facts) };
    });
  }

  /** The SKUs that were in promotion or short at a moment, worst first. */
  async board(at: string, limit: number): Promise<readonly Standing[]> {
    const [promotions, campaigns, short] = await Promise.all([
      this.promotions(at),
      this.campaigns(at),
      this.shortSkus(at),
    ]);
    const promoted = [
      ...promotions.filter((row) => promotionThen(row, at)),
      ...campaigns.filter((row) => campaignThen(row, '', at)),
    ].flatMap((row) => row.skus);
    const rows = await this.of([...new Set([...promoted, ...short])], at);
    return rows.toSorted(byUrgency).slice(0, limit);
  }

  /** The sellable units of a SKU in the days before a moment, from one change to the next. */
  async curve(sku: string, at: string, days = SPARK_DAYS): Promise<readonly Point[]> {
    const from = new Date(Date.parse(at) - days * DAY_MS).toISOString();
    const [before, changes] = await Promise.all([
      this.stockOf([sku], from),
      this.dataSource
        .getRepository(StockHistoryRow)
        .createQueryBuilder('row')
        .where('row.sku = :sku and row.at > :from and row.at <= :at', { sku, from, at })
        .orderBy('row.at')
        .addOrderBy('row.version')
        .getMany(),
    ]);
    const first = before.get(sku);
    const points = changes.map((row) => ({ at: new Date(row.at).toISOString(), sellable: row.sellable }));
    return first ? [{ at: from, sellable: first.sellable }, ...points] : points;
  }

  private async stockOf(skus: readonly string[], at: string): Promise<ReadonlyMap<string, StockThen>> {
    const rows = await this.dataSource.query<{ sku: string; sellable: number; level: string; at: string }[]>(
      `select s.sku, h.sellable, h.level, h.at from unnest($1::text[]) s (sku) cross join lateral (
         select sellable, level, at from stock_history_view h
         where h.sku = s.sku and h.at <= $2 order by h.at desc, h.version desc limit 1) h`,
      [skus, at],
    );
    return new Map(rows.map(({ sku, sellable, level, at: since }) => [sku, { sellable, level, since }]));
  }

  private async shortSkus(at: string): Promise<readonly string[]> {
    const rows = await this.dataSource.query<{ sku: string }[]>(
      `select n.sku from stock_now_view n cross join lateral (
         select level from stock_history_view h
         where h.sku = n.sku and h.at <= $1 order by h.at desc, h.version desc limit 1) h
       where h.level in ('out', 'critical', 'low')`,
      [at],
    );
    return rows.map(({ sku }) => sku);
  }

  private promotions(at: string) {
    return this.dataSource
      .getRepository(PromotionHistoryRow)
      .createQueryBuilder('row')
      .where(LIVE_THEN, { at })
      .getMany();
  }

  private campaigns(at: string) {
    const select = this.dataSource.getRepository(CampaignHistoryRow).createQueryBuilder('row');
    return select.where('row.createdAt <= :at', { at }).andWhere(`(${LIVE_THEN})`, { at }).getMany();
  }

  private reservedUnits(skus: readonly string[], at: string) {
    const select = this.dataSource.getRepository(ReservedUnitsRow).createQueryBuilder('row');
    return select
      .where('row.sku = any(:skus) and row.firstAt <= :at', { skus, at })
      .andWhere('(row.closedAt is null or row.closedAt > :at)', { at })
      .getMany();
  }

  private openReturns(at: string) {
    const select = this.dataSource.getRepository(OpenReturnRow).createQueryBuilder('row');
    return select
      .where('row.openedAt <= :at', { at })
      .andWhere('(row.closedAt is null or row.closedAt > :at)', { at })
      .getMany();
  }

  /** The open cases by SKU: those that name it, and those of orders of it. */
  private async openCases(skus: readonly string[], at: string): Promise<ReadonlyMap<string, ReadonlySet<string>>> {
    const rows = await this.dataSource.query<{ sku: string; caseId: string; steps: OpenCaseRow['steps'] }[]>(
      `select c.sku, c.case_id as "caseId", c.steps from open_case_view c where c.sku = any($1)
       union all
       select r.sku, c.case_id, c.steps from open_case_view c join reserved_units_view r using (order_id)
       where r.sku = any($1)`,
      [skus],
    );
    const open = new Map<string, Set<string>>();
    for (const { sku, caseId, steps } of rows)
      if (isOpenThen(steps, at)) open.set(sku, (open.get(sku) ?? new Set()).add(caseId));
    return open;
  }
}

/** How many there are, and their units. */
const counted = <N extends string>(units: readonly number[], name: N) =>
  ({
    [name]: units.filter((count) => count > 0).length,
    units: units.reduce((sum, count) => sum + count, 0),
  }) as Record<N, number> & { units: number };

/** The units of each order or return, by SKU. */
function bySku(units: readonly { readonly sku: string; readonly units: number }[]): ReadonlyMap<string, number[]> {
  const lists = new Map<string, number[]>();
  for (const each of units) {
    const list = lists.get(each.sku);
    if (list) list.push(each.units);
    else lists.set(each.sku, [each.units]);
  }
  return lists;
}

/** The units of each SKU in a list of lines. */
function unitsOf(lines: readonly { readonly sku: string; readonly quantity: number }[]): ReadonlyMap<string, number> {
  const sums = new Map<string, number>();
  for (const { sku, quantity } of lines) sums.set(sku, (sums.get(sku) ?? 0) + quantity);
  return sums;
}

import { Injectable } from '@nestjs/common';
import { campaignThen, judged, promotionThen, type SkuFacts, type StockThen } from './alignment';
import type { Ranked } from './board';
import { Facts } from './facts.reader';

const NO_STOCK: StockThen = { sellable: 0, level: 'out', since: null };

/** Says how SKUs stood at a moment, from what all departments said. */
@Injectable()
export class Alignment {
  constructor(private readonly facts: Facts) {}

  /** What the place of SKUs on the board rests on. */
  async ranked(
    skus: readonly string[],
    at: string,
    open = this.facts.openUnits(skus, at),
    known = this.facts.stock(skus, at),
    live = this.live(at),
  ): Promise<readonly Ranked[]> {
    const [stock, units, { promotions, campaigns, forAll }] = await Promise.all([known, open, live]);
    const orders = bySku(units);
    return skus.map((sku) => {
      const facts = {
        sku,
        stock: stock.get(sku) ?? NO_STOCK,
        promotions: [...forAll, ...(promotions.get(sku) ?? [])].flatMap((row) => promotionThen(row, at) ?? []),
        campaigns: (campaigns.get(sku) ?? []).flatMap((row) => campaignThen(row, sku, at) ?? []),
        orders: { orders: orders.get(sku)?.length ?? 0, units: sumOf(orders.get(sku)) },
      };
      return { ...facts, ...judged(facts) };
    });
  }

  /** The SKUs that were in promotion or short at a moment, which may be now. */
  async onBoard(at: string, isNow: boolean): Promise<readonly Ranked[]> {
    const live = this.live(at);
    const { promotions, campaigns } = await live;
    const promoted = [
      ...[...promotions].filter(([, rows]) => rows.some((row) => promotionThen(row, at))),
      ...[...campaigns].filter(([, rows]) => rows.some((row) => campaignThen(row, '', at))),
    ].map(([sku]) => sku);
    const stock = await this.facts.stockOfShortAnd(promoted, isNow ? undefined : at);
    const skus = [...new Set([...promoted, ...stock.keys()])];
    return this.ranked(skus, at, this.facts.openUnits(skus, at), Promise.resolve(stock), live);
  }

  /** Orders are counted already: the rest of what is counted. */
  async counts(skus: readonly string[], at: string): Promise<ReadonlyMap<string, Pick<SkuFacts, 'returns' | 'cases'>>> {
    const [returns, cases] = await Promise.all([this.facts.openReturns(skus, at), this.facts.openCases(skus, at)]);
    const back = bySku(returns);
    return new Map(
      skus.map((sku) => {
        const units = { returns: back.get(sku)?.length ?? 0, units: sumOf(back.get(sku)) };
        return [sku, { returns: units, cases: cases.get(sku)?.length ?? 0 }];
      }),
    );
  }

  /** The promotions and campaigns that were live at a moment, by SKU. */
  private async live(at: string) {
    const [promotions, campaigns] = await Promise.all([this.facts.promotions(at), this.facts.campaigns(at)]);
    return {
      promotions: byNamedSku(promotions),
      campaigns: byNamedSku(campaigns),
      forAll: promotions.filter(({ isForAll }) => isForAll),
    };
  }
}

/** Rows by each SKU that they name. */
function byNamedSku<R extends { readonly skus: readonly string[] }>(rows: readonly R[]): ReadonlyMap<string, R[]> {
  const found = new Map<string, R[]>();
  for (const row of rows)
    for (const sku of new Set(row.skus)) {
      const list = found.get(sku);
      if (list) list.push(row);
      else found.set(sku, [row]);
    }
  return found;
}

const sumOf = (units: readonly number[] = []) => units.reduce((sum, count) => sum + count, 0);

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

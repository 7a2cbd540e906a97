import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { isOpenThen, type StockThen } from './alignment';
import { CampaignHistoryRow } from './campaign-history.projection';
import { CategoryNameRow } from './category-names.projection';
import { contentThen, NO_CONTENT, type Content, type ContentStep } from './content';
import { IncomingUnitsRow } from './incoming-units.projection';
import { OpenCaseRow } from './open-cases.projection';
import type { OpenReturnRow } from './open-returns.projection';
import { PromotionHistoryRow } from './promotion-history.projection';
import type { SkuContentRow } from './sku-contents.projection';

const LIVE_THEN = 'row.endedAt is null or row.endedAt > :at';

/** The units of a SKU that an order waits for at a moment. */
const OPEN_UNITS = `
  select r.sku, r.order_id as "orderId", u.units::int8 from reserved_units_view r cross join lateral (
    select greatest(0, sum((c ->> 'delta')::int8)) as units from jsonb_array_elements(r.changes) c
    where (c ->> 'at')::timestamptz <= $2) u
  where r.sku = any ($1) and r.first_at <= $2 and (r.closed_at is null or r.closed_at > $2) and u.units > 0`;

/** The units of a SKU that are to come back with a return at a moment. */
const OPEN_RETURNS = `
  select l.sku, r.return_id as "returnId", r.order_id as "orderId", l.units::int8, r.steps
  from open_return_view r cross join lateral (
    select line ->> 'sku' as sku, sum((line ->> 'quantity')::int8) as units from jsonb_array_elements(r.lines) line
    where line ->> 'sku' = any ($1) group by 1) l
  where r.opened_at <= $2 and (r.closed_at is null or r.closed_at > $2)`;

// A reaction has the moment of its cause, which may lie before that of an earlier version: the last version counts.
const SHORT = `level in ('out', 'critical', 'low') or n.sku = any ($1)`;
const SHORT_NOW = `
  select n.sku, n.sellable, n.level, n.since from stock_now_view n where n.since is not null and (n.${SHORT})`;
const SHORT_THEN = `
  select n.sku, h.sellable, h.level, h.at as since from stock_now_view n cross join lateral (
    select sellable, level, at from stock_history_view h
    where h.sku = n.sku and h.at <= $2 order by h.version desc limit 1) h
  where h.${SHORT}`;

/** A return that is under way, with its units of one SKU. */
export interface ReturnThen extends Pick<OpenReturnRow, 'returnId' | 'orderId' | 'steps'> {
  readonly sku: string;
  readonly units: number;
}

/** An open case, with the SKUs that it concerns. */
export interface CaseThen {
  readonly caseId: string;
  readonly kind: string;
  readonly orderId: string | null;
  readonly openedAt: string;
}

/** Reads what each department said, as of any moment. */
@Injectable()
export class Facts {
  constructor(private readonly dataSource: DataSource) {}

  async stock(skus: readonly string[], at: string): Promise<ReadonlyMap<string, StockThen>> {
    const rows = await this.dataSource.query<{ sku: string; sellable: number; level: string; at: string }[]>(
      `select s.sku, h.sellable, h.level, h.at from unnest($1::text[]) s (sku) cross join lateral (
         select sellable, level, at from stock_history_view h
         where h.sku = s.sku and h.at <= $2 order by h.version desc limit 1) h`,
      [skus, at],
    );
    return new Map(rows.map(({ sku, sellable, level, at: since }) => [sku, { sellable, level, since }]));
  }

  /** The stock of the SKUs that were short at a moment, and of those named; `at` is undefined for now. */
  async stockOfShortAnd(skus: readonly string[], at: string | undefined): Promise<ReadonlyMap<string, StockThen>> {
    const rows = await this.dataSource.query<(StockThen & { sku: string })[]>(
      at === undefined ? SHORT_NOW : SHORT_THEN,
      at === undefined ? [skus] : [skus, at],
    );
    return new Map(rows.map(({ sku, ...stock }) => [sku, stock]));
  }

  /** The units in the warehouses, whatever their state. */
  async onHand(sku: string, at: string): Promise<number> {
    const [row] = await this.dataSource.query<{ units: number }[]>(
      'select coalesce(sum(delta), 0)::int8 as units from stock_move_view where sku = $1 and at <= $2',
      [sku, at],
    );
    return row!.units;
  }

  promotions(at: string): Promise<PromotionHistoryRow[]> {
    const select = this.dataSource.getRepository(PromotionHistoryRow).createQueryBuilder('row');
    return select.where(LIVE_THEN, { at }).getMany();
  }

  /** The campaigns that were live at a moment, or at one since `from`. */
  campaigns(at: string, from = at): Promise<CampaignHistoryRow[]> {
    const select = this.dataSource.getRepository(CampaignHistoryRow).createQueryBuilder('row');
    return select
      .where('row.createdAt <= :at', { at })
      .andWhere(`(${LIVE_THEN.replace(':at', ':from')})`, { from })
      .getMany();
  }

  /** The orders that wait for units, and how many. */
  openUnits(skus: readonly string[], at: string): Promise<{ sku: string; orderId: string; units: number }[]> {
    return this.dataSource.query(OPEN_UNITS, [skus, at]);
  }

  /** The returns that are under way, by SKU: one of two SKUs is named for each. */
  openReturns(skus: readonly string[], at: string): Promise<ReturnThen[]> {
    return this.dataSource.query(OPEN_RETURNS, [skus, at]);
  }

  async incoming(sku: string): Promise<IncomingUnitsRow[]> {
    return this.dataSource.getRepository(IncomingUnitsRow).findBy({ sku });
  }

  /** The open cases by SKU: those that name it, and those of orders of it. */
  async openCases(skus: readonly string[], at: string): Promise<ReadonlyMap<string, readonly CaseThen[]>> {
    type Found = Omit<CaseThen, 'openedAt'> & { sku: string; steps: OpenCaseRow['steps'] };
    const rows = await this.dataSource.query<Found[]>(
      `select c.sku, c.case_id as "caseId", c.kind, c.order_id as "orderId", c.steps from open_case_view c
       where c.sku = any ($1)
       union
       select r.sku, c.case_id, c.kind, c.order_id, c.steps from open_case_view c
       join reserved_units_view r using (order_id) where r.sku = any ($1)`,
      [skus],
    );
    const open = new Map<string, CaseThen[]>();
    for (const { sku, steps, ...found } of rows) {
      if (!isOpenThen(steps, at)) continue;
      const list = open.get(sku) ?? [];
      open.set(sku, list);
      list.push({ ...found, openedAt: new Date(steps[0]!.at).toISOString() });
    }
    return open;
  }

  /** What the catalog said of SKUs. A filter of the board asks for all of them, and entities would cost more than reading. */
  async contents(skus: readonly string[], at: string): Promise<ReadonlyMap<string, Content>> {
    type Found = Pick<SkuContentRow, 'sku' | 'isService' | 'isUnpriced' | 'steps'> & { product: ContentStep[] | null };
    const rows = await this.dataSource.query<Found[]>(
      `select s.sku, s.is_service as "isService", s.is_unpriced as "isUnpriced", s.steps, p.steps as product
       from sku_content_view s left join product_content_view p using (product_id) where s.sku = any ($1)`,
      [skus],
    );
    return new Map(rows.map(({ product, ...row }) => [row.sku, contentThen(row, product ?? [], at)]));
  }

  categories(): Promise<CategoryNameRow[]> {
    return this.dataSource.getRepository(CategoryNameRow).find();
  }

  /** The sellable units at so many moments, evenly over the days before a moment; null before anything was known. */
  async sparklines(
    skus: readonly string[],
    at: string,
    { points, days }: { points: number; days: number },
  ): Promise<ReadonlyMap<string, readonly (number | null)[]>> {
    const rows = await this.dataSource.query<{ sku: string; values: (number | null)[] }[]>(
      `select s.sku, array_agg(h.sellable order by p.n)::int8[] as values
       from unnest($1::text[]) s (sku) cross join generate_series(1, $3::int) p (n) left join lateral (
         select sellable from stock_history_view h
         where h.sku = s.sku and h.at <= $2::timestamptz - ($3::int - p.n) * ($4::float8 / ($3::int - 1)) * interval '1 day'
         order by h.version desc limit 1) h on true
       group by s.sku`,
      [skus, at, points, days],
    );
    return new Map(
      rows.map(({ sku, values }) => [sku, values.map((value) => (value === null ? null : Number(value)))]),
    );
  }
}

/** The content of a SKU among those that were read. */
export const contentOf = (contents: ReadonlyMap<string, Content>, sku: string): Content =>
  contents.get(sku) ?? NO_CONTENT;

import { Inject, Injectable } from '@nestjs/common';
import { changedSince, Connection } from '@concord/event-store';
import { CONFIG, type ServiceConfig } from '@concord/service';
import { campaignHistories } from '../alignment/campaign-history.projection';
import { openCases } from '../alignment/open-cases.projection';
import { openReturns } from '../alignment/open-returns.projection';
import { promotionHistories } from '../alignment/promotion-history.projection';
import { reservedUnits } from '../alignment/reserved-units.projection';
import { stockHistory } from '../alignment/stock-history.projection';
import { incomingUnits } from '../alignment/incoming-units.projection';
import { orderStates } from '../alignment/order-states.projection';
import { skuContents } from '../alignment/sku-contents.projection';
import { stockMoves } from '../alignment/stock-moves.projection';
import { moments } from '../timeline/moments.projection';
import type { LiveId } from './live-id';
import { MOMENTS_MAX, type Changes, type ReadMoment } from './live-messages';

/** The projections whose changes are told. */
const TOLD = [
  moments,
  stockHistory,
  stockMoves,
  incomingUnits,
  skuContents,
  campaignHistories,
  promotionHistories,
  reservedUnits,
  orderStates,
  openReturns,
  openCases,
];

const since = (alias: string) => changedSince(alias, '$1::pg_snapshot');

/** SKUs and orders of changed rows. A case of an order concerns the SKUs of that order. */
const KEYS = [
  `select t.sku, null as order_id from stock_history_view t where ${since('t')}`,
  `select t.sku, null from stock_move_view t where ${since('t')}`,
  `select t.sku, null from incoming_units_view t where ${since('t')}`,
  `select t.sku, null from sku_content_view t where ${since('t')}`,
  `select null, t.order_id from order_state_view t where ${since('t')}`,
  `select jsonb_array_elements_text(t.skus), null from campaign_history_view t where ${since('t')}`,
  `select jsonb_array_elements_text(t.skus), null from promotion_history_view t where ${since('t')}`,
  `select t.sku, t.order_id from reserved_units_view t where ${since('t')}`,
  `select line ->> 'sku', t.order_id from open_return_view t, jsonb_array_elements(t.lines) line where ${since('t')}`,
  `select t.sku, t.order_id from open_case_view t where ${since('t')}`,
  `select r.sku, t.order_id from open_case_view t join reserved_units_view r using (order_id) where ${since('t')}`,
  `select substr(t.subject, 5), null from moment_view t where ${since('t')} and t.subject like 'sku:%'`,
  `select null, substr(t.subject, 7) from moment_view t where ${since('t')} and t.subject like 'order:%'`,
];

const ROWS = MOMENTS_MAX + 1;

/** Another text where a table was built anew, or the server restarted: it may have lost what was read, and use numbers twice. */
const BUILD = `select extract(epoch from pg_postmaster_start_time())::int8 || '-' || sum(build)
  from projection_builds where status = 'live' and name = any ($3)`;

/** One statement is one snapshot. What it tells of rows with a limit is not used where the limit is reached. */
const CHANGES = `
  with found as materialized (
    select m.subject, m.event_id, m.at, m.place, m.service, m.type, m.order_id, m.warehouse, m.words, c.channel, c.warehouses,
      pg_visible_in_snapshot(m.changed, $2::pg_snapshot) as is_of_first
    from moment_view m left join order_channel_view c on c.order_id = m.order_id where ${since('m')} limit ${ROWS}),
  keys (sku, order_id) as materialized (${KEYS.map((text) => `(${text} limit ${ROWS})`).join(' union all ')})
  select pg_current_snapshot()::text as now,
    (${BUILD}) as build,
    (select coalesce(json_agg(json_build_object('subject', subject, 'eventId', event_id, 'at', at, 'place', place,
      'service', service, 'type', type, 'orderId', order_id, 'warehouse', warehouse, 'words', words, 'channel', channel, 'warehouses', warehouses,
      'isOfFirst', is_of_first)), '[]') from found) as moments,
    (select coalesce(json_agg(distinct sku), '[]') from keys where sku is not null) as skus,
    (select coalesce(json_agg(json_build_object('orderId', o.order_id, 'channel', c.channel,
      'warehouses', c.warehouses)), '[]')
      from (select distinct order_id from keys where order_id is not null) o
      left join order_channel_view c using (order_id)) as orders,
    (select count(*) from found) >= ${ROWS} or (select count(*) from keys) >= ${ROWS} as "isTooMuch"`;

const HERE = `select pg_current_snapshot()::text as now, (${BUILD.replace('$3', '$1')}) as build`;
const NAMES = TOLD.map(({ name }) => name);

/** Reads what changed since a snapshot, on a connection of its own. */
@Injectable()
export class LiveChanges {
  private readonly connection: Connection;

  constructor(@Inject(CONFIG) { DATABASE_URL: url }: ServiceConfig) {
    // Like the relay: reads by key alone, with a plan that does not depend on how full the tables were.
    this.connection = new Connection(url, 'relay', 'oversight-live');
  }

  /** What changed since a client read last. Throws `StoreFault`. */
  async since({ since: from, until }: Pick<LiveId, 'since' | 'until'>): Promise<Changes> {
    const { rows } = await this.connection.query<Changes>(CHANGES, [from, until ?? from, NAMES]);
    const { moments: found, ...rest } = rows[0]!;
    return { ...rest, moments: found.map(asRead) };
  }

  /** Several reads in one snapshot of the database. Throws `StoreFault`. */
  async together<R>(read: () => Promise<R>): Promise<R> {
    await this.connection.query('begin isolation level repeatable read read only');
    try {
      return await read();
    } finally {
      await this.connection.query('commit').catch(() => undefined);
    }
  }

  /** The snapshot of now. Throws `StoreFault`. */
  async here(): Promise<Pick<Changes, 'now' | 'build'>> {
    const { rows } = await this.connection.query<Pick<Changes, 'now' | 'build'>>(HERE, [NAMES]);
    return rows[0]!;
  }

  close(): Promise<void> {
    return this.connection.close();
  }
}

/** JSON has moments with the offset of the server. */
const asRead = (moment: ReadMoment): ReadMoment => ({ ...moment, at: new Date(moment.at).toISOString() });

import { Injectable } from '@nestjs/common';
import { PRICE_APPROVAL_PERCENT, REFUND_AGENT_LIMIT, REFUND_LEAD_LIMIT } from '@concord/contracts';
import { SettingsTable } from '@concord/event-sourcing';
import { SettingRow } from '@concord/service';
import { DataSource, In, MoreThan, type FindOptionsWhere } from 'typeorm';
import { OrderTermsRow } from './order-terms.projection';
import type { Decision } from './preview';
import { PriceDecisionRow } from './price-decisions.projection';
import { RefundDecisionRow } from './refund-decisions.projection';
import { ReturnDecisionRow } from './return-decisions.projection';

/** Of more decisions than these, the latest are looked at. */
const DECISIONS_MAX = 50_000;
const KEYS_A_READ = 5_000;

/** Reads what was decided since a moment, the latest first, with what the decisions rested on. */
@Injectable()
export class PastDecisions {
  constructor(private readonly dataSource: DataSource) {}

  async since(kind: Decision['kind'], moment: string): Promise<readonly Decision[]> {
    switch (kind) {
      case 'return':
        return this.returns(moment);
      case 'price':
        return this.prices(moment);
      case 'refund':
        return this.refunds(moment);
    }
  }

  private async returns(moment: string): Promise<readonly Decision[]> {
    const rows = await this.latest(ReturnDecisionRow, moment, { outcome: In(['authorised', 'late']) });
    const terms = await this.ofOrders(OrderTermsRow, rows);
    return rows.flatMap(({ returnId, orderId, at, outcome, lines }): Decision[] => {
      const order = terms.get(orderId)?.[0];
      if (!order) return [];
      const amountMinor = lines.reduce((sum, { lineId, quantity }) => {
        const line = order.lines.find((each) => each.lineId === lineId);
        return sum + (line ? Math.round((line.totalMinor * quantity) / line.quantity) : 0);
      }, 0);
      // A parcel that came later had no part in it.
      const arrivals = order.arrivals
        .flatMap(({ deliveredAt, knownAt }) => [deliveredAt, knownAt])
        .filter((arrived) => Date.parse(arrived) <= Date.parse(at!));
      const worth = { amountMinor, currency: order.currency ?? '' };
      return [{ kind: 'return', returnId, orderId, at: at!, arrivals, isAuthorised: outcome === 'authorised', worth }];
    });
  }

  private async prices(moment: string): Promise<readonly Decision[]> {
    const table = await this.settings();
    return (await this.latest(PriceDecisionRow, moment)).map((row) => {
      const { sku, list, previousMinor, amountMinor, currency, at } = row;
      const percentThen = table.inForce(PRICE_APPROVAL_PERCENT, at!).value;
      return { kind: 'price', sku, list, previousMinor, amountMinor, currency, at: at!, percentThen };
    });
  }

  private async refunds(moment: string): Promise<readonly Decision[]> {
    const table = await this.settings();
    const rows = await this.latest(RefundDecisionRow, moment);
    const byOrder = await this.ofOrders(RefundDecisionRow, rows);
    return rows.map(({ refundId, orderId, role, currency, at, ...refund }) => {
      const until = byOrder
        .get(orderId)!

        .filter((each) => each.refundId === refundId || isBefore(each.at!, at!));
      return {
        kind: 'refund',
        refundId,
        orderId,
        role,
        currency,
        at: at!,
        amountMinor: givenBack(refund),
        totalMinor: until.reduce((sum, each) => sum + givenBack(each), 0),
        agentLimitThen: table.inForce(REFUND_AGENT_LIMIT, at!).value,
        leadLimitThen: table.inForce(REFUND_LEAD_LIMIT, at!).value,
      };
    });
  }

  private latest<R extends { at: string | null }>(row: new () => R, moment: string, where: FindOptionsWhere<R> = {}) {
    return this.dataSource.getRepository(row).find({
      where: { ...where, at: MoreThan(moment) } as FindOptionsWhere<R>,
      order: { at: 'DESC' } as never,
      take: DECISIONS_MAX,
    });
  }

  /** Rows by order, of the orders of these decisions. */
  private async ofOrders<R extends { orderId: string }>(
    row: new () => R,
    decisions: readonly { readonly orderId: string }[],
  ): Promise<ReadonlyMap<string, R[]>> {
    const ids = [...new Set(decisions.map(({ orderId }) => orderId))];
    const found: R[] = [];
    for (let n = 0; n < ids.length; n += KEYS_A_READ) {
      const where = { orderId: In(ids.slice(n, n + KEYS_A_READ)) } as FindOptionsWhere<R>;
      found.push(...(await this.dataSource.getRepository(row).find({ where })));
    }
    return Map.groupBy(found, ({ orderId }) => orderId);
  }

  private async settings(): Promise<SettingsTable> {
    const table = new SettingsTable();
    const rows = await this.dataSource.getRepository(SettingRow).find();
    table.learn(rows.map(({ key, versions }) => [key, versions] as const));
    return table;
  }
}

const isBefore = (one: string, other: string) => Date.parse(one) < Date.parse(other);

const givenBack = ({ requestedMinor, creditedMinor }: { requestedMinor: number; creditedMinor: number }) =>
  requestedMinor + creditedMinor;

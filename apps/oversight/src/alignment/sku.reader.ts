import { Injectable } from '@nestjs/common';
import { OrderChannelRow, sellsOn, type Caller } from '@concord/service';
import { DataSource, In } from 'typeorm';
import { incomingThen, orderStatusThen, returnStatusThen } from './alignment';
import { Alignment } from './alignment.reader';
import { coverageOf, teamsOf } from './board';
import { contentOf, Facts } from './facts.reader';
import { History } from './history.reader';
import { OrderStateRow } from './order-states.projection';

const CURVE_MS = 30 * 86_400_000;
/** So many orders, returns and cases are named; all are counted. */
const NAMED_MAX = 100;

/** What all departments say of one SKU. */
@Injectable()
export class Skus {
  constructor(
    private readonly alignment: Alignment,
    private readonly facts: Facts,
    private readonly history: History,
    private readonly dataSource: DataSource,
  ) {}

  async one(sku: string, asOf: string, caller: Caller) {
    const open = this.facts.openUnits([sku], asOf);
    const [[ranked], contents, categories, onHand, expected, units, returns, cases, points] = await Promise.all([
      this.alignment.ranked([sku], asOf, open),
      this.facts.contents([sku], asOf),
      this.facts.categories(),
      this.facts.onHand(sku, asOf),
      this.facts.incoming(sku),
      open,
      this.facts.openReturns([sku], asOf),
      this.facts.openCases([sku], asOf),
      this.history.points(sku, new Date(Date.parse(asOf) - CURVE_MS).toISOString(), asOf),
    ]);
    const row = ranked!;
    const content = contentOf(contents, sku);
    const names = new Map(categories.map(({ categoryId, name }) => [categoryId, name]));
    const casesOfSku = cases.get(sku) ?? [];
    const orderIds = [...units, ...returns, ...casesOfSku].flatMap(({ orderId }) => orderId ?? []);
    const { isOwn, statusOf } = await this.orders(orderIds, asOf, caller);
    const own = <T extends { readonly orderId: string | null }>(list: readonly T[]) =>
      list.filter(({ orderId }) => orderId === null || isOwn(orderId)).slice(0, NAMED_MAX);
    return {
      asOf,
      ...row,
      stock: { ...row.stock, onHand, reserved: row.orders.units },
      returns: { returns: returns.length, units: returns.reduce((sum, one) => sum + one.units, 0) },
      cases: casesOfSku.length,
      title: content.title,
      categories: content.categoryIds.map((categoryId) => ({ categoryId, name: names.get(categoryId) ?? categoryId })),
      content: { status: content.status, gaps: content.gaps },
      coverageMilli: coverageOf(row),
      teams: teamsOf({ ...row, cases: casesOfSku.length, content }),
      incoming: expected
        .flatMap((order) => incomingThen(order, asOf) ?? [])
        .toSorted((one, other) => (one.eta < other.eta ? -1 : 1)),
      curve: points.map(({ at, sellable }) => ({ at, sellable })),
      openOrders: own(units.map(({ orderId, units: count }) => ({ orderId, units: count, status: statusOf(orderId) }))),
      openReturns: own(
        returns.map(({ returnId, orderId, units: count, steps }) => ({
          returnId,
          orderId,
          units: count,
          status: returnStatusThen(steps, asOf),
        })),
      ),
      openCases: own(casesOfSku),
    };
  }

  private async orders(orderIds: readonly string[], asOf: string, caller: Caller) {
    const ids = [...new Set(orderIds)];
    const [states, channels] = await Promise.all([
      this.dataSource.getRepository(OrderStateRow).findBy({ orderId: In(ids) }),
      this.dataSource.getRepository(OrderChannelRow).findBy({ orderId: In(ids) }),
    ]);
    const steps = new Map(states.map((row) => [row.orderId, row.steps]));
    const channelOf = new Map(channels.map((row) => [row.orderId, row.channel]));
    return {
      isOwn: (orderId: string) => sellsOn(caller, channelOf.get(orderId) ?? ''),
      statusOf: (orderId: string) => orderStatusThen(steps.get(orderId) ?? [], asOf),
    };
  }
}

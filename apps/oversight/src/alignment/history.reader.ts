import { Injectable } from '@nestjs/common';
import { lookup } from '@concord/event-sourcing';
import type { Caller } from '@concord/service';
import { DataSource } from 'typeorm';
import { MomentRow, skuSubject } from '../timeline/moments.projection';
import { narrowToOwnMoments } from '../timeline/own-moments.reader';
import { Facts } from './facts.reader';
import {
  inOrderOfTime,
  joined,
  MARKS,
  marksWithin,
  reservedChanges,
  summed,
  thinned,
  type HistoryPoint,
  type Mark,
} from './history';
import { ReservedUnitsRow } from './reserved-units.projection';
import { StockHistoryRow } from './stock-history.projection';
import { StockMoveRow } from './stock-moves.projection';

const POINTS_MAX = 500;
const MARKS_MAX = 500;

/** The stock of a SKU over time, with what a chart marks. */
@Injectable()
export class History {
  constructor(
    private readonly facts: Facts,
    private readonly dataSource: DataSource,
  ) {}

  async between(sku: string, from: string, to: string, caller: Caller) {
    const [points, marks] = await Promise.all([this.points(sku, from, to), this.marks(sku, from, to, caller)]);
    return { from, to, points, marks };
  }

  async points(sku: string, from: string, to: string): Promise<readonly HistoryPoint[]> {
    const [before, onHand, changes, moves, reserved] = await Promise.all([
      this.facts.stock([sku], from),
      this.facts.onHand(sku, from),
      this.rows(StockHistoryRow, sku, from, to).orderBy('row.version').getMany(),
      this.rows(StockMoveRow, sku, from, to).orderBy('row.at').getMany(),
      this.reserved(sku, from, to),
    ]);
    const waiting = reserved.reduce((sum, { at, delta }) => sum + (at <= from ? delta : 0), 0);
    const start = { sellable: before.get(sku)?.sellable ?? 0, onHand, reserved: waiting };
    const moved = moves.map(({ at, delta }) => ({ at: iso(at), delta }));
    const reservedSince = reserved.filter(({ at }) => at > from && at <= to);
    const points = joined(start, {
      sellable: inOrderOfTime(changes.map(({ at, sellable }) => ({ at: iso(at), value: sellable }))),
      onHand: summed(onHand, moved),
      reserved: summed(waiting, reservedSince),
    });
    return thinned([{ at: from, ...start }, ...points], POINTS_MAX);
  }

  private rows<R extends StockHistoryRow | StockMoveRow>(row: new () => R, sku: string, from: string, to: string) {
    const select = this.dataSource.getRepository<R>(row).createQueryBuilder('row');
    return select.where('row.sku = :sku and row.at > :from and row.at <= :to', { sku, from, to });
  }

  private async reserved(sku: string, from: string, to: string) {
    const select = this.dataSource.getRepository(ReservedUnitsRow).createQueryBuilder('row');
    const orders = await select
      .where('row.sku = :sku and row.firstAt <= :to', { sku, to })
      .andWhere('(row.closedAt is null or row.closedAt > :from)', { from })
      .getMany();
    return reservedChanges(orders);
  }

  private async marks(sku: string, from: string, to: string, caller: Caller): Promise<readonly Mark[]> {
    const select = this.dataSource.getRepository(MomentRow).createQueryBuilder('row');
    narrowToOwnMoments(caller, select.where('row.subject = :subject', { subject: skuSubject(sku) }));
    const [moments, campaigns] = await Promise.all([
      select
        .andWhere('row.at > :from and row.at <= :to', { from, to })
        .andWhere('row.type = any(:types)', { types: Object.keys(MARKS) })
        .orderBy('row.place')
        .getMany(),
      this.facts.campaigns(to, from),
    ]);
    const told = moments.map(({ at, type, words, eventId }): Mark => {
      return { at: iso(at), kind: lookup(MARKS, type)!, words, eventId };
    });
    const batches = campaigns
      .filter(({ skus }) => skus.includes(sku))
      .flatMap(({ name, steps }) =>
        steps
          .filter(({ at, batch }) => batch !== undefined && iso(at) > from && iso(at) <= to)
          .map(({ at, recipients }): Mark => {
            const words = `The campaign ${name} was sent to ${recipients} people.`;
            return { at: iso(at), kind: 'batch', words, eventId: null };
          }),
      );
    return marksWithin([...told, ...batches], MARKS_MAX);
  }
}

const iso = (at: string) => new Date(at).toISOString();

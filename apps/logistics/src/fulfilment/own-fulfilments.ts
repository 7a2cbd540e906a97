import { Injectable } from '@nestjs/common';
import { demandWarehouse, Problem, Views, type Caller } from '@concord/service';
import type { ObjectLiteral, SelectQueryBuilder } from 'typeorm';
import { FulfilmentRow } from './fulfilments.projection';

/** Who is limited to some warehouses works on their fulfilments alone, and sees no others. */
@Injectable()
export class OwnFulfilments {
  constructor(private readonly views: Views) {}

  /** Throws `Problem` 403 where the caller's roles do not hold where the fulfilment is. */
  async demand(caller: Caller, fulfilmentId: string): Promise<void> {
    if (!caller.scopes.warehouseIds) return;
    const row = await this.views.find(FulfilmentRow, { fulfilmentId });
    // What does not exist is nobody's: that it is unknown, the command says.
    if (row) demandWarehouse(caller, row.warehouse);
  }

  /** The fulfilment, or 404: one of another warehouse is as unknown as one that does not exist. */
  async one(caller: Caller, fulfilmentId: string): Promise<FulfilmentRow> {
    const row = await this.views.one(FulfilmentRow, { fulfilmentId }, 'fulfilment');
    const { warehouseIds } = caller.scopes;
    if (!warehouseIds || warehouseIds.includes(row.warehouse)) return row;
    throw new Problem(404, 'fulfilment-unknown', `There is no fulfilment ${fulfilmentId}.`);
  }
}

/** Adds to a query on rows that have a warehouse that it is one of the caller's. */
export function narrowToOwn<R extends ObjectLiteral>({ scopes }: Caller, query: SelectQueryBuilder<R>): void {
  if (scopes.warehouseIds) query.andWhere('row.warehouse = any(:own)', { own: scopes.warehouseIds });
}

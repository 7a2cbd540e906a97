import { Injectable } from '@nestjs/common';
import { demandWarehouse, Views, type Caller } from '@concord/service';
import { FulfilmentRow } from './fulfilments.projection';

/** Callers who are limited to some warehouses see and change only the fulfilments of those. */
@Injectable()
export class OwnFulfilments {
  constructor(private readonly views: Views) {}

  /** Throws `Problem` 403 where the caller has no role at the warehouse of the fulfilment. */
  async demand(caller: Caller, fulfilmentId: string): Promise<void> {
    if (!caller.scopes.warehouseIds) return;
    const row = await this.views.find(FulfilmentRow, { fulfilmentId });
    // A fulfilment that does not exist passes: the command answers 404.
    if (row) demandWarehouse(caller, row.warehouse);
  }

  /** The fulfilment. Throws `Problem` 403 where it is at a warehouse that is not the caller's. */
  async one(caller: Caller, fulfilmentId: string): Promise<FulfilmentRow> {
    const row = await this.views.one(FulfilmentRow, { fulfilmentId }, 'fulfilment');
    demandWarehouse(caller, row.warehouse);
    return row;
  }
}

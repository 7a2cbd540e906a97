import { Injectable } from '@nestjs/common';
import { demandWarehouse, Views, type Caller } from '@concord/service';
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

  /** The fulfilment. Throws `Problem` 403 where it is at a warehouse that is not the caller's. */
  async one(caller: Caller, fulfilmentId: string): Promise<FulfilmentRow> {
    const row = await this.views.one(FulfilmentRow, { fulfilmentId }, 'fulfilment');
    demandWarehouse(caller, row.warehouse);
    return row;
  }
}

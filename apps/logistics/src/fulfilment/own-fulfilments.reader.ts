import { Injectable } from '@nestjs/common';
import { demandWarehouse, OrderChannels, Views, type Caller } from '@concord/service';
import { FulfilmentRow } from './fulfilments.projection';

/** Callers who are limited to some warehouses or sales channels see and change only the fulfilments of those. */
@Injectable()
export class OwnFulfilments {
  constructor(
    private readonly views: Views,
    private readonly channels: OrderChannels,
  ) {}

  /** Throws `Problem` 403 where the caller has no role at the warehouse of the fulfilment, or in the channel of its order. */
  async demand(caller: Caller, fulfilmentId: string): Promise<void> {
    const { warehouseIds, channels } = caller.scopes;
    if (!warehouseIds && !channels) return;
    const row = await this.views.find(FulfilmentRow, { fulfilmentId });
    // A fulfilment that does not exist passes: the command answers 404.
    if (row) await this.demandRow(caller, row);
  }

  /** The fulfilment. Throws `Problem` 403 where its warehouse or channel is not the caller's. */
  async one(caller: Caller, fulfilmentId: string): Promise<FulfilmentRow> {
    const row = await this.views.one(FulfilmentRow, { fulfilmentId }, 'fulfilment');
    await this.demandRow(caller, row);
    return row;
  }

  private async demandRow(caller: Caller, { warehouse, orderId }: FulfilmentRow): Promise<void> {
    demandWarehouse(caller, warehouse);
    await this.channels.demandChannel(caller, orderId);
  }
}

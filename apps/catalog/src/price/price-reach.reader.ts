import { Injectable } from '@nestjs/common';
import { Views, type IncomingRequest } from '@concord/service';
import { PriceListRow } from '../price-list/price-lists.projection';
import { demandChannels } from '../product/sight';
import { VariantRow } from '../product/variants.projection';

/** In which sales channels a price counts. */
@Injectable()
export class PriceReach {
  constructor(private readonly views: Views) {}

  /** Throws 403 where the caller's roles do not hold in every channel of the list, or of the SKU where the list names none. */
  async demand(sku: string, list: string, { caller }: IncomingRequest): Promise<void> {
    const [variant, found] = await Promise.all([
      this.views.find(VariantRow, { sku }),
      this.views.find(PriceListRow, { list }),
    ]);
    const channels = found && found.channels.length > 0 ? found.channels : (variant?.channels ?? []);
    demandChannels(caller, { channels });
  }
}

import { Injectable } from '@nestjs/common';
import { Problem, Views } from '@concord/service';
import { StockRow } from '../stock/stock.projection';
import { KnownSkuRow } from './known-skus.projection';

/** The SKUs of the catalog and of the warehouses. */
@Injectable()
export class KnownSkus {
  constructor(private readonly views: Views) {}

  /** Throws `Problem` 404 `sku-unknown`. Without this check a mistyped SKU would appear as out of stock. */
  async demand(sku: string): Promise<void> {
    if ((await this.views.find(KnownSkuRow, { sku })) ?? (await this.views.find(StockRow, { sku }))) return;
    throw new Problem(404, 'sku-unknown', `Neither the catalog nor a warehouse knows a SKU ${sku}. Check it.`);
  }
}

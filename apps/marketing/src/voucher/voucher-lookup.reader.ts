import { Injectable } from '@nestjs/common';
import { Views, VoucherSearch, type Caller } from '@concord/service';
import { VoucherRow } from './vouchers.projection';

/** Finds a voucher by its code. */
@Injectable()
export class VoucherLookup {
  private readonly search = new VoucherSearch();

  constructor(private readonly views: Views) {}

  /** Throws `Problem` as `VoucherSearch` does. */
  byCode(code: string, caller: Caller): Promise<VoucherRow> {
    return this.search.byCode(code, 'code', caller, async (codeHash) => {
      const [row] = await this.views.all(VoucherRow, { codeHash });
      return row;
    });
  }
}

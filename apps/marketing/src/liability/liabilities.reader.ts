import { Injectable } from '@nestjs/common';
import { POINTS_VALUE } from '@concord/contracts';
import { CurrentSettings } from '@concord/service';
import { DataSource } from 'typeorm';

/** What the shop owes by vouchers in one currency. */
export interface VouchersOwed {
  readonly currency: string;
  readonly amountMinor: number;
  readonly vouchers: number;
}

/** What the shop owes by points. */
export interface PointsOwed {
  readonly available: number;
  readonly pending: number;
  readonly held: number;
  /** What customers owe the shop. */
  readonly owed: number;
  readonly values: readonly { readonly currency: string; readonly amountMinor: number }[];
}

/** Sums over the ledgers up to a moment: the same from live tables and from rebuilt ones. */
@Injectable()
export class Liabilities {
  constructor(
    private readonly dataSource: DataSource,
    private readonly settings: CurrentSettings,
  ) {}

  async vouchers(asOf: string): Promise<VouchersOwed[]> {
    const rows = await this.dataSource.query<{ currency: string; amount: string; vouchers: string }[]>(
      `select currency, sum(owed) as amount, count(*) as vouchers from (
          select currency, voucher_id, sum(owed_minor) as owed from voucher_ledger_view where at <= $1
            group by currency, voucher_id having sum(owed_minor) <> 0) each
        group by currency order by currency`,
      [asOf],
    );
    return rows.map(({ currency, amount, vouchers }) => {
      return { currency, amountMinor: Number(amount), vouchers: Number(vouchers) };
    });
  }

  async points(asOf: string): Promise<PointsOwed> {
    const [sums] = await this.dataSource.query<Record<'available' | 'pending' | 'held' | 'owed', string | null>[]>(
      `select sum(available) as available, sum(pending) as pending, sum(held) as held, sum(owed) as owed
        from loyalty_ledger_view where at <= $1`,
      [asOf],
    );
    const [available, pending, held, owed] = [sums?.available, sums?.pending, sums?.held, sums?.owed].map(Number) as [
      number,
      number,
      number,
      number,
    ];
    const points = available + pending + held;
    const worth = Object.entries(this.settings.table.at(asOf).of(POINTS_VALUE));
    const values = worth.map(([currency, minor]) => ({ currency, amountMinor: points * minor }));
    return { available, pending, held, owed, values: values.sort((a, b) => (a.currency < b.currency ? -1 : 1)) };
  }
}

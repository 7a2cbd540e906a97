import { Injectable } from '@nestjs/common';
import { Views } from '@concord/service';
import { DataSource } from 'typeorm';
import { ratesInForce } from './tax-place';
import { TaxZoneRow } from './tax-zones.projection';

/** The tax classes that something has, and where a rate of one is missing. */
@Injectable()
export class TaxClasses {
  constructor(
    private readonly dataSource: DataSource,
    private readonly views: Views,
  ) {}

  async inUse(asOf: string) {
    const [used, zones] = await Promise.all([this.used(), this.views.all(TaxZoneRow, {})]);
    const taxing = zones
      .filter(({ kind }) => kind !== 'export')
      .map((row) => ({ zone: row.zone, classes: new Set(ratesInForce(row, asOf).map(({ taxClass }) => taxClass)) }))
      .sort((a, b) => (a.zone < b.zone ? -1 : 1));
    const ofRates = zones.flatMap(({ rates }) => rates.map(({ taxClass }) => taxClass));
    return [...new Set([...used.keys(), ...ofRates])].sort().map((taxClass) => {
      const zonesWithoutRate = taxing.filter(({ classes }) => !classes.has(taxClass)).map(({ zone }) => zone);
      return { taxClass, ...(used.get(taxClass) ?? { skus: 0, shipOptions: 0 }), zonesWithoutRate };
    });
  }

  private async used(): Promise<ReadonlyMap<string, { readonly skus: number; readonly shipOptions: number }>> {
    const rows = await this.dataSource.query<{ taxClass: string; skus: number; shipOptions: number }[]>(
      `select tax_class as "taxClass", sum(skus)::int as skus, sum(ship_options)::int as "shipOptions" from (
          select tax_class, count(*) as skus, 0 as ship_options from product_view where is_known group by tax_class
          union all
          select tax_class, 0, count(*) from ship_option_view group by tax_class) each
        group by tax_class`,
    );
    return new Map(rows.map(({ taxClass, skus, shipOptions }) => [taxClass, { skus, shipOptions }]));
  }
}

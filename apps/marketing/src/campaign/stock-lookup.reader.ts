import { Injectable } from '@nestjs/common';
import { CAMPAIGN_LAG_SECONDS } from '@concord/contracts';
import { derivedId, Engine } from '@concord/event-sourcing';
import { CurrentSettings, Freshness, IncomingRequest, Views } from '@concord/service';
import { In } from 'typeorm';
import { baselineMilli, NO_DEMAND } from '../demand/daily-demand';
import { DemandRow } from '../demand/demand.projection';
import { StockFactsRow } from '../stock/stock-facts.projection';
import { UNKNOWN } from '../stock/stock-facts';
import type { WatchStock } from './align-campaign.decider';
import type { SkuSeen } from './stock-verdict';

/** Looks up what is known of SKUs for a decision on a campaign. */
@Injectable()
export class StockLookup {
  constructor(
    private readonly views: Views,
    private readonly engine: Engine,
    private readonly freshness: Freshness,
    private readonly settings: CurrentSettings,
  ) {}

  /** Throws `Problem` 503 where the facts are too old for a decision. */
  demandFresh(incoming: IncomingRequest): void {
    this.freshness.demandFresh(this.settings.for(incoming).of(CAMPAIGN_LAG_SECONDS) * 1_000);
  }

  /** Stock and baseline of the SKUs, in their order. An unknown SKU has none. */
  async of(skus: readonly string[]): Promise<SkuSeen[]> {
    const [stocks, demands] = await Promise.all([
      this.views.all(StockFactsRow, { sku: In([...skus]) }),
      this.views.all(DemandRow, { sku: In([...skus]) }),
    ]);
    return skus.map((sku) => {
      const stock = stocks.find((row) => row.sku === sku);
      const demand = demands.find((row) => row.sku === sku) ?? NO_DEMAND;
      const { version, sellable, level, incoming } = stock ?? UNKNOWN;
      return {
        sku,
        facts: { version, sellable, level, incoming },
        baselineMilli: baselineMilli(demand, this.engine.now()),
      };
    });
  }

  /**
   * As `of`, for a campaign that is about to be weighed. The campaign listens to its SKUs first: it hears itself what
   * inventory publishes after the look-up, so that no news is lost in between.
   */
  async forCampaign(
    campaignId: string,
    skus: readonly string[],
    { commandId, meta }: IncomingRequest,
  ): Promise<SkuSeen[]> {
    const command: WatchStock = { type: 'WatchStock', data: { campaignId } };
    const outcome = await this.engine.execute({
      commands: [{ command }],
      commandId: derivedId(commandId, 'watch'),
      meta,
    });
    if (outcome.kind === 'rejected') throw outcome.rejection;
    return this.of(skus);
  }
}

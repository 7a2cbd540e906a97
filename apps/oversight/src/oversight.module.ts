import { Module } from '@nestjs/common';
import {
  mirrors,
  OrderChannels,
  orderChannelsMirror,
  ownOrdersOf,
  service,
  settingsFact,
  settingsOf,
  type ServiceParts,
} from '@concord/service';
import { AlignmentController } from './alignment/alignment.controller';
import { Alignment } from './alignment/alignment.reader';
import { Board } from './alignment/board.reader';
import { campaignHistories } from './alignment/campaign-history.projection';
import { categoryNames } from './alignment/category-names.projection';
import { Facts } from './alignment/facts.reader';
import { History } from './alignment/history.reader';
import { incomingUnits } from './alignment/incoming-units.projection';
import { openCases } from './alignment/open-cases.projection';
import { openReturns } from './alignment/open-returns.projection';
import { orderStates } from './alignment/order-states.projection';
import { productContents } from './alignment/product-contents.projection';
import { promotionHistories } from './alignment/promotion-history.projection';
import { reservedUnits } from './alignment/reserved-units.projection';
import { skuContents } from './alignment/sku-contents.projection';
import { Skus } from './alignment/sku.reader';
import { stockHistory } from './alignment/stock-history.projection';
import { stockMoves } from './alignment/stock-moves.projection';
import { stockNow } from './alignment/stock-now.projection';
import { AuditRounds } from './audit/audit-rounds.gateway';
import { driftAggregate } from './audit/audit.aggregate';
import { AuditRunController } from './audit/audit.controller';
import { AuditedServices } from './audit/audited-services.gateway';
import { Auditor } from './audit/auditor.gateway';
import { campaignNow, contentNow, promotionNow } from './audit/repeated';
import { audits } from './audit/audits.projection';
import { drifts } from './audit/drifts.projection';
import { recordAudit } from './audit/record-audit.decider';
import { LampController } from './lamp/lamp.controller';
import { LampWatch } from './lamp/lamp.gateway';
import { LiveChanges } from './live/live-changes.reader';
import { LiveFeed } from './live/live-feed.gateway';
import { LiveController } from './live/live.controller';
import { BeliefController } from './belief/belief.controller';
import { Beliefs } from './belief/beliefs.gateway';
import { orderTerms } from './decision/order-terms.projection';
import { PastDecisions } from './decision/past-decisions.reader';
import { priceDecisions } from './decision/price-decisions.projection';
import { refundDecisions } from './decision/refund-decisions.projection';
import { returnDecisions } from './decision/return-decisions.projection';
import { SettingController } from './setting/setting.controller';
import { setting } from './setting/setting.decider';
import { settingHistories } from './setting/setting-history.projection';
import { moments } from './timeline/moments.projection';
import { TimelineController } from './timeline/timeline.controller';

const settings = settingsOf('oversight');
const orderChannels = ownOrdersOf('oversight');

/** What oversight is made of. */
export const oversight: ServiceParts = {
  name: 'oversight',
  deciders: [setting, recordAudit],
  aggregates: [driftAggregate],
  projections: [
    settings,
    settingHistories,
    moments,
    orderChannels,
    stockNow,
    stockHistory,
    stockMoves,
    incomingUnits,
    skuContents,
    productContents,
    categoryNames,
    promotionHistories,
    campaignHistories,
    reservedUnits,
    orderStates,
    openReturns,
    openCases,
    audits,
    drifts,
    orderTerms,
    returnDecisions,
    priceDecisions,
    refundDecisions,
  ],
  facts: [settingsFact(settings)],
  mirrors: [
    orderChannelsMirror(orderChannels),
    mirrors('orders.orders', orderStates, 'orderId', ({ steps }) => ({ status: steps.at(-1)?.status ?? null })),
    mirrors('orders.orders', orderTerms, 'orderId', ({ lines }) => ({
      totalMinor: lines.reduce((sum, { totalMinor }) => sum + totalMinor, 0),
    })),
    mirrors('orders.returns', returnDecisions, 'returnId', ({ orderId, outcome }) =>
      outcome === null ? null : { orderId },
    ),
    mirrors('catalog.price-changes', priceDecisions, 'changeId', (row) => {
      const { sku, list, previousMinor, amountMinor, currency } = row;
      return { sku, list, previousMinor, amountMinor, currency };
    }),
    mirrors('inventory.stock', stockNow, 'sku', ({ sellable, level }) => ({ sellable, level })),
    mirrors('inventory.on-hand', stockNow, 'sku', ({ onHand }) => ({ onHand })),
    mirrors('catalog.variants', skuContents, 'sku', contentNow),
    mirrors('marketing.promotions', promotionHistories, 'promotionId', promotionNow),
    mirrors('marketing.campaigns', campaignHistories, 'campaignId', campaignNow),
    mirrors('orders.open-returns', openReturns, 'returnId', ({ orderId, openedAt, closedAt }) =>
      openedAt !== null && closedAt === null ? { orderId } : null,
    ),
    mirrors('customer-service.cases', openCases, 'caseId', ({ kind, orderId, sku, steps }) => {
      return { kind, orderId, sku, isOpen: steps.at(-1)?.isOpen ?? false };
    }),
  ],
  mirrorsNothing: [
    { projection: refundDecisions, because: 'It keeps who granted a refund, which only the events of orders say.' },
    { projection: moments, because: 'Each row is the sentence of one event, which only its stream holds.' },
    { projection: stockHistory, because: 'It keeps what was; inventory keeps what is, which stock-now repeats.' },
    { projection: stockMoves, because: 'It keeps each movement; inventory keeps their sum, which stock-now repeats.' },
    { projection: incomingUnits, because: 'It keeps every announcement; inventory keeps what is still to come.' },
    { projection: productContents, because: 'It keeps whether there is content, and not the content.' },
    { projection: categoryNames, because: 'No service keeps a fact of the tree: the catalog has it in one stream.' },
    { projection: reservedUnits, because: 'It keeps every change of an order, of which inventory keeps the sum.' },
  ],
  policies: [],
  providers: [
    Facts,
    Alignment,
    Board,
    History,
    Skus,
    Beliefs,
    PastDecisions,
    OrderChannels,
    AuditedServices,
    Auditor,
    AuditRounds,
    LiveChanges,
    LiveFeed,
    LampWatch,
  ],
  // It hears everything, and nobody waits for it: large fetches cost less.
  gapMs: 400,
};

@Module({
  imports: [service(oversight)],
  controllers: [
    SettingController,
    LiveController,
    LampController,
    AlignmentController,
    TimelineController,
    BeliefController,
    AuditRunController,
  ],
})
export class OversightModule {}

import { Module } from '@nestjs/common';
import { OrderChannels, service, settingsOf, type ServiceParts } from '@concord/service';
import { AlignmentController } from './alignment/alignment.controller';
import { Alignment } from './alignment/alignment.reader';
import { campaignHistories } from './alignment/campaign-history.projection';
import { openCases } from './alignment/open-cases.projection';
import { openReturns } from './alignment/open-returns.projection';
import { promotionHistories } from './alignment/promotion-history.projection';
import { reservedUnits } from './alignment/reserved-units.projection';
import { stockHistory } from './alignment/stock-history.projection';
import { stockNow } from './alignment/stock-now.projection';
import { AuditRounds } from './audit/audit-rounds.gateway';
import { driftAggregate } from './audit/audit.aggregate';
import { AuditRunController } from './audit/audit.controller';
import { Auditor } from './audit/auditor.gateway';
import { audits } from './audit/audits.projection';
import { drifts } from './audit/drifts.projection';
import { recordAudit } from './audit/record-audit.decider';
import { LampController } from './lamp/lamp.controller';
import { LampWatch } from './lamp/lamp.gateway';
import { LiveChanges } from './live/live-changes.reader';
import { LiveFeed } from './live/live-feed.gateway';
import { LiveController } from './live/live.controller';
import { SettingController } from './setting/setting.controller';
import { setting } from './setting/setting.decider';
import { settingHistories } from './setting/setting-history.projection';
import { moments } from './timeline/moments.projection';
import { orderChannels } from './timeline/order-channels.projection';
import { TimelineController } from './timeline/timeline.controller';

/** What oversight is made of. */
export const oversight: ServiceParts = {
  name: 'oversight',
  deciders: [setting, recordAudit],
  aggregates: [driftAggregate],
  projections: [
    settingsOf('oversight'),
    settingHistories,
    moments,
    orderChannels,
    stockNow,
    stockHistory,
    promotionHistories,
    campaignHistories,
    reservedUnits,
    openReturns,
    openCases,
    audits,
    drifts,
  ],
  mirrors: [
    { of: 'inventory.stock', projection: stockNow, key: 'sku', columns: { sellable: 'sellable', level: 'level' } },
  ],
  policies: [],
  providers: [Alignment, OrderChannels, Auditor, AuditRounds, LiveChanges, LiveFeed, LampWatch],
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
    AuditRunController,
  ],
})
export class OversightModule {}

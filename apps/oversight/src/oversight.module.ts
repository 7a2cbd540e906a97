import { Module } from '@nestjs/common';
import { service, settingsOf, type ServiceParts } from '@concord/service';
import { SettingController } from './setting/setting.controller';
import { setting } from './setting/setting.decider';
import { settingHistories } from './setting/setting-history.projection';

/** What oversight is made of. */
export const oversight: ServiceParts = {
  name: 'oversight',
  deciders: [setting],
  projections: [settingsOf('oversight'), settingHistories],
  policies: [],
};

@Module({ imports: [service(oversight)], controllers: [SettingController] })
export class OversightModule {}

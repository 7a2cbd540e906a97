import { SERVICE_NAMES, SERVICES } from '@concord/contracts';
import { main } from '@concord/service';
import { marketing, MarketingModule } from './marketing.module';

void main({
  module: MarketingModule,
  parts: marketing,
  title: 'Marketing',
  description: 'Promotions with exact limits, and campaigns that stock carries.',
  port: SERVICES.marketing,
  services: SERVICE_NAMES,
});

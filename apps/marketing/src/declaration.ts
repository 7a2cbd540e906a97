import { SERVICE_NAMES, SERVICES } from '@concord/contracts';
import type { ServiceDeclaration } from '@concord/service';
import { marketing, MarketingModule } from './marketing.module';

/** What runs under the name of marketing, and how its API is titled. */
export const declaration: ServiceDeclaration = {
  module: MarketingModule,
  parts: marketing,
  title: 'Marketing',
  description: 'Promotions with exact limits, and campaigns that stock carries.',
  port: SERVICES.marketing,
  services: SERVICE_NAMES,
};

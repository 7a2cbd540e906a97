import { SERVICE_NAMES, SERVICES } from '@concord/contracts';
import type { ServiceDeclaration } from '@concord/service';
import { oversight, OversightModule } from './oversight.module';

/** What runs under the name of oversight, and how its API is titled. */
export const declaration: ServiceDeclaration = {
  module: OversightModule,
  parts: oversight,
  title: 'Oversight',
  description: 'Settings of the shop: drafted by one person, approved by another, in force from a moment.',
  port: SERVICES.oversight,
  services: SERVICE_NAMES,
};

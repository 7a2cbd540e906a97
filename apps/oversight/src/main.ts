import { SERVICE_NAMES, SERVICES } from '@concord/contracts';
import { main } from '@concord/service';
import { oversight, OversightModule } from './oversight.module';

void main({
  module: OversightModule,
  parts: oversight,
  title: 'Oversight',
  description: 'Settings of the shop: drafted by one person, approved by another, in force from a moment.',
  port: SERVICES.oversight,
  services: SERVICE_NAMES,
});

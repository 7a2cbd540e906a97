import { SERVICE_NAMES, SERVICES } from '@concord/contracts';
import { main } from '@concord/service';
import { logistics, LogisticsModule } from './logistics.module';

void main({
  module: LogisticsModule,
  parts: logistics,
  title: 'Logistics',
  description: 'Fulfilments by warehouse: picking, packing, labels, dispatch, delivery, the arrival of returns.',
  port: SERVICES.logistics,
  services: SERVICE_NAMES,
});

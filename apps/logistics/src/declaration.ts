import { SERVICE_NAMES, SERVICES } from '@concord/contracts';
import type { ServiceDeclaration } from '@concord/service';
import { logistics, LogisticsModule } from './logistics.module';

/** What runs under the name of logistics, and how its API is titled. */
export const declaration: ServiceDeclaration = {
  module: LogisticsModule,
  parts: logistics,
  title: 'Logistics',
  description: 'Fulfilments by warehouse: picking, packing, labels, dispatch, delivery, the arrival of returns.',
  port: SERVICES.logistics,
  services: SERVICE_NAMES,
};

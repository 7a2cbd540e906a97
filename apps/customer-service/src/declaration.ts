import { SERVICE_NAMES, SERVICES } from '@concord/contracts';
import type { ServiceDeclaration } from '@concord/service';
import { customerService, CustomerServiceModule } from './customer-service.module';

/** What runs under the name of customer-service, and how its API is titled. */
export const declaration: ServiceDeclaration = {
  module: CustomerServiceModule,
  parts: customerService,
  title: 'Customer service',
  description: 'Customers, orders, stock and campaigns as agents see them; the return desk; cases.',
  port: SERVICES['customer-service'],
  services: SERVICE_NAMES,
};

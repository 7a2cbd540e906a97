import { SERVICE_NAMES, SERVICES } from '@concord/contracts';
import { main } from '@concord/service';
import { customerService, CustomerServiceModule } from './customer-service.module';

void main({
  module: CustomerServiceModule,
  parts: customerService,
  title: 'Customer service',
  description: 'Customers, orders, stock and campaigns as agents see them; the return desk; cases.',
  port: SERVICES['customer-service'],
  services: SERVICE_NAMES,
});

import { SERVICE_NAMES, SERVICES } from '@concord/contracts';
import { main } from '@concord/service';
import { customerService, CustomerServiceModule } from './customer-service.module';

void main({
  module: CustomerServiceModule,
  parts: customerService,
  title: 'Customer service',
  description: 'What the desk sees of customers, orders, stock and campaigns; the return desk; cases.',
  port: SERVICES['customer-service'],
  services: SERVICE_NAMES,
});

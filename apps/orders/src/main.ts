import { SERVICE_NAMES, SERVICES } from '@concord/contracts';
import { main } from '@concord/service';
import { orders, OrdersModule } from './orders.module';

void main({
  module: OrdersModule,
  parts: orders,
  title: 'Orders',
  description: 'Orders from placing to refund: prices, checkout, payments, returns.',
  port: SERVICES.orders,
  services: SERVICE_NAMES,
});

import { SERVICE_NAMES, SERVICES } from '@concord/contracts';
import type { ServiceDeclaration } from '@concord/service';
import { orders, OrdersModule } from './orders.module';

/** What runs under the name of orders, and how its API is titled. */
export const declaration: ServiceDeclaration = {
  module: OrdersModule,
  parts: orders,
  title: 'Orders',
  description: 'Orders from placing to refund: prices, checkout, payments, returns.',
  port: SERVICES.orders,
  services: SERVICE_NAMES,
};

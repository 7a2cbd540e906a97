// Written by npm run generate from docs/openapi.
import type { CatalogRoutes } from './catalog/routes';
import type { InventoryRoutes } from './inventory/routes';
import type { OrdersRoutes } from './orders/routes';
import type { MarketingRoutes } from './marketing/routes';
import type { LogisticsRoutes } from './logistics/routes';
import type { CustomerServiceRoutes } from './customer-service/routes';
import type { OversightRoutes } from './oversight/routes';
import type { OperationsRoutes } from './operations/routes';

export type * as Catalog from './catalog/types';
export type * as Inventory from './inventory/types';
export type * as Orders from './orders/types';
export type * as Marketing from './marketing/types';
export type * as Logistics from './logistics/types';
export type * as CustomerService from './customer-service/types';
export type * as Oversight from './oversight/types';
export type * as Operations from './operations/types';
export type { OperationsRoutes };

/** The routes of each service, under the name that a client offers it by. */
export interface ServiceRoutes {
  catalog: CatalogRoutes;
  inventory: InventoryRoutes;
  orders: OrdersRoutes;
  marketing: MarketingRoutes;
  logistics: LogisticsRoutes;
  customerService: CustomerServiceRoutes;
  oversight: OversightRoutes;
}

/** The name of each service in addresses, by its name in a client. */
export const SERVICES = {
  catalog: 'catalog',
  inventory: 'inventory',
  orders: 'orders',
  marketing: 'marketing',
  logistics: 'logistics',
  customerService: 'customer-service',
  oversight: 'oversight',
} as const;

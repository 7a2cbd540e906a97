import { SERVICE_NAMES, SERVICES } from '@concord/contracts';
import type { ServiceDeclaration } from '@concord/service';
import { inventory, InventoryModule } from './inventory.module';

/** What runs under the name of inventory, and how its API is titled. */
export const declaration: ServiceDeclaration = {
  module: InventoryModule,
  parts: inventory,
  title: 'Inventory',
  description: 'Stock over all warehouses: receipts, reservations, shipments, the grading of returns.',
  port: SERVICES.inventory,
  services: SERVICE_NAMES,
};

import { SERVICE_NAMES, SERVICES } from '@concord/contracts';
import { main } from '@concord/service';
import { inventory, InventoryModule } from './inventory.module';

void main({
  module: InventoryModule,
  parts: inventory,
  title: 'Inventory',
  description: 'Stock over all warehouses: receipts, reservations, shipments, the grading of returns.',
  port: SERVICES.inventory,
  services: SERVICE_NAMES,
});

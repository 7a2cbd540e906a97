import { SERVICE_NAMES, SERVICES } from '@concord/contracts';
import { main } from '@concord/service';
import { catalog, CatalogModule } from './catalog.module';

void main({
  module: CatalogModule,
  parts: catalog,
  title: 'Catalog',
  description: 'Products, variants, prices, categories and the listing.',
  port: SERVICES.catalog,
  services: SERVICE_NAMES,
});

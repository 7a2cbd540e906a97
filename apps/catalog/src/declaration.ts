import { SERVICE_NAMES, SERVICES } from '@concord/contracts';
import type { ServiceDeclaration } from '@concord/service';
import { catalog, CatalogModule } from './catalog.module';

/** What runs under the name of catalog, and how its API is titled. */
export const declaration: ServiceDeclaration = {
  module: CatalogModule,
  parts: catalog,
  title: 'Catalog',
  description: 'Products, variants, prices, categories and the listing.',
  port: SERVICES.catalog,
  services: SERVICE_NAMES,
};

// Written by npm run generate from the list of services.
import { catalog } from '@concord/catalog';
import { inventory } from '@concord/inventory';
import { orders } from '@concord/orders';
import { marketing } from '@concord/marketing';
import { logistics } from '@concord/logistics';
import { customerService } from '@concord/customer-service';
import { oversight } from '@concord/oversight';

/** The services as they are deployed: their deciders, policies, processes and projections. */
export const SERVICE_PARTS = [catalog, inventory, orders, marketing, logistics, customerService, oversight];

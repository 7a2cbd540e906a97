import { catalog } from '@concord/catalog';
import { customerService } from '@concord/customer-service';
import { Model } from '@concord/event-sourcing';
import { inventory } from '@concord/inventory';
import { logistics } from '@concord/logistics';
import { marketing } from '@concord/marketing';
import { orders } from '@concord/orders';

/** The services as they are deployed: their deciders, policies, processes and projections. */
const PARTS = [catalog, inventory, orders, marketing, logistics, customerService];

export const MODELS: ReadonlyMap<string, Model> = new Map(PARTS.map((parts) => [parts.name, new Model(parts)]));
/** The gateway of orders to its payment provider. */
export const [OrdersGateway] = orders.gateways!;

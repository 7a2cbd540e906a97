import { Model } from '@concord/event-sourcing';
import { orders } from '@concord/orders';
import { SERVICE_PARTS } from './service-parts';

export const MODELS: ReadonlyMap<string, Model> = new Map(SERVICE_PARTS.map((parts) => [parts.name, new Model(parts)]));
/** The gateway of orders to its payment provider. */
export const [OrdersGateway] = orders.gateways!;

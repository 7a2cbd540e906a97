import { Caller, type ConcordOptions } from './caller';
import { SERVICES, type OperationsRoutes, type ServiceRoutes } from './generated/services';
import { serviceClient, type ServiceClient, type ServiceName } from './service-client';

type Services = { readonly [S in keyof ServiceRoutes]: ServiceClient<ServiceRoutes[S] & OperationsRoutes> };

/** A client of all services. */
export interface Concord extends Services {
  /** A service by its name, for the routes that all services have. */
  of(service: ServiceName): ServiceClient<OperationsRoutes>;
}

/**
 * A client of Concord's services, in a browser and in Node:
 * `concord({ address: 'https://shop.example', token }).orders.get('/v1/orders/{orderId}', { path: { orderId } })`.
 */
export function concord(options: ConcordOptions): Concord {
  const caller = new Caller(options);
  const services = Object.entries(SERVICES).map(([property, name]) => [property, serviceClient(caller, name)]);
  const of = (service: ServiceName) => serviceClient<OperationsRoutes>(caller, service);
  return { ...(Object.fromEntries(services) as Services), of };
}

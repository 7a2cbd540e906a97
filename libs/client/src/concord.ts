import type { Answer, Given } from './call';
import { Caller, type ConcordOptions } from './caller';
import { SERVICES, type OperationsRoutes, type ServiceRoutes } from './generated/services';
import { serviceClient, type ServiceClient, type ServiceName } from './service-client';

type Services = { readonly [S in keyof ServiceRoutes]: ServiceClient<ServiceRoutes[S] & OperationsRoutes> };

/** A client of all services. */
export interface Concord extends Services {
  /** A service by its name, for the routes that all services have. */
  of(service: ServiceName): ServiceClient<OperationsRoutes>;
  /** A call of a route that is known only at run time, such as one that was found in a document. */
  call(service: ServiceName, method: string, route: string, given?: Given): Promise<Answer<unknown>>;
}

/**
 * A client of Concord's services, in a browser and in Node:
 * `concord({ address: 'https://shop.example', token }).orders.get('/v1/orders/{orderId}', { path: { orderId } })`.
 */
export function concord(options: ConcordOptions): Concord {
  const caller = new Caller(options);
  const services = Object.entries(SERVICES).map(([property, name]) => [property, serviceClient(caller, name)]);
  const of = (service: ServiceName) => serviceClient<OperationsRoutes>(caller, service);
  const call: Concord['call'] = (service, method, route, given) => caller.call(service, method, route, given);
  return { ...(Object.fromEntries(services) as Services), of, call };
}

import { concord, SERVICES, type ServiceName } from '@concord/client';

/** All services behind the door of this page: the session cookie says who asks. */
export const shop = concord({ address: '', csrf: true });

/** All services, by the names that addresses have. */
export const DEPARTMENTS: readonly ServiceName[] = Object.values(SERVICES);

/** Where the shop sells. */
export const CHANNELS = ['b2c', 'b2b', 'd2c'] as const;
export type Channel = (typeof CHANNELS)[number];

/** The currencies that a person is offered; the services know all of ISO 4217. */
export const CURRENCIES = ['GBP', 'EUR', 'USD'] as const;

import { concord, SERVICES, type ServiceName } from '@concord/client';

/** All services behind the door of this page: the session cookie says who asks. */
export const shop = concord({ address: '', csrf: true });

/** All services, by the names that addresses have. */
export const DEPARTMENTS: readonly ServiceName[] = Object.values(SERVICES);

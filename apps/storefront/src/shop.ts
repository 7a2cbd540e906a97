import { concord } from '@concord/client';

/** All services behind the door of this page: the session cookie says who asks. The shop calls nothing else. */
export const shop = concord({ address: '', csrf: true });

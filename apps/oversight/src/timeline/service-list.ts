import { SERVICE_NAMES } from '@concord/contracts';

const ONE = `(?:${SERVICE_NAMES.join('|')})`;

/** Names of services, separated by commas. */
export const SERVICE_LIST = new RegExp(`^${ONE}(?:,${ONE})*$`);

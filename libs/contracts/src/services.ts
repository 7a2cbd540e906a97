/**
 * The services of Concord, with the ports on which they listen unless `PORT` says otherwise. A service is registered
 * only here: the compose file, the image recipe, commands and tests follow from this list.
 */
export const SERVICES = {
  catalog: 3001,
  inventory: 3002,
  orders: 3003,
  marketing: 3004,
  logistics: 3005,
  'customer-service': 3006,
  oversight: 3007,
} as const;

export type ServiceName = keyof typeof SERVICES;

/** The names of all services, in the order of their ports. */
export const SERVICE_NAMES = Object.keys(SERVICES) as readonly ServiceName[];

/** The services that erase personal data: they alone may destroy keys of the vault. */
export const ERASING_SERVICES = ['customer-service'] as const satisfies readonly ServiceName[];

/** The port of the door, the one address for people and systems, unless `PORT` says otherwise. */
export const DOOR_PORT = 3000;

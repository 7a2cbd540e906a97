// Copied by npm run generate from libs/contracts/src/short-id.ts.
/** What people see of a long id: without the first four groups of its UUID. Orders and parcels are found by it. */
export const shortId = (id: string): string => id.replace(/^[\da-f]{8}-(?:[\da-f]{4}-){3}/i, '');

/** The short id in small letters: the same, however a person writes the id or its end. */
export const numberOf = (id: string): string => shortId(id).toLowerCase();

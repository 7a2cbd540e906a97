// What each error code means for callers: when it happens, and what to do. docs/errors.md is written from these tables;
// `npm run generate` fails where a code of the sources is missing here, or the reverse. A code that one service alone
// answers stands in the table of that service.
import { CATALOG_ERRORS } from './error-texts/catalog.mjs';
import { CUSTOMER_SERVICE_ERRORS } from './error-texts/customer-service.mjs';
import { EDGE_ERRORS } from './error-texts/edge.mjs';
import { INVENTORY_ERRORS } from './error-texts/inventory.mjs';
import { LOGISTICS_ERRORS } from './error-texts/logistics.mjs';
import { MARKETING_ERRORS } from './error-texts/marketing.mjs';
import { ORDERS_ERRORS } from './error-texts/orders.mjs';
import { OVERSIGHT_ERRORS } from './error-texts/oversight.mjs';
import { SEVERAL_ERRORS } from './error-texts/several.mjs';

const TABLES = [
  CATALOG_ERRORS,
  CUSTOMER_SERVICE_ERRORS,
  EDGE_ERRORS,
  INVENTORY_ERRORS,
  LOGISTICS_ERRORS,
  MARKETING_ERRORS,
  ORDERS_ERRORS,
  OVERSIGHT_ERRORS,
  SEVERAL_ERRORS,
];

/** Every code with its texts, as pairs. */
export const ERROR_ENTRIES = TABLES.flatMap((table) => Object.entries(table));

export const ERROR_TEXTS = Object.fromEntries(ERROR_ENTRIES);

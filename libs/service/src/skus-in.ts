import { SKUS_READ_MAX } from '@concord/contracts';
import { Problem } from './problem';

/** The SKUs of a query, separated by commas: as many as one request may read. */
export function skusIn(text: string): string[] {
  const skus = text.split(',').map((sku) => sku.trim());
  if (skus.length <= SKUS_READ_MAX) return skus;
  const message = `At most ${SKUS_READ_MAX} SKUs can be requested at once.`;
  throw new Problem(400, 'request-invalid', message, { errors: [{ path: 'sku', rule: 'maxItems', message }] });
}

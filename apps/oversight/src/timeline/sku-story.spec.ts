import { inventoryEvents } from '@concord/contracts';
import { skuStoryEvents, SUMS_OVER_WAREHOUSES } from './sku-story';

const told = Object.entries(inventoryEvents).filter(([type]) => type in skuStoryEvents);
const names = (schema: unknown) => Object.keys((schema as { readonly properties: object }).properties);

describe('what inventory tells of a SKU', () => {
  it.each(told)('%s names its order or its warehouse, or counts units in all warehouses', (type, { schema }) => {
    const isSomewhere = names(schema).some((name) => name === 'orderId' || name === 'warehouse');
    expect(isSomewhere || SUMS_OVER_WAREHOUSES.has(type)).toBe(true);
  });
});

import type { Inventory } from '@concord/client';
import { useQuery } from '@tanstack/react-query';
import { shop } from '../shop';

/** The warehouses of the person. */
export const useWarehouses = (isWanted = true) =>
  useQuery({
    queryKey: ['warehouses'],
    queryFn: async ({ signal }) =>
      (await shop.inventory.get('/v1/warehouses', { query: { limit: 200 }, signal })).data.items,
    enabled: isWanted,
  }).data ?? [];

/** Warehouses as choices of a field. */
export const warehouseChoices = (warehouses: readonly Inventory.Warehouse[]) =>
  warehouses.map(({ warehouse: value, name }) => ({ value, label: `${value} · ${name}` }));

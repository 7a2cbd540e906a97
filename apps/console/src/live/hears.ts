import type { Query } from '@tanstack/react-query';
import { isRefusal } from '@concord/client';

/** What a query shows: it is asked again as soon as the live stream says that this has changed. */
export interface Hears {
  /** Whatever these services decide. */
  readonly services?: readonly string[];
  readonly sku?: string;
  readonly orderId?: string;
  /** Any SKU: the board does. */
  readonly skus?: 'any';
  readonly lamp?: boolean;
}

declare module '@tanstack/react-query' {
  interface Register {
    queryMeta: { readonly hears?: Hears };
  }
}

/** What has changed since the last look. */
export interface Changed {
  readonly skus: ReadonlySet<string>;
  readonly orders: ReadonlySet<string>;
  readonly services: ReadonlySet<string>;
  readonly lamp: boolean;
}

/**
 * Whether a service refused the query. An event does not change that: only the person asks again. Where an absence is an
 * ordinary state the query answers null instead.
 */
export const isRefused = ({ state: { error } }: Pick<Query, 'state'>): boolean => isRefusal(error);

/** Whether a query shows something of what has changed. */
export function isTouched(query: Query, { skus, orders, services, lamp }: Changed): boolean {
  const hears = query.meta?.hears as Hears | undefined;
  if (!hears || isRefused(query)) return false;
  return (
    (hears.skus === 'any' && skus.size > 0) ||
    (hears.sku !== undefined && skus.has(hears.sku)) ||
    (hears.orderId !== undefined && orders.has(hears.orderId)) ||
    (hears.lamp === true && lamp) ||
    (hears.services ?? []).some((service) => services.has(service))
  );
}

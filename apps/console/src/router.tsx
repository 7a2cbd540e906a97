import { Center, Loader } from '@mantine/core';
import { createRootRoute, createRoute, createRouter, lazyRouteComponent, redirect } from '@tanstack/react-router';
import { Frame } from './frame/frame';
import { NotFound, ScreenFailed } from './frame/not-found';
import { opens, SCREENS } from './frame/screens';
import { queries } from './queries';
import { loadSession, SESSION } from './session/session';

const root = createRootRoute({
  // Nothing is shown before it is known who asks.
  beforeLoad: () => queries.ensureQueryData({ queryKey: SESSION, queryFn: loadSession }),
  component: Frame,
  notFoundComponent: NotFound,
  errorComponent: ScreenFailed,
});

/** A filter or a moment in the address: texts alone, so that an address can be sent to a colleague. */
export type Search = Readonly<Record<string, string | undefined>>;

const validateSearch = (search: Record<string, unknown>): Search =>
  Object.fromEntries(Object.entries(search).flatMap(([name, value]) => (isText(value) ? [[name, String(value)]] : [])));
const isText = (value: unknown) => typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';

const at = { getParentRoute: () => root, validateSearch };

const routes = [
  createRoute({
    getParentRoute: () => root,
    path: '/',
    // Not everybody has a board: each begins with the first screen of theirs.
    beforeLoad: async () => {
      const session = await queries.ensureQueryData({ queryKey: SESSION, queryFn: loadSession });
      const first = SCREENS.find((screen) => opens(session, screen));
      throw redirect({ href: first?.to ?? '/board' });
    },
  }),
  createRoute({ ...at, path: '/board', component: lazyRouteComponent(() => import('./board/board'), 'Board') }),
  createRoute({
    ...at,
    path: '/skus/$sku',
    component: lazyRouteComponent(() => import('./sku/sku-screen'), 'SkuScreen'),
  }),
  createRoute({
    ...at,
    path: '/documents',
    component: lazyRouteComponent(() => import('./document/documents'), 'Documents'),
  }),
  createRoute({ ...at, path: '/refunds', component: lazyRouteComponent(() => import('./refund/refunds'), 'Refunds') }),
  createRoute({ ...at, path: '/returns', component: lazyRouteComponent(() => import('./return/returns'), 'Returns') }),
  createRoute({
    ...at,
    path: '/returns/$returnId',
    component: lazyRouteComponent(() => import('./return/return-screen'), 'ReturnScreen'),
  }),
  createRoute({
    ...at,
    path: '/return-parcels',
    component: lazyRouteComponent(() => import('./return/return-parcels'), 'ReturnParcels'),
  }),
  createRoute({ ...at, path: '/cases', component: lazyRouteComponent(() => import('./case/cases'), 'Cases') }),
  createRoute({
    ...at,
    path: '/cases/$caseId',
    component: lazyRouteComponent(() => import('./case/case-screen'), 'CaseScreen'),
  }),
  createRoute({ ...at, path: '/parcels', component: lazyRouteComponent(() => import('./parcel/parcels'), 'Parcels') }),
  createRoute({
    ...at,
    path: '/parcels/$fulfilmentId',
    component: lazyRouteComponent(() => import('./parcel/parcel-screen'), 'ParcelScreen'),
  }),
  createRoute({
    ...at,
    path: '/purchase-orders',
    component: lazyRouteComponent(() => import('./purchase/purchase-orders'), 'PurchaseOrders'),
  }),
  createRoute({
    ...at,
    path: '/customers',
    component: lazyRouteComponent(() => import('./customer/customers'), 'Customers'),
  }),
  createRoute({
    ...at,
    path: '/customers/$customerId',
    component: lazyRouteComponent(() => import('./customer/customer-screen'), 'CustomerScreen'),
  }),
  createRoute({ ...at, path: '/orders', component: lazyRouteComponent(() => import('./order/orders'), 'Orders') }),
  createRoute({
    ...at,
    path: '/orders/$orderId',
    component: lazyRouteComponent(() => import('./order/order-screen'), 'OrderScreen'),
  }),
  createRoute({
    ...at,
    path: '/baskets/new',
    component: lazyRouteComponent(() => import('./basket/new-basket'), 'NewBasket'),
  }),
  createRoute({
    ...at,
    path: '/baskets/$cartId',
    component: lazyRouteComponent(() => import('./basket/basket-screen'), 'BasketScreen'),
  }),
  createRoute({
    ...at,
    path: '/products',
    component: lazyRouteComponent(() => import('./product/products'), 'Products'),
  }),
  createRoute({
    ...at,
    path: '/products/$productId',
    component: lazyRouteComponent(() => import('./product/product-screen'), 'ProductScreen'),
  }),
  createRoute({
    ...at,
    path: '/categories',
    component: lazyRouteComponent(() => import('./category/category-list'), 'CategoryList'),
  }),
  createRoute({
    ...at,
    path: '/campaigns',
    component: lazyRouteComponent(() => import('./campaigns/campaigns'), 'Campaigns'),
  }),
  createRoute({
    ...at,
    path: '/campaigns/$campaignId',
    component: lazyRouteComponent(() => import('./campaigns/campaign-screen'), 'CampaignScreen'),
  }),
  createRoute({
    ...at,
    path: '/promotions',
    component: lazyRouteComponent(() => import('./promotions/promotions'), 'Promotions'),
  }),
  createRoute({
    ...at,
    path: '/price-lists',
    component: lazyRouteComponent(() => import('./price/price-lists'), 'PriceLists'),
  }),
  createRoute({
    ...at,
    path: '/price-lists/$list',
    component: lazyRouteComponent(() => import('./price/price-list-screen'), 'PriceListScreen'),
  }),
  createRoute({
    ...at,
    path: '/price-proposals',
    component: lazyRouteComponent(() => import('./price/price-proposals'), 'PriceProposals'),
  }),
  createRoute({
    ...at,
    path: '/companies',
    component: lazyRouteComponent(() => import('./company/companies'), 'Companies'),
  }),
  createRoute({
    ...at,
    path: '/companies/$companyId',
    component: lazyRouteComponent(() => import('./company/company-screen'), 'CompanyScreen'),
  }),
  createRoute({ ...at, path: '/quotes', component: lazyRouteComponent(() => import('./quote/quotes'), 'Quotes') }),
  createRoute({
    ...at,
    path: '/quotes/new',
    component: lazyRouteComponent(() => import('./quote/new-quote'), 'NewQuote'),
  }),
  createRoute({
    ...at,
    path: '/quotes/$salesQuoteId',
    component: lazyRouteComponent(() => import('./quote/quote-screen'), 'QuoteScreen'),
  }),
  createRoute({
    ...at,
    path: '/ship-options',
    component: lazyRouteComponent(() => import('./ship-option/ship-options'), 'ShipOptions'),
  }),
  createRoute({ ...at, path: '/tax', component: lazyRouteComponent(() => import('./tax/tax-zones'), 'TaxZones') }),
  createRoute({
    ...at,
    path: '/tax/$zone',
    component: lazyRouteComponent(() => import('./tax/tax-zone-screen'), 'TaxZoneScreen'),
  }),
  createRoute({
    ...at,
    path: '/vouchers',
    component: lazyRouteComponent(() => import('./voucher/vouchers'), 'Vouchers'),
  }),
  createRoute({
    ...at,
    path: '/operations',
    component: lazyRouteComponent(() => import('./operations/operations-screen'), 'OperationsScreen'),
  }),
  createRoute({
    ...at,
    path: '/settings',
    component: lazyRouteComponent(() => import('./setting/settings'), 'Settings'),
  }),
  createRoute({
    ...at,
    path: '/settings/$key',
    component: lazyRouteComponent(() => import('./setting/setting-screen'), 'SettingScreen'),
  }),
];

export const router = createRouter({
  routeTree: root.addChildren(routes),
  defaultPendingComponent: () => (
    <Center mih={240}>
      <Loader />
    </Center>
  ),
  defaultPreload: 'intent',
  scrollRestoration: true,
  // Addresses as people write them: ?state=short, and not ?state="short".
  parseSearch: (text) => Object.fromEntries(new URLSearchParams(text)),
  stringifySearch: (search) => {
    const text = new URLSearchParams(
      Object.entries(search as Search).flatMap(([name, value]) =>
        value === undefined || value === '' ? [] : [[name, value]],
      ),
    ).toString();
    return text === '' ? '' : `?${text}`;
  },
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}

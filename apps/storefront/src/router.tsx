import { Center, Loader } from '@mantine/core';
import { createRootRoute, createRoute, createRouter, lazyRouteComponent } from '@tanstack/react-router';
import { Frame } from './frame/frame';
import { NotFound, ScreenFailed } from './frame/not-found';
import { Products } from './product/products';
import { queries } from './queries';
import { loadSession, SESSION } from './session/session';

const root = createRootRoute({
  // Whoever comes in without a session is a guest, before anything is shown.
  beforeLoad: () => queries.ensureQueryData({ queryKey: SESSION, queryFn: loadSession }),
  component: Frame,
  notFoundComponent: NotFound,
  errorComponent: ScreenFailed,
});

/** The filters of the list, which stand in its address. */
export type Search = Readonly<Record<string, string | undefined>>;

const validateSearch = (search: Record<string, unknown>): Search =>
  Object.fromEntries(
    Object.entries(search).flatMap(([name, value]) =>
      typeof value === 'string' || typeof value === 'number' ? [[name, String(value)]] : [],
    ),
  );

const at = { getParentRoute: () => root };

const routes = [
  createRoute({ ...at, path: '/', validateSearch, component: Products }),
  createRoute({
    ...at,
    path: '/products/$productId',
    component: lazyRouteComponent(() => import('./product/product-screen'), 'ProductScreen'),
  }),
  createRoute({
    ...at,
    path: '/basket',
    component: lazyRouteComponent(() => import('./basket/basket-screen'), 'BasketScreen'),
  }),
  createRoute({
    ...at,
    path: '/checkout',
    component: lazyRouteComponent(() => import('./checkout/checkout-screen'), 'CheckoutScreen'),
  }),
  createRoute({ ...at, path: '/orders', component: lazyRouteComponent(() => import('./order/orders'), 'Orders') }),
  createRoute({
    ...at,
    path: '/orders/$orderId',
    component: lazyRouteComponent(() => import('./order/order-screen'), 'OrderScreen'),
  }),
  createRoute({
    ...at,
    path: '/orders/$orderId/thanks',
    component: lazyRouteComponent(() => import('./order/thanks'), 'Thanks'),
  }),
  createRoute({
    ...at,
    path: '/orders/$orderId/return',
    component: lazyRouteComponent(() => import('./order/return-screen'), 'ReturnScreen'),
  }),
  createRoute({
    ...at,
    path: '/orders/$orderId/exchange',
    component: lazyRouteComponent(() => import('./after-sales/exchange-screen'), 'ExchangeScreen'),
  }),
  createRoute({
    ...at,
    path: '/orders/$orderId/problem',
    component: lazyRouteComponent(() => import('./after-sales/claim-screen'), 'ClaimScreen'),
  }),
];

export const router = createRouter({
  routeTree: root.addChildren(routes),
  basepath: '/shop',
  defaultPendingComponent: () => (
    <Center mih={240}>
      <Loader />
    </Center>
  ),
  defaultPreload: 'intent',
  scrollRestoration: true,
  // Addresses as people write them: ?q=lamp, and not ?q="lamp".
  parseSearch: (text) => Object.fromEntries(new URLSearchParams(text)),
  stringifySearch: (search) => {
    const given = Object.entries(search as Search).flatMap(([name, value]) => (value ? [[name, value]] : []));
    const text = new URLSearchParams(given).toString();
    return text === '' ? '' : `?${text}`;
  },
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}

import type { ServiceName } from '@concord/contracts';
import { eventually } from '@concord/testing';
import { aligned } from '../src/replay/alignment';
import type { PathClient } from './path-client';

export interface Line {
  readonly lineId: string;
  readonly sku: string;
  readonly totalMinor: number;
  readonly tax?: { readonly amountMinor: number };
}
export interface Cart {
  readonly cartId: string;
  readonly status: string;
  readonly lines: readonly Line[];
  readonly hold: { readonly status: string; readonly short: readonly object[] };
  readonly orderId: string | null;
}
export interface Quote extends Cart {
  readonly quote: {
    readonly quoteId: string;
    readonly lines: readonly Line[];
    readonly totalMinor: number;
    readonly taxOnTopMinor: number;
    readonly credits?: {
      readonly vouchers: readonly { readonly amountMinor: number }[];
      readonly points?: { readonly amountMinor: number };
    };
    readonly shipping?: { readonly option: string };
  };
  readonly shipOptions: readonly { readonly option: string }[];
  readonly promotions: readonly object[];
}
export interface Order {
  readonly orderId: string;
  readonly status: string;
  readonly totalMinor: number;
  readonly capturedMinor: number;
  readonly refundedMinor: number;
  readonly creditsBackMinor: number;
}

export const put = (client: PathClient, service: ServiceName, path: string, body: object) =>
  client.call(service, 'PUT', path, { body });
export const refusal = (asked: Promise<unknown>) =>
  asked.then(
    () => 'done',
    (error: { code?: string }) => error.code,
  );

/** What customers and departments do with baskets and their orders; `shop` has all rights. */
export function tradeOf(shop: PathClient) {
  /** The warehouse MAIN has twenty units of each SKU, at these prices. */
  async function offers(prices: readonly (readonly [string, number])[]) {
    const rows = prices.map(([sku, priceMinor]) => {
      return { sku, title: `Thing ${sku}`, kind: 'shippable', priceMinor, currency: 'GBP', weightG: 200 };
    });
    await shop.write('inventory', '/v1/warehouses', { warehouse: 'MAIN', name: 'Main' });
    await shop.write('catalog', '/v1/imports', { rows, publish: true });
    const lines = prices.map(([sku]) => ({ sku, quantity: 20 }));
    await shop.write('inventory', '/v1/receipts', { warehouse: 'MAIN', cause: 'spec', lines });
  }
  async function filled(client: PathClient, wanted: readonly (readonly [string, number])[]) {
    const { cartId } = await client.write<Cart>('orders', '/v1/carts', { currency: 'GBP' });
    for (const [sku, quantity] of wanted) await client.write('orders', `/v1/carts/${cartId}/lines`, { sku, quantity });
    await put(client, 'orders', `/v1/carts/${cartId}/address`, {
      shipTo: { country: 'GB', postcode: 'N1 9GU', name: 'Ada Bell', street: '12 Mill Lane', city: 'London' },
      contact: { email: 'ada@example.org' },
    });
    return cartId;
  }
  const place = async (client: PathClient, body: object) =>
    (await client.call('orders', 'POST', '/v1/orders', { body, wait: 5 })).data as Order;
  const quoted = (client: PathClient, cartId: string) => client.write<Quote>('orders', `/v1/carts/${cartId}/quote`);
  const stockOf = (sku: string) => shop.read<{ sellable: number; onHand: number }>('inventory', `/v1/stock/${sku}`);
  const decided = (client: PathClient, orderId: string) =>
    eventually(
      async () => {
        const order = await client.read<Order>('orders', `/v1/orders/${orderId}`);
        expect(order.status).not.toBe('pending');
        return order;
      },
      { within: 20_000 },
    );

  async function sent(orderId: string, units: readonly { readonly sku: string; readonly quantity: number }[]) {
    const fulfilmentId = `${orderId}.MAIN`;
    await eventually(async () => shop.read('logistics', `/v1/fulfilments/${fulfilmentId}`), { within: 30_000 });
    await shop.write('logistics', '/v1/pick-tasks', { fulfilmentId, scans: units, finish: true });
    await shop.write('logistics', '/v1/pack-sessions', { fulfilmentId, contents: units, close: true });
    await shop.write('logistics', `/v1/fulfilments/${fulfilmentId}/labels`);
    await shop.write('logistics', `/v1/shipments/${fulfilmentId}/handover`);
    await shop.write('logistics', `/v1/shipments/${fulfilmentId}/deliver`);
    await aligned(shop);
  }
  async function returned(orderId: string, lineId: string, quantity: number) {
    const lines = [{ lineId, quantity, reason: 'a spec' }];
    const { id } = await shop.write<{ id: string }>('customer-service', '/v1/return-desk/requests', { orderId, lines });
    await aligned(shop);
    await shop.write('logistics', `/v1/return-shipments/${id}/arrive`, { warehouse: 'MAIN' });
    await aligned(shop);
    await shop.write('inventory', `/v1/return-receipts/${id}/grades`, { grades: [{ lineId, quantity, grade: 'A' }] });
  }

  return { offers, filled, place, quoted, stockOf, decided, sent, returned };
}

import { eventually, uniqueName } from '@concord/testing';
import { aligned } from '../src/replay/alignment';
import { put, refusal, tradeOf, type Cart, type Order } from './basket-trade';
import { timerIsDue } from './due-timer';
import { pathClientAs, pathClientOf, type PathClient } from './path-client';
import { startedSystem } from './started-system';

jest.setTimeout(60_000);

/** All services as processes: a basket from its first line to the last penny given back. */
describe('a basket', () => {
  let started: Awaited<ReturnType<typeof startedSystem>>;
  let shop: PathClient;
  let trade: ReturnType<typeof tradeOf>;
  const [A, B] = [uniqueName('A').toUpperCase(), uniqueName('B').toUpperCase()];
  const customer = (customerId: string) =>
    pathClientAs(started.system, { roles: ['customer'], subject: customerId, customerId });
  beforeAll(async () => {
    started = await startedSystem();
    shop = pathClientOf(started.system);
    trade = tradeOf(shop);
    await trade.offers([
      [A, 197],
      [B, 1_000],
    ]);
    const manager = pathClientAs(started.system, { roles: ['marketing_manager'], subject: 'mia' });
    const promotion = await manager.write<{ id: string }>('marketing', '/v1/promotions', {
      code: 'TENTH',
      name: 'A tenth off',
      reward: { kind: 'percent', value: 10 },
      from: '2026-01-01T00:00:00Z',
      to: '2036-01-01T00:00:00Z',
    });
    await manager.write('marketing', `/v1/promotions/${promotion.id}/activate`);
    const uk = { name: 'United Kingdom', kind: 'domestic', countries: ['GB', 'United Kingdom'] };
    await put(shop, 'orders', '/v1/tax/zones/UK', uk);
    const from = '2026-01-01T00:00:00Z';
    await put(shop, 'orders', '/v1/tax/zones/UK/rates/standard', { rateMilli: 20_000, from });
    await aligned(shop);
  }, 180_000);
  afterAll(async () => {
    await started?.stop();
  }, 60_000);

  it('is quoted to the penny, with its tax: check value 1', async () => {
    const ada = customer('ada');
    const cartId = await trade.filled(ada, [
      [A, 3],
      [B, 1],
    ]);
    await ada.write('orders', `/v1/carts/${cartId}/coupons`, { code: ' tenth ' });
    const { quote, promotions } = await trade.quoted(ada, cartId);
    expect(promotions).toMatchObject([{ code: 'TENTH', name: 'A tenth off' }]);
    expect(quote).toMatchObject({ totalMinor: 1_432, taxOnTopMinor: 0 });
    expect(quote.lines.map(({ totalMinor, tax }) => [totalMinor, tax!.amountMinor])).toEqual([
      [532, 89],
      [900, 150],
    ]);
  });

  it('holds its units, and its order takes them over', async () => {
    const eve = customer('eve');
    // The baskets before this one hold units too.
    await aligned(shop);
    const before = await trade.stockOf(A);
    const cartId = await trade.filled(eve, [[A, 2]]);
    await eventually(async () => {
      expect((await eve.read<Cart>('orders', `/v1/carts/${cartId}`)).hold.status).toBe('held');
      expect((await trade.stockOf(A)).sellable).toBe(before.sellable - 2);
    });
    const { quote } = await trade.quoted(eve, cartId);
    const { orderId } = await trade.place(eve, {
      cartId,
      quoteId: quote.quoteId,
      payment: { method: 'card', token: 'ok' },
    });
    expect(await trade.decided(eve, orderId)).toMatchObject({ status: 'confirmed', totalMinor: 394 });
    await eventually(async () => {
      expect(await eve.read<Cart>('orders', `/v1/carts/${cartId}`)).toMatchObject({
        status: 'ordered',
        orderId,
        hold: { status: 'released' },
      });
      expect((await trade.stockOf(A)).sellable).toBe(before.sellable - 2);
    });
  });

  it('is refused with what is different where it changed since the quote', async () => {
    const bob = customer('bob');
    const cartId = await trade.filled(bob, [[B, 1]]);
    const { quote } = await trade.quoted(bob, cartId);
    await bob.write('orders', `/v1/carts/${cartId}/lines`, { sku: B, quantity: 1 });
    const body = { cartId, quoteId: quote.quoteId, payment: { method: 'card', token: 'ok' } };
    const refused = await trade.place(bob, body).catch((error: unknown) => error);
    expect(refused).toMatchObject({
      code: 'quote-stale',
      facts: { differences: { quotedMinor: 1_000, nowMinor: 2_000 } },
    });
    const again = await trade.quoted(bob, cartId);
    // Also where another tab had it quoted anew.
    expect(await trade.place(bob, body).catch((error: unknown) => error)).toMatchObject({
      code: 'quote-stale',
      facts: { differences: { quotedMinor: 1_000, nowMinor: 2_000, lines: [{ sku: B, quotedUnits: 1, nowUnits: 2 }] } },
    });
    const { orderId } = await trade.place(bob, { ...body, quoteId: again.quote.quoteId });
    expect(await trade.decided(bob, orderId)).toMatchObject({ status: 'confirmed', totalMinor: 2_000 });
  });

  it('is open again, with its hold, when the card is declined', async () => {
    const cleo = customer('cleo');
    const cartId = await trade.filled(cleo, [[B, 1]]);
    const { quote } = await trade.quoted(cleo, cartId);
    const body = { cartId, quoteId: quote.quoteId, payment: { method: 'card', token: 'decline' } };
    const { orderId } = await trade.place(cleo, body);
    expect(await trade.decided(cleo, orderId)).toMatchObject({ status: 'rejected' });
    await eventually(async () =>
      expect(await cleo.read<Cart>('orders', `/v1/carts/${cartId}`)).toMatchObject({
        status: 'open',
        hold: { status: 'held' },
      }),
    );
    const again = await trade.place(cleo, { ...body, payment: { method: 'card', token: 'ok' } });
    expect(await trade.decided(cleo, again.orderId)).toMatchObject({ status: 'confirmed' });
  });

  it('is over, and holds nothing, when its order is cancelled before it is decided', async () => {
    const kim = customer('kim');
    const cartId = await trade.filled(kim, [[A, 2]]);
    const { quote } = await trade.quoted(kim, cartId);
    await eventually(async () =>
      expect(await kim.read<Cart>('orders', `/v1/carts/${cartId}`)).toMatchObject({ hold: { status: 'held' } }),
    );
    await aligned(shop);
    const before = await trade.stockOf(A);
    // The provider never answers.
    const payment = { method: 'card', token: 'silent' };
    const { orderId } = await trade.place(kim, { cartId, quoteId: quote.quoteId, payment });
    await kim.write('orders', `/v1/orders/${orderId}/cancel`, { reason: 'the bank does not answer' });
    await eventually(async () =>
      expect(await kim.read<Cart>('orders', `/v1/carts/${cartId}`)).toMatchObject({
        status: 'ended',
        hold: { status: 'released' },
      }),
    );
    await eventually(async () => expect((await trade.stockOf(A)).sellable).toBe(before.sellable + 2));
  });

  it('is abandoned when nobody goes on with it, and recovered with its order', async () => {
    const lea = customer('lea');
    const cartId = await trade.filled(lea, [[A, 1]]);
    await timerIsDue(started, 'orders', cartId, 'idle');
    const abandoned = async () => {
      const path = '/v1/carts?status=abandoned&customer=lea';
      return (await shop.read<{ items: Cart[] }>('orders', path)).items.map((cart) => cart.cartId);
    };
    await eventually(async () => expect(await abandoned()).toEqual([cartId]));
    expect(await lea.read<Cart>('orders', `/v1/carts/${cartId}`)).toMatchObject({ status: 'open' });
    const { quote } = await trade.quoted(lea, cartId);
    await eventually(async () => expect(await abandoned()).toEqual([]));
    await timerIsDue(started, 'orders', cartId, 'idle');
    await eventually(async () => expect(await abandoned()).toEqual([cartId]));
    const payment = { method: 'card', token: 'ok' };
    const { orderId } = await trade.place(lea, { cartId, quoteId: quote.quoteId, payment });
    expect(await trade.decided(lea, orderId)).toMatchObject({ status: 'confirmed' });
    expect(await abandoned()).toEqual([]);
    type Events = { items: { type: string; data: object }[] };
    const { items } = await shop.read<Events>('orders', `/v1/streams/cart/${cartId}`);
    expect(items.filter(({ type }) => type === 'CartAbandoned' || type === 'CartRecovered')).toMatchObject([
      { type: 'CartAbandoned', data: { lines: [{ sku: A, quantity: 1 }] } },
      { type: 'CartRecovered', data: { cause: 'changed' } },
      { type: 'CartAbandoned', data: { totalMinor: quote.totalMinor } },
      { type: 'CartRecovered', data: { cause: 'ordered', orderId } },
    ]);
  });

  it('of a guest is taken in when its customer signs in, with its units', async () => {
    const [guest, dora] = [customer('guest-1'), customer('dora')];
    const from = await trade.filled(guest, [[A, 1]]);
    const into = await trade.filled(dora, [[B, 1]]);
    const stranger = customer('guest-2');
    const ofStranger = await trade.filled(stranger, [[B, 1]]);
    const taking = stranger.write('orders', `/v1/carts/${ofStranger}/merge`, { fromCartId: from });
    expect(await refusal(taking)).toBe('cart-unknown');
    const merged = await dora.write<Cart>('orders', `/v1/carts/${into}/merge`, { fromCartId: from });
    expect(merged.lines.map(({ sku }) => sku).sort()).toEqual([A, B].sort());
    expect(await guest.read<Cart>('orders', `/v1/carts/${from}`)).toMatchObject({ status: 'ended' });
    await eventually(async () =>
      expect((await dora.read<Cart>('orders', `/v1/carts/${into}`)).hold.status).toBe('held'),
    );
  });

  it('is paid by voucher, points and card, and each gets its part back: check value 6', async () => {
    const flo = customer('flo');
    const agent = pathClientAs(started.system, { roles: ['cs_agent'], subject: 'agent' });
    const lead = pathClientAs(started.system, { roles: ['cs_lead'], subject: 'lead' });
    const voucher = { amountMinor: 500, currency: 'GBP', cause: 'goodwill', customerId: 'flo' };
    const { id: voucherId, code } = await agent.write<{ id: string; code: string }>(
      'marketing',
      '/v1/vouchers',
      voucher,
    );
    await lead.write('marketing', '/v1/loyalty/flo/adjustments', { points: 132, reason: 'a spec' });
    await aligned(shop);
    const cartId = await trade.filled(flo, [
      [A, 3],
      [B, 1],
    ]);
    await flo.write('orders', `/v1/carts/${cartId}/coupons`, { code: 'TENTH' });
    await flo.write('orders', `/v1/carts/${cartId}/vouchers`, { code: code.toLowerCase() });
    await flo.write('orders', `/v1/carts/${cartId}/points`, { points: 132 });
    const { quote } = await trade.quoted(flo, cartId);
    expect(quote.credits).toMatchObject({ vouchers: [{ amountMinor: 500 }], points: { amountMinor: 132 } });
    const payment = { method: 'card', token: 'ok' };
    const { orderId } = await trade.place(flo, { cartId, quoteId: quote.quoteId, payment });
    expect(await trade.decided(flo, orderId)).toMatchObject({ status: 'confirmed', totalMinor: 1_432 });
    const balance = async () => {
      const [{ balanceMinor }, { available }, { refundedMinor, capturedMinor, creditsBackMinor }] = await Promise.all([
        shop.read<{ balanceMinor: number }>('marketing', `/v1/vouchers/${voucherId}`),
        shop.read<{ available: number }>('marketing', '/v1/loyalty/flo'),
        shop.read<Order>('orders', `/v1/orders/${orderId}`),
      ]);
      return {
        voucher: balanceMinor,
        points: available,
        captured: capturedMinor,
        refunded: refundedMinor,
        creditsBackMinor,
      };
    };
    await trade.sent(orderId, [
      { sku: A, quantity: 3 },
      { sku: B, quantity: 1 },
    ]);
    await eventually(async () =>
      expect(await balance()).toEqual({ voucher: 0, points: 0, captured: 800, refunded: 0, creditsBackMinor: 0 }),
    );
    const after = [
      ['1', 1, { voucher: 62, points: 16, refunded: 99 }],
      ['1', 1, { voucher: 124, points: 33, refunded: 198 }],
      ['1', 1, { voucher: 186, points: 49, refunded: 297 }],
      ['2', 1, { voucher: 500, points: 132, refunded: 800 }],
    ] as const;
    for (const [lineId, quantity, sums] of after) {
      await trade.returned(orderId, lineId, quantity);
      await eventually(async () => expect(await balance()).toMatchObject(sums), { within: 15_000 });
    }
  }, 120_000);

  it('becomes an order that goes to another address until it is picked', async () => {
    const ivy = customer('ivy');
    const cartId = await trade.filled(ivy, [[A, 1]]);
    const { quote } = await trade.quoted(ivy, cartId);
    const payment = { method: 'card', token: 'ok' };
    const { orderId } = await trade.place(ivy, { cartId, quoteId: quote.quoteId, payment });
    await trade.decided(ivy, orderId);
    const move = (postcode: string) =>
      put(ivy, 'orders', `/v1/orders/${orderId}/address`, { shipTo: { country: 'GB', postcode, street: '1 Quay' } });
    await move('BS1 4ST');
    await aligned(shop);
    expect(await shop.read('logistics', `/v1/fulfilments/${orderId}.MAIN`)).toMatchObject({ postcode: 'BS1 4ST' });
    const units = [{ sku: A, quantity: 1 }];
    await shop.write('logistics', '/v1/pick-tasks', { fulfilmentId: `${orderId}.MAIN`, scans: units, finish: true });
    await aligned(shop);
    expect(await refusal(move('N1 9GU'))).toBe('address-not-changeable');
  });

  it('of two hundred customers sell twenty units twenty times, and hold nothing afterwards', async () => {
    const sku = uniqueName('RUSH').toUpperCase();
    const row = { sku, title: 'Rush', kind: 'shippable', priceMinor: 500, currency: 'GBP', weightG: 100 };
    await shop.write('catalog', '/v1/imports', { rows: [row], publish: true });
    await shop.write('inventory', '/v1/receipts', {
      warehouse: 'MAIN',
      cause: 'spec',
      lines: [{ sku, quantity: 20 }],
    });
    await aligned(shop);
    const buy = async (_: unknown, index: number) => {
      const client = customer(`rush-${index}`);
      const cartId = await trade.filled(client, [[sku, 1]]);
      const { quote } = await trade.quoted(client, cartId);
      const payment = { method: 'card', token: 'ok' };
      const { orderId } = await trade.place(client, { cartId, quoteId: quote.quoteId, payment });
      return { cartId, status: (await trade.decided(client, orderId)).status };
    };
    const bought = await Promise.all(Array.from({ length: 200 }, buy));
    const sold = bought.filter(({ status }) => status === 'confirmed');
    expect(sold).toHaveLength(20);
    // Baskets that lost have nothing held, since nothing is left.
    await eventually(async () => expect(await trade.stockOf(sku)).toMatchObject({ onHand: 20, sellable: 0, held: 0 }));
  }, 180_000);

  it('belongs to its customer alone', async () => {
    const cartId = await trade.filled(customer('ada'), [[A, 1]]);
    const mallory = customer('mallory');
    expect(await refusal(mallory.read('orders', `/v1/carts/${cartId}`))).toBe('cart-unknown');
    expect(await mallory.read('orders', '/v1/carts?customer=ada')).toMatchObject({ items: [] });
    const own = await customer('ada').read<{ items: Cart[] }>('orders', '/v1/carts?status=open&limit=1');
    expect(own.items).toMatchObject([{ cartId, status: 'open' }]);
    expect(await refusal(mallory.write('orders', `/v1/carts/${cartId}/lines`, { sku: A }))).toBe('cart-unknown');
  });
});

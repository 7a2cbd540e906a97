import { eventually } from '@concord/testing';
import { openPayingShop } from './paying-shop';
import type { Mood, Operation } from './stripe-server';

// Random orders through the real service, at a provider with books of its own that loses answers, is away, refuses, and
// sends its notices late, twice and out of order. In the end its books are the judge.

/** A stream of numbers that follow from the seed (mulberry32), so that a failure can be repeated. */
function numbers(seed: number) {
  let state = seed;
  const next = () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const below = (most: number) => Math.floor(next() * most);
  return { below, chance: (part: number) => next() < part, pick: <T>(of: readonly T[]): T => of[below(of.length)]! };
}

const OPERATIONS: readonly Operation[] = ['authorise', 'capture', 'refund', 'cancel'];
const TROUBLE: readonly Mood[] = ['lost', 'lost', 'down', 'fail', 'decline'];
const CARDS = ['pm_card', 'pm_card', 'pm_card', 'pm_card', 'pm_decline', 'pm_challenge'];
const ORDERS = 20;
const UNITS = 4;
const VOUCHER_MINOR = 733;
const POINTS = 250;

describe.each([1, 2, 3])('whatever happens at the provider (%i)', (seed) => {
  const shop = openPayingShop(`payment-books-${seed}`);
  beforeAll(() => shop.start(), 60_000);
  afterAll(() => shop.stop(), 15_000);

  it('its books are ours to the penny, and nothing was done twice', async () => {
    const random = numbers(seed);
    const { stripe } = shop;
    const ask = async (method: string, route: string, body?: object) => (await shop.ask(method, route, body)).json;
    const creditsOf = new Map<string, number>();
    const refunded = new Set<string>();

    const live = async () => {
      stripe.hasMulticapture = random.chance(0.5);
      for (const operation of OPERATIONS) if (random.chance(0.3)) stripe.script(operation, random.pick(TROUBLE));
      const card = random.pick(CARDS);
      const isPaidInPart = random.chance(0.5);
      const orderId = isPaidInPart
        ? await shop.orderWithCredits(UNITS, card, VOUCHER_MINOR, POINTS)
        : await shop.order(UNITS, card);
      if (isPaidInPart) creditsOf.set(orderId, VOUCHER_MINOR + POINTS);
      const at = `/v1/orders/${orderId}`;
      if (random.chance(0.2)) await ask('POST', `${at}/cancel`, { reason: 'changed my mind' });
      if (random.chance(0.8)) await settled(orderId);
      for (const { id, status } of stripe.intentsOf(orderId))
        if (status === 'requires_action') stripe.finish(id, random.chance(0.7));
      if (random.chance(0.5)) await shop.sendNotices((all) => shuffled(all, random));
      await settled(orderId);
      const { status } = await ask('GET', at);
      if (status !== 'confirmed') return;
      let left = UNITS;
      for (let parcel = 1; left > 0; parcel += 1) {
        if (random.chance(0.1))
          stripe.intentsOf(orderId).forEach(({ id, status: is }) => is === 'requires_capture' && stripe.expire(id));
        const units = 1 + random.below(left);
        if (random.chance(0.2)) {
          await ask('POST', `${at}/cancel`, { reason: 'too many', lines: [{ sku: 'TEE', quantity: units }] });
        } else await shop.ship(orderId, `${orderId}.${parcel}`, units);
        left -= units;
        const refund = stripe.refunds.findLast(({ status }) => status === 'succeeded');
        if (refund && random.chance(0.1)) stripe.bounce(refund.id);
        if (random.chance(0.3)) refunded.add(orderId);
        if (refunded.has(orderId))
          await ask('POST', `${at}/refunds`, { amountMinor: 1 + random.below(1_500), reason: 'late' });
      }
    };

    /** Nothing is under way at the provider for this order. */
    const settled = (orderId: string) =>
      eventually(
        async () => {
          const { items } = await ask('GET', `/v1/orders/${orderId}/payments`);
          const { status } = await ask('GET', `/v1/orders/${orderId}`);
          const waits = (items ?? []).some(
            ({ status: is }: { status: string }) => is === 'requested' || is === 'unwanted' || is === 'voiding',
          );
          expect({ orderId, waits, isPending: status === 'pending' && items.length === 0 }).toEqual({
            orderId,
            waits: false,
            isPending: false,
          });
        },
        { within: 20_000 },
      );

    for (let n = 0; n < ORDERS; n += 1) await live();
    const orderIds = new Set([...stripe.intents.values()].map(({ metadata }) => metadata['order_id'] as string));

    // From here on the provider does all that it is asked for; people retry what failed.
    stripe.calm();
    for (const { id, status } of stripe.intents.values()) if (status === 'requires_action') stripe.finish(id, true);
    await shop.sendNotices((all) => shuffled([...all, ...all], random));
    for (const orderId of orderIds)
      await eventually(
        async () => {
          await settled(orderId);
          const at = `/v1/orders/${orderId}`;
          const [payment] = (await ask('GET', `${at}/payments`)).items;
          for (const { fulfilmentId, status } of payment?.captures ?? [])
            if (status === 'failed') await ask('POST', `${at}/captures/${fulfilmentId}/retry`, {});
          for (const { refundId, status } of payment?.refunds ?? [])
            if (status === 'failed') await ask('POST', `${at}/refunds/${refundId}/retry`, {});
          const [now] = (await ask('GET', `${at}/payments`)).items;
          const open = [
            ...now.captures.filter(({ status }: { status: string }) => status !== 'captured'),
            ...now.refunds.filter(({ status }: { status: string }) => status !== 'succeeded'),
          ];
          expect(open).toEqual([]);
          const intents = stripe.intentsOf(orderId);
          const sum = (move: 'capture' | 'refund') => intents.reduce((all, { id }) => all + stripe.sum(move, id), 0);
          const books = { captured: sum('capture'), refunded: sum('refund') };
          expect({ orderId, ...books }).toEqual({
            orderId,
            captured: now.capturedMinor,
            refunded: now.refundedMinor,
          });
          expect(books.captured - books.refunded).toBeGreaterThanOrEqual(0);
          const order = await ask('GET', at);
          const isOver = ['rejected', 'cancelled', 'shipped', 'delivered'].includes(order.status);
          expect({ orderId, blocked: isOver ? stripe.blocked(orderId) : 0 }).toEqual({ orderId, blocked: 0 });
          // What vouchers, points and the card paid together is the price of what was sent.
          const credits = creditsOf.get(orderId) ?? 0;
          const isCounted = order.status === 'shipped' && !refunded.has(orderId);
          const paid = books.captured + credits - order.creditsBackMinor;
          expect({ orderId, paid: isCounted ? paid : 0 }).toEqual({
            orderId,
            paid: isCounted ? order.totalMinor - order.cancelledMinor : 0,
          });
          expect(order.creditsBackMinor).toBeLessThanOrEqual(credits);
        },
        { within: 30_000, every: 100 },
      );
    const wrong = await ask('GET', '/v1/refused');
    expect(wrong.items).toEqual([]);
  }, 240_000);
});

function shuffled<T>(all: readonly T[], { below }: { below(most: number): number }): T[] {
  const left = [...all];
  return all.map(() => left.splice(below(left.length), 1)[0]!);
}

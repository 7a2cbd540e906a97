import { openCounter, refusal, type Counter, type Reply } from '../../test/counter';
import { concord } from '../concord';
import type { Orders } from '../generated/services';
import { isProblem } from '../problem';
import { applyCoupon, applyPoints, applyVoucher } from './basket-credits';

let counter: Counter;
beforeEach(async () => {
  counter = await openCounter();
});
afterEach(() => counter.close());

const basket = (more: Partial<Orders.Cart> = {}) =>
  ({ cartId: 'c', lines: [{}], shipTo: {}, voucherIds: ['old'], points: 200, ...more }) as Orders.Cart;
const taken = (more: Partial<Orders.Cart> = {}): Reply => ({ status: 200, json: basket(more) });
const shop = () => concord({ address: counter.url });
const codeOf = (call: Promise<unknown>) => call.then(String, (error: unknown) => isProblem(error) && error.code);
const asked = () => counter.arrived.map(({ method, url }) => `${method} ${url.replace('/orders/v1/carts/c/', '')}`);

describe('what is applied to a basket', () => {
  it('stays where the basket is quoted with it', async () => {
    counter.answers(taken({ codes: ['TENTH'] }), { status: 200, json: {} });
    expect((await applyCoupon(shop(), basket(), 'TENTH')).data.codes).toEqual(['TENTH']);
    expect(asked()).toEqual(['POST coupons', 'POST quote']);
  });
  it('is taken out where a code lowers nothing', async () => {
    counter.answers(taken(), refusal(422, 'promotion-without-effect'), taken());
    expect(await codeOf(applyCoupon(shop(), basket(), 'TENTH'))).toBe('promotion-without-effect');
    expect(asked().at(-1)).toBe('DELETE coupons/TENTH');
  });
  it('is taken out where the voucher cannot pay, and the other vouchers stay', async () => {
    counter.answers(taken({ voucherIds: ['old', 'new'] }), refusal(422, 'voucher-not-usable'), taken());
    expect(await codeOf(applyVoucher(shop(), basket(), 'GV-1'))).toBe('voucher-not-usable');
    expect(asked().at(-1)).toBe('DELETE vouchers/new');
  });
  it('gives way to the points of before where there are too few', async () => {
    counter.answers(taken({ points: 900 }), refusal(422, 'points-not-available'), taken());
    expect(await codeOf(applyPoints(shop(), basket(), 900))).toBe('points-not-available');
    expect(counter.arrived.map(({ body }) => body)).toEqual([{ points: 900 }, undefined, { points: 200 }]);
  });
  it('stays where the basket cannot be quoted for another reason', async () => {
    counter.answers(taken(), refusal(422, 'no-way-to-ship'));
    await applyVoucher(shop(), basket(), 'GV-1');
    expect(asked()).toEqual(['POST vouchers', 'POST quote']);
  });
  it('is not tried where nothing can be quoted yet', async () => {
    counter.answers(taken({ shipTo: null }));
    await applyCoupon(shop(), basket({ shipTo: null }), 'TENTH');
    expect(asked()).toEqual(['POST coupons']);
  });
});

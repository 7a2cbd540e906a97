import { givenStreams, Stage, type Command, type Stream } from '@concord/event-sourcing';
import fc from 'fast-check';
import {
  boughtVouchers,
  OrderVoucherBought,
  OrderVoucherCarriedOn,
  OrderVoucherLost,
} from './bought-vouchers.aggregate';
import { followSoldVoucher } from './follow-sold-voucher.decider';
import { soldVoucher, VoucherLossNoted, VoucherSaleNoted, VoucherSuccessorNoted } from './sold-voucher.aggregate';

const orderId = 'o-1';
const sale = { orderId, soldAs: 'v1' };
const sell = {
  type: 'NoteVoucherSale',
  data: { voucherId: 'v1', orderId, amountMinor: 500, currency: 'GBP' },
} as const;
const lose = (voucherId: string, causeId: string, amountMinor: number) =>
  ({ type: 'NoteVoucherLoss', data: { voucherId, causeId, amountMinor } }) as const;
const carryOn = (voucherId: string, toVoucherId: string) =>
  ({ type: 'NoteVoucherSuccessor', data: { voucherId, toVoucherId } }) as const;
const bought = OrderVoucherBought.of({ ...sale, amountMinor: 500, currency: 'GBP' });
const known = (voucherId: string) => VoucherSaleNoted.of({ voucherId, ...sale });
const lossNoted = (voucherId: string, amountMinor: number) =>
  VoucherLossNoted.of({ voucherId, causeId: 'e', amountMinor });
const lost = (voucherId: string, amountMinor: number) => OrderVoucherLost.of({ ...sale, voucherId, amountMinor });
const linked = (voucherId: string, toVoucherId: string) => VoucherSuccessorNoted.of({ voucherId, toVoucherId });
const of = (id: string, ...events: Stream['events']): Stream => ({ of: soldVoucher, id, events });
const past = givenStreams(followSoldVoucher);

describe('a voucher that an order bought', () => {
  it('is known to the order once', () => {
    past().when(sell).then(known('v1'), bought);
    past(of('v1', known('v1')))
      .when(sell)
      .then();
  });
  it('is worth less to the order by what is void or expired, once', () => {
    past(of('v1', known('v1')))
      .when(lose('v1', 'e', 200))
      .then(lossNoted('v1', 200), lost('v1', 200));
    past(of('v1', known('v1'), lossNoted('v1', 200)))
      .when(lose('v1', 'e', 200))
      .then();
  });
  it('is followed to the voucher that carries its value on', () =>
    past(of('v1', known('v1')), of('v2', lossNoted('v2', 100), linked('v2', 'v3')), of('v3', lossNoted('v3', 50)))
      .when(carryOn('v1', 'v2'))
      .then(
        linked('v1', 'v2'),
        known('v2'),
        known('v3'),
        OrderVoucherCarriedOn.of({ ...sale, voucherId: 'v1', toVoucherId: 'v2' }),
        lost('v2', 100),
        OrderVoucherCarriedOn.of({ ...sale, voucherId: 'v2', toVoucherId: 'v3' }),
        lost('v3', 50),
      ));
  it('is nobody else’s: what happens to a voucher that no order bought is only remembered', () => {
    past()
      .when(lose('v9', 'e', 1))
      .then(lossNoted('v9', 1));
    past().when(carryOn('v9', 'v8')).then(linked('v9', 'v8'));
  });
});

describe('whatever is heard of vouchers, in any order and twice', () => {
  const facts: readonly Command[] = [
    sell,
    carryOn('v1', 'v2'),
    lose('v1', 'e1', 30),
    carryOn('v2', 'v3'),
    lose('v3', 'e3', 70),
    carryOn('v1', 'v4'),
    lose('v9', 'e9', 999),
  ];
  it('the order knows the same', () => {
    const orders = fc.property(fc.shuffledSubarray([...facts, ...facts], { minLength: 2 * facts.length }), (heard) => {
      const stage = new Stage([followSoldVoucher]);
      for (const command of heard) stage.take(command);
      const [voucher, ...others] = stage.state(boughtVouchers, orderId);
      expect(others).toEqual([]);
      expect(voucher).toMatchObject({ voucherId: 'v1', amountMinor: 500, lostMinor: 100 });
      expect([...voucher!.carriers].toSorted()).toEqual(['v4']);
    });
    expect(() => fc.assert(orders, { numRuns: 200 })).not.toThrow();
  });
});

import { notPersonal, VoucherIssued, VoucherTransferred, VoucherVoided } from '@concord/contracts';
import { givenStreams, Stage, type Command } from '@concord/event-sourcing';
import fc from 'fast-check';
import { activated, issued, orderId, voucherId } from '../credit/examples';
import { activateBoughtVouchers } from './activate-bought-vouchers.decider';
import { issueVoucher } from './issue-voucher.decider';
import {
  soldVouchers,
  VoucherBought,
  VoucherDebtChanged,
  VoucherDebtNoted,
  VoucherMoneyCame,
  VoucherMoneyWentBack,
  VoucherOrderLeft,
  type SoldVouchersEvent,
} from './sold-vouchers.aggregate';
import { voucherAggregate, type VoucherEvent } from './voucher.aggregate';

const currency = 'GBP';
const money = (amountMinor: number) => ({ orderId, amountMinor, currency });
const bought = VoucherBought.of({ ...money(800), voucherId });
/** A voucher of 8.00 with goods of 10.00. */
const debtOf = (amountMinor: number, worthMinor = 1_800) => ({
  ...money(amountMinor),
  worthMinor,
  services: [{ lineId: 'gift', worthMinor: 800 }],
});
const debt = (amountMinor: number, worthMinor?: number) => VoucherDebtNoted.of(debtOf(amountMinor, worthMinor));
const came = (amountMinor: number) => VoucherMoneyCame.of(money(amountMinor));
const wentBack = (amountMinor: number, backId = 'r') => VoucherMoneyWentBack.of({ ...money(amountMinor), backId });
const lessOf = (lineId: string, amountMinor: number) => {
  return { orderId, causeId: `c.${lineId}`, lineId, currency, amountMinor: -amountMinor, worthMinor: -amountMinor };
};
const less = (lineId: string, amountMinor: number) => VoucherDebtChanged.of(lessOf(lineId, amountMinor));
const left = VoucherOrderLeft.of({ orderId });

const waiting = { of: voucherAggregate, id: voucherId, events: [issued(800)] };
const past = (...events: SoldVouchersEvent[]) =>
  givenStreams(activateBoughtVouchers)({ of: soldVouchers, id: orderId, events: [bought, ...events] }, waiting);
const pay = (amountMinor: number) => ({ type: 'CountVoucherMoney', data: money(amountMinor) }) as const;

describe('a voucher that an order bought', () => {
  it('can be spent when all that the order owes is there', () => {
    past(debt(1_800)).when(pay(1_799)).then(came(1_799));
    past(debt(1_800), came(1_799)).when(pay(1)).then(came(1), activated(800));
  });
  it('can be spent as well where a discount or other credits paid a part', () =>
    past(debt(1)).when(pay(1)).then(came(1), activated(800)));
  it('can be spent when the order left, where nothing is to be paid with money', () => {
    past()
      .when({ type: 'NoteVoucherDebt', data: debtOf(0) })
      .then(debt(0));
    past(debt(0)).when({ type: 'NoteVoucherOrderLeft', data: { orderId } }).then(left, activated(800));
  });
  it('waits until the order is confirmed', () => {
    past().when(pay(1_800)).then(came(1_800));
    past(came(1_800))
      .when({ type: 'NoteVoucherDebt', data: debtOf(1_800) })
      .then(debt(1_800), activated(800));
  });
  it('needs no money for cancelled goods, and is not there where it was cancelled itself', () => {
    past(debt(1_800), came(800))
      .when({ type: 'ChangeVoucherDebt', data: lessOf('mug', 1_000) })
      .then(less('mug', 1_000), activated(800));
    past(debt(1_800), came(1_000))
      .when({ type: 'ChangeVoucherDebt', data: lessOf('gift', 800) })
      .then(less('gift', 800));
  });
  it('is not paid for by what went back, and again where that came back', () => {
    past(debt(1_800), wentBack(1_001)).when(pay(1_800)).then(came(1_800));
    past(debt(1_800), wentBack(1_000)).when(pay(1_800)).then(came(1_800), activated(800));
    past(debt(1_800), came(1_800), wentBack(1_800))
      .when({ type: 'TakeVoucherMoneyBack', data: { ...money(0), backId: 'r' } })
      .then(wentBack(0), activated(800));
  });
  it('is paid for on account by what is left to pay after goods came back', () => {
    past(debt(1_800), came(800))
      .when({ type: 'CreditVoucherDebt', data: { ...money(1_000), backId: 'r' } })
      .then(came(1_000), wentBack(1_000), activated(800));
    past(debt(1_800))
      .when({ type: 'CreditVoucherDebt', data: { ...money(1_800), backId: 'r' } })
      .then(came(1_800), wentBack(1_800));
  });
  it('is void, as far as it is unspent, where a dispute that is lost takes more than the goods are worth', () => {
    const lost = (amountMinor: number) =>
      ({ type: 'LoseVoucherMoney', data: { ...money(amountMinor), backId: 'd' } }) as const;
    const active = (...more: VoucherEvent[]) =>
      givenStreams(activateBoughtVouchers)(
        { of: soldVouchers, id: orderId, events: [bought, debt(1_800), came(1_800)] },
        { of: voucherAggregate, id: voucherId, events: [issued(800), activated(800), ...more] },
      );
    const voided = VoucherVoided.of({
      voucherId,
      amountMinor: 800,
      balanceMinor: 0,
      currency,
      status: 'voided',
      reason: notPersonal('The payment of its order was disputed, and the dispute is lost.'),
    });
    active().when(lost(1_000)).then(wentBack(1_000, 'd'));
    active().when(lost(1_001)).then(wentBack(1_001, 'd'), voided);
    active(voided).when(lost(1_800)).then(wentBack(1_800, 'd'));
    past(debt(1_800)).when(lost(1_800)).then(wentBack(1_800, 'd'));
  });
  it('is void where its value was transferred, and counts no more once it is void', () => {
    const lost = { type: 'LoseVoucherMoney', data: { ...money(1_800), backId: 'd' } } as const;
    const sold = { of: soldVouchers, id: orderId, events: [bought, debt(1_800), came(1_800)] };
    const said = { amountMinor: 800, balanceMinor: 0, currency };
    const reason = notPersonal('The payment of its order was disputed, and the dispute is lost.');
    const voided = (id: string) => VoucherVoided.of({ ...said, voucherId: id, status: 'voided', reason });
    const moved = VoucherTransferred.of({ ...said, voucherId, status: 'transferred', toVoucherId: 'v2' });
    const next = { voucherId: 'v2' };
    givenStreams(activateBoughtVouchers)(
      sold,
      { of: voucherAggregate, id: voucherId, events: [issued(800), activated(800), moved] },
      { of: voucherAggregate, id: 'v2', events: [issued(800, next), activated(800, next)] },
    )
      .when(lost)
      .then(wentBack(1_800, 'd'), voided('v2'));
    const two = [bought, VoucherBought.of({ ...money(800), voucherId: 'v2' }), debt(1_600, 1_600), came(1_600)];
    const active = (id: string) => [issued(800, { voucherId: id }), activated(800, { voucherId: id })];
    givenStreams(activateBoughtVouchers)(
      { of: soldVouchers, id: orderId, events: [...two, wentBack(100, 'd1')] },
      { of: voucherAggregate, id: voucherId, events: active(voucherId) },
      { of: voucherAggregate, id: 'v2', events: [...active('v2'), voided('v2')] },
    )
      .when({ type: 'LoseVoucherMoney', data: { ...money(100), backId: 'd2' } })
      .then(wentBack(100, 'd2'));
  });
  it('is owed for by nothing of an order that is cancelled as a whole, but by what left all the same', () => {
    const none = VoucherDebtChanged.of({
      orderId,
      causeId: 'cancelled',
      amountMinor: -800,
      worthMinor: -800,
      currency,
    });
    past(debt(1_800), less('mug', 1_000)).when({ type: 'CancelVoucherDebt', data: { orderId } }).then(none);
    past(debt(1_800), less('mug', 1_000), none).when({ type: 'CancelVoucherDebt', data: { orderId } }).then();
    const overtaken = { orderId, causeId: 'overtaken.f', amountMinor: 1_000, worthMinor: 1_000 };
    const again = VoucherDebtChanged.of({ ...overtaken, currency });
    past(debt(1_800), less('mug', 1_000), none).when({ type: 'RaiseVoucherDebt', data: overtaken }).then(again);
    past(debt(1_800), less('mug', 1_000), none, again, left).when(pay(1_000)).then(came(1_000), activated(800));
  });
  it('is worth no more than its order, and nothing in another currency', () => {
    past(debt(100, 799)).when(pay(100)).then(came(100));
    const euros = { ...money(1_800), currency: 'EUR' };
    past(debt(1_800)).when({ type: 'CountVoucherMoney', data: euros }).then(VoucherMoneyCame.of(euros));
  });
});

describe('in whatever order the facts of an order are heard', () => {
  const facts: readonly Command[] = [
    {
      type: 'IssueVoucher',
      data: VoucherIssued.of({ ...issued(800).data, code: notPersonal('sealed'), cause: 'sold', orderId }).data,
    },
    { type: 'NoteVoucherDebt', data: debtOf(1_200) },
    { type: 'ChangeVoucherDebt', data: lessOf('mug', 700) },
    { type: 'NoteVoucherOrderLeft', data: { orderId } },
    pay(300),
    pay(200),
    { type: 'TakeVoucherMoneyBack', data: { ...money(300), backId: 'r' } },
  ];
  const statusAfter = (heard: readonly Command[]) => {
    const stage = new Stage([issueVoucher, activateBoughtVouchers]);
    for (const command of heard) stage.take(command);
    return stage.state(voucherAggregate, voucherId).status;
  };
  const all = fc.shuffledSubarray([...facts], { minLength: facts.length });

  it('the voucher can be spent when all of them are known', () => {
    const law = fc.property(all, (heard) => statusAfter(heard) === 'active');
    expect(() => fc.assert(law, { numRuns: 300 })).not.toThrow();
  });
  it('the voucher cannot be spent while its order or a part of its money is unknown', () => {
    const law = fc.property(all, fc.constantFrom(1, 4, 5), (heard, n) => {
      const missing = facts[n]!;
      return statusAfter(heard.filter((fact) => fact !== missing)) === 'issued';
    });
    expect(() => fc.assert(law, { numRuns: 300 })).not.toThrow();
  });
});

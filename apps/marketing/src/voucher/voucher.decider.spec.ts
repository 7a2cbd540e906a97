import { given, givenStreams, type Actor } from '@concord/event-sourcing';
import {
  notPersonal,
  VoucherExpired,
  VoucherHeld,
  VoucherIssued,
  VoucherTransferred,
  VoucherVoided,
  type VoucherStatus,
} from '@concord/contracts';
import { activated, issued, orderId, voucherId } from '../credit/examples';
import { goodwillAllowance, goodwillAllowanceId, GoodwillGranted } from './goodwill-allowance.aggregate';
import { issueVoucher, type IssueVoucher } from './issue-voucher.decider';
import {
  soldVouchers,
  VoucherBought,
  VoucherDebtNoted,
  VoucherMoneyCame,
  type SoldVouchersEvent,
} from './sold-vouchers.aggregate';
import { transferVoucher, type TransferVoucher } from './transfer-voucher.decider';
import { voucherAggregate, VoucherCodeShown, type VoucherEvent } from './voucher.aggregate';
import { voucher } from './voucher.decider';

const past = given(voucher);
const reason = notPersonal('bought by mistake');
const activate = { type: 'ActivateVoucher', data: { voucherId } } as const;
const voidIt = { type: 'VoidVoucher', data: { voucherId, reason } } as const;
const expire = { type: 'ExpireVoucher', data: { voucherId } } as const;
const said = (amountMinor: number, balanceMinor: number, status: VoucherStatus = 'active') => {
  return { voucherId, amountMinor, balanceMinor, currency: 'GBP', status };
};
const held = (amountMinor: number, balanceMinor: number) =>
  VoucherHeld.of({ ...said(amountMinor, balanceMinor), orderId });
const voided = (amountMinor: number, more: { unpaid?: true } = {}) =>
  VoucherVoided.of({ ...said(amountMinor, 0, 'voided'), reason, ...more });

describe('a voucher', () => {
  it('is activated once', () => {
    past(issued(500)).when(activate).then(activated(500));
    past(issued(500), activated(500)).when(activate).then();
  });
  it('is activated by the money of its order, and by nobody', () =>
    past(issued(500, { orderId })).when(activate).thenRejected('voucher-of-an-order'));
  it('is void as far as it is unspent', () =>
    past(issued(500), activated(500), held(300, 200)).when(voidIt).then(voided(200)));
  it('is void before it was paid for, without a debt', () =>
    past(issued(500))
      .when(voidIt)
      .then(voided(500, { unpaid: true })));
  it('is not void twice, nor activated afterwards', () => {
    past(issued(500), voided(500, { unpaid: true }))
      .when(voidIt)
      .thenRejected('voucher-over');
    past(issued(500), voided(500, { unpaid: true }))
      .when(activate)
      .thenRejected('voucher-over');
  });
  it('expires once', () => {
    past(issued(500), activated(500))
      .when(expire)
      .then(VoucherExpired.of(said(500, 0, 'expired')));
    past(issued(500), activated(500), voided(500)).when(expire).then();
  });
  it('records who looks at its code', () =>
    past(issued(500)).when({ type: 'ShowVoucherCode', data: { voucherId } }).then(VoucherCodeShown.of({ voucherId })));
  it('must be known', () => past().when(activate).thenRejected('voucher-unknown'));
});

const by: Actor = { kind: 'user', id: 'agent', role: 'cs_agent' };
const at = '2026-01-05T09:00:00.000Z';
const joint = givenStreams(issueVoucher);
const issue = (amountMinor: number, more: Partial<IssueVoucher['data']> = {}): IssueVoucher => ({
  type: 'IssueVoucher',
  data: { ...issued(amountMinor).data, limit: { limitMinor: 500, dayFactor: 2 }, ...more },
});
const { limit: _, ...unlimited } = issue(800).data;
const sold = { ...unlimited, cause: 'sold' as const, orderId };
const bought = VoucherBought.of({ orderId, voucherId, amountMinor: 800, currency: 'GBP' });
const granted = (amountMinor: number) => GoodwillGranted.of({ voucherId, amountMinor });

describe('issuing a voucher', () => {
  const today = (...events: ReturnType<typeof granted>[]) => ({
    of: goodwillAllowance,
    id: goodwillAllowanceId('agent', at, 'GBP'),
    events,
  });
  it('makes goodwill active at once, within the limit', () => {
    joint().when(issue(500), { at, by }).then(issued(500), activated(500), granted(500));
    joint().when(issue(501), { at, by }).thenRejected('goodwill-above-limit');
  });
  it('counts the goodwill of a day', () => {
    joint(today(granted(600)))
      .when(issue(400), { at, by })
      .then(issued(400), activated(400), granted(400));
    joint(today(granted(601)))
      .when(issue(400), { at, by })
      .thenRejected('goodwill-day-limit-used-up');
  });
  it('leaves a sold one without value until its money is there', () =>
    joint().when({ type: 'IssueVoucher', data: sold }).then(VoucherIssued.of(sold), bought));
  it('makes a sold one active at once where all that its order owes came before', () => {
    const debt = { orderId, amountMinor: 500, currency: 'GBP', worthMinor: 800, services: [] };
    const came = VoucherMoneyCame.of({ orderId, amountMinor: 500, currency: 'GBP' });
    const money = (...events: SoldVouchersEvent[]) =>
      joint({ of: soldVouchers, id: orderId, events }).when({ type: 'IssueVoucher', data: sold });
    money(VoucherDebtNoted.of(debt)).then(VoucherIssued.of(sold), bought);
    money(came).then(VoucherIssued.of(sold), bought);
    money(VoucherDebtNoted.of(debt), came).then(VoucherIssued.of(sold), activated(800), bought);
    // The same worth pays for one voucher only.
    const other = VoucherBought.of({ orderId, voucherId: 'v0', amountMinor: 1, currency: 'GBP' });
    money(other, VoucherDebtNoted.of(debt), came).then(VoucherIssued.of(sold), bought);
  });
  it('changes nothing where the voucher exists already', () =>
    joint({ of: voucherAggregate, id: voucherId, events: [issued(500)] })
      .when(issue(500))
      .then());
});

describe('transferring a voucher', () => {
  const transfer: TransferVoucher = {
    type: 'TransferVoucher',
    data: { voucherId, toVoucherId: 'v2', code: notPersonal('sealed'), codeHash: 'hash' },
  };
  const from = (...events: VoucherEvent[]) => ({
    of: voucherAggregate,
    id: voucherId,
    events: [issued(500, { customerId: 'ann' }), activated(500), ...events],
  });
  const move = givenStreams(transferVoucher);
  it('moves all that is unspent to a new code of the same customer', () =>
    move(from())
      .when(transfer)
      .then(
        VoucherTransferred.of({ ...said(500, 0, 'transferred'), toVoucherId: 'v2' }),
        VoucherIssued.of({
          ...issued(500, { voucherId: 'v2' }).data,
          cause: 'transfer',
          fromVoucherId: voucherId,
          customerId: 'ann',
        }),
        activated(500, { voucherId: 'v2' }),
      ));
  it('waits while an order holds a part', () =>
    move(from(held(1, 499)))
      .when(transfer)
      .thenRejected('voucher-held'));
  it('needs an active voucher with something left', () => {
    move().when(transfer).thenRejected('voucher-unknown');
    move(from(voided(500)))
      .when(transfer)
      .thenRejected('voucher-not-active');
  });
});

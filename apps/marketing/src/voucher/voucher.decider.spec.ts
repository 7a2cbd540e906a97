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
import {
  issueVoucher,
  type ActivateBoughtVouchers,
  type IssueVoucher,
  type TakeVoucherMoneyBack,
} from './issue-voucher.decider';
import { soldVouchers, VoucherBought, VoucherMoneyCame, VoucherMoneyWentBack } from './sold-vouchers.aggregate';
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
const came = (amountMinor: number, currency = 'GBP') => VoucherMoneyCame.of({ orderId, amountMinor, currency });
const wentBack = (amountMinor: number) =>
  VoucherMoneyWentBack.of({ orderId, backId: 'r', amountMinor, currency: 'GBP' });
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
  const money = (...events: (typeof bought | ReturnType<typeof came> | ReturnType<typeof wentBack>)[]) =>
    joint({ of: soldVouchers, id: orderId, events }).when({ type: 'IssueVoucher', data: sold });
  it('makes a sold one active at once where the money of its order came before', () => {
    money(came(500), came(299)).then(VoucherIssued.of(sold), bought);
    money(came(500), came(300)).then(VoucherIssued.of(sold), activated(800), bought);
    // The same money pays for one voucher only.
    money(VoucherBought.of({ orderId, voucherId: 'v0', amountMinor: 1, currency: 'GBP' }), came(800)).then(
      VoucherIssued.of(sold),
      bought,
    );
  });
  it('leaves a sold one without value where the money went back before, or came in another currency', () => {
    money(came(800), wentBack(1)).then(VoucherIssued.of(sold), bought);
    money(came(800), wentBack(800), wentBack(0)).then(VoucherIssued.of(sold), activated(800), bought);
    money(came(801), wentBack(1)).then(VoucherIssued.of(sold), activated(800), bought);
    money(came(799), came(800, 'EUR')).then(VoucherIssued.of(sold), bought);
  });
  it('changes nothing where the voucher exists already', () =>
    joint({ of: voucherAggregate, id: voucherId, events: [issued(500)] })
      .when(issue(500))
      .then());
});

describe('money of an order that bought a voucher', () => {
  const paid = (amountMinor: number, currency = 'GBP'): ActivateBoughtVouchers => ({
    type: 'ActivateBoughtVouchers',
    data: { orderId, amountMinor, currency },
  });
  const takenBack = (amountMinor: number): TakeVoucherMoneyBack => ({
    type: 'TakeVoucherMoneyBack',
    data: { orderId, backId: 'r', amountMinor, currency: 'GBP' },
  });
  const order = (...events: (ReturnType<typeof came> | ReturnType<typeof wentBack>)[]) => ({
    of: soldVouchers,
    id: orderId,
    events: [bought, ...events],
  });
  const waiting = { of: voucherAggregate, id: voucherId, events: [issued(800)] };
  it('activates it as soon as it is covered', () => {
    joint(order(), waiting).when(paid(799)).then(came(799));
    joint(order(came(799)), waiting)
      .when(paid(1))
      .then(came(1), activated(800));
  });
  it('is remembered before the voucher is issued', () => {
    joint().when(paid(800)).then(came(800));
    joint().when(takenBack(800)).then(wentBack(800));
  });
  it('covers nothing as far as it went back, and again where that came back', () => {
    joint(order(came(799)), waiting)
      .when(takenBack(500))
      .then(wentBack(500));
    joint(order(came(799), wentBack(500)), waiting)
      .when(paid(1))
      .then(came(1));
    joint(order(came(800), wentBack(500)), waiting)
      .when(takenBack(0))
      .then(wentBack(0), activated(800));
  });
  it('covers nothing in another currency', () => joint(order(), waiting).when(paid(800, 'EUR')).then(came(800, 'EUR')));
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

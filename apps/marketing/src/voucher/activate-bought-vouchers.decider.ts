import { notPersonal } from '@concord/contracts';
import {
  lookup,
  never,
  type Change,
  type Command,
  type EventFrom,
  type JointDecider,
  type Read,
} from '@concord/event-sourcing';
import {
  beyondOrderMinor,
  isPaidFor,
  soldVouchers,
  VoucherDebtChanged,
  VoucherDebtNoted,
  VoucherMoneyCame,
  VoucherMoneyWentBack,
  VoucherOrderLeft,
  type SoldVouchers,
  type SoldVouchersEvent,
} from './sold-vouchers.aggregate';
import { heldMinor, unspentMinor, voucherAggregate, type Voucher } from './voucher.aggregate';
import { activate, moved, voidUnspent } from './voucher-moves';

/** An order is confirmed: it owes so much money. */
export type NoteVoucherDebt = Command<'NoteVoucherDebt', EventFrom<typeof VoucherDebtNoted>['data']>;
/** The order owes more or less. */
export type ChangeVoucherDebt = Command<'ChangeVoucherDebt', EventFrom<typeof VoucherDebtChanged>['data']>;
/** The order was cancelled as a whole: it owes nothing. */
export type CancelVoucherDebt = Command<'CancelVoucherDebt', { orderId: string }>;
/** Units left although they had been cancelled: the order owes them. */
export type RaiseVoucherDebt = Command<
  'RaiseVoucherDebt',
  { orderId: string; causeId: string; amountMinor: number; worthMinor: number }
>;
/** The first parcel of the order left. */
export type NoteVoucherOrderLeft = Command<'NoteVoucherOrderLeft', { orderId: string }>;
/** Money of an order came in. */
export type CountVoucherMoney = Command<
  'CountVoucherMoney',
  { orderId: string; amountMinor: number; currency: string }
>;
/** So much of an order went back by a refund or dispute: it pays for no voucher that is not yet active. */
export type TakeVoucherMoneyBack = Command<
  'TakeVoucherMoneyBack',
  { orderId: string; backId: string; amountMinor: number; currency: string }
>;
/** A dispute is lost: so much of an order stays with its customer. */
export type LoseVoucherMoney = Command<
  'LoseVoucherMoney',
  { orderId: string; backId: string; amountMinor: number; currency: string }
>;
/** An order on account owes less without a payment: that is as if the money had come, and gone back. */
export type CreditVoucherDebt = Command<
  'CreditVoucherDebt',
  { orderId: string; backId: string; amountMinor: number; currency: string }
>;

type VoucherMoney =
  | NoteVoucherDebt
  | ChangeVoucherDebt
  | CancelVoucherDebt
  | RaiseVoucherDebt
  | NoteVoucherOrderLeft
  | CountVoucherMoney
  | TakeVoucherMoneyBack
  | LoseVoucherMoney
  | CreditVoucherDebt;

/**
 * The vouchers that an order bought become active as soon as all that it owes is there. Every order's money is
 * remembered, because a voucher of the order may be issued later. What a lost dispute takes from them becomes void.
 */
export const activateBoughtVouchers: JointDecider<VoucherMoney> = {
  commands: [
    'NoteVoucherDebt',
    'ChangeVoucherDebt',
    'CancelVoucherDebt',
    'RaiseVoucherDebt',
    'NoteVoucherOrderLeft',
    'CountVoucherMoney',
    'TakeVoucherMoneyBack',
    'LoseVoucherMoney',
    'CreditVoucherDebt',
  ],
  aggregate: soldVouchers,
  id: ({ data }) => data.orderId,

  decideJointly(command, read): Change[] {
    const { orderId } = command.data;
    const before = read(soldVouchers, orderId);
    const vouchers = before.bought.flatMap(({ voucherId }) => withSuccessors(voucherId, read));
    const noted = eventsOf(command, before);
    const sold = noted.reduce(soldVouchers.evolve, before);
    const waiting = vouchers.filter(
      ({ state: { status, currency } }) =>
        status === 'issued' && isPaidFor(sold, currency, voidedMinor(vouchers, currency)),
    );
    return [
      { to: soldVouchers, id: orderId, events: noted },
      ...waiting.map(({ voucherId, state }) => ({
        to: voucherAggregate,
        id: voucherId,
        events: moved(state, activate(voucherId)),
      })),
      ...(command.type === 'LoseVoucherMoney' ? lostVouchers(sold, vouchers, command.data.currency) : []),
    ];
  },
};

interface BoughtVoucher {
  readonly voucherId: string;
  readonly state: Voucher;
}

/** A voucher, and those to which its value was transferred. */
function withSuccessors(voucherId: string, read: Read): BoughtVoucher[] {
  const state = read(voucherAggregate, voucherId);
  const rest = state.transferredTo === null ? [] : withSuccessors(state.transferredTo, read);
  return [{ voucherId, state }, ...rest];
}

const voidedMinor = (vouchers: readonly BoughtVoucher[], currency: string) =>
  vouchers.reduce((sum, { state }) => sum + (state.currency === currency ? state.voidedMinor : 0), 0);

/** Vouchers become void, the latest first, until the order is worth the rest of them. What is spent is spent. */
function lostVouchers(sold: SoldVouchers, vouchers: readonly BoughtVoucher[], currency: string): Change[] {
  if (sold.debt === null) return [];
  const reason = notPersonal('The payment of its order was disputed, and the dispute is lost.');
  let lostMinor = beyondOrderMinor(sold, currency, voidedMinor(vouchers, currency));
  return vouchers.toReversed().flatMap(({ voucherId, state }): Change[] => {
    const leftMinor = unspentMinor(state) + heldMinor(state);
    if (lostMinor <= 0 || state.currency !== currency || state.status !== 'active' || leftMinor === 0) return [];
    lostMinor -= leftMinor;
    return [{ to: voucherAggregate, id: voucherId, events: moved(state, voidUnspent(voucherId, reason)) }];
  });
}

/** The cause of the change that takes all off. */
const WHOLE = 'cancelled';

function eventsOf(command: VoucherMoney, { debt, changes, hasLeft, back }: SoldVouchers): SoldVouchersEvent[] {
  switch (command.type) {
    case 'NoteVoucherDebt':
      return debt ? [] : [VoucherDebtNoted.of(command.data)];
    case 'ChangeVoucherDebt':
      return lookup(changes, command.data.causeId) ? [] : [VoucherDebtChanged.of(command.data)];
    case 'CancelVoucherDebt': {
      const { orderId } = command.data;
      if (!debt || lookup(changes, WHOLE)) return [];
      const less = Object.values(changes);
      const amountMinor = less.reduce((sum, change) => sum - change.amountMinor, -debt.amountMinor);
      const worthMinor = less.reduce((sum, change) => sum - change.worthMinor, -debt.worthMinor);
      return [VoucherDebtChanged.of({ orderId, causeId: WHOLE, amountMinor, worthMinor, currency: debt.currency })];
    }
    case 'RaiseVoucherDebt':
      if (!debt || lookup(changes, command.data.causeId)) return [];
      return [VoucherDebtChanged.of({ ...command.data, currency: debt.currency })];
    case 'NoteVoucherOrderLeft':
      return hasLeft ? [] : [VoucherOrderLeft.of(command.data)];
    case 'CountVoucherMoney':
      return [VoucherMoneyCame.of(command.data)];
    case 'TakeVoucherMoneyBack':
    case 'LoseVoucherMoney':
      return [VoucherMoneyWentBack.of(command.data)];
    case 'CreditVoucherDebt': {
      const { orderId, amountMinor, currency, backId } = command.data;
      if (lookup(back, backId)) return [];
      return [VoucherMoneyCame.of({ orderId, amountMinor, currency }), VoucherMoneyWentBack.of(command.data)];
    }
    default:
      return never(command);
  }
}

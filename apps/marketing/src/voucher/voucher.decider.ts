import type { Personal } from '@concord/contracts';
import { conflict, never, notFound, rule, type Command, type Decider } from '@concord/event-sourcing';
import {
  heldMinor,
  unspentMinor,
  VoucherCodeShown,
  voucherAggregate,
  type Voucher,
  type VoucherEvent,
} from './voucher.aggregate';
import { activate, expire, moved, voidUnspent } from './voucher-moves';

/** A voucher was paid for. */
export type ActivateVoucher = Command<'ActivateVoucher', { voucherId: string }>;
/** The unspent part of a voucher is to be void. */
export type VoidVoucher = Command<'VoidVoucher', { voucherId: string; reason: Personal }>;
/** The time of a voucher is over. */
export type ExpireVoucher = Command<'ExpireVoucher', { voucherId: string }>;
/** Somebody is shown the code of a voucher. */
export type ShowVoucherCode = Command<'ShowVoucherCode', { voucherId: string }>;
type VoucherCommand = ActivateVoucher | VoidVoucher | ExpireVoucher | ShowVoucherCode;

export const voucher: Decider<VoucherCommand, VoucherEvent, Voucher> = {
  ...voucherAggregate,
  commands: ['ActivateVoucher', 'VoidVoucher', 'ExpireVoucher', 'ShowVoucherCode'],
  id: ({ data }) => data.voucherId,

  decide(command, state) {
    const { voucherId } = command.data;
    if (state.status === 'none') return unknownVoucher(voucherId);
    const isOver = state.status !== 'issued' && state.status !== 'active';
    switch (command.type) {
      case 'ActivateVoucher':
        if (isOver) return voucherOver(voucherId, state);
        if (state.status === 'active') return [];
        // Only the money of its order activates it: by hand it could be spent before it is paid.
        return state.orderId === null ? moved(state, activate(voucherId)) : ofAnOrder(voucherId, state.orderId);
      case 'VoidVoucher':
        if (isOver) return voucherOver(voucherId, state);
        if (unspentMinor(state) + heldMinor(state) === 0) return nothingUnspent(voucherId);
        return moved(state, voidUnspent(voucherId, command.data.reason));
      case 'ExpireVoucher':
        return isOver ? [] : moved(state, expire(voucherId));
      case 'ShowVoucherCode':
        return [VoucherCodeShown.of({ voucherId })];
      default:
        return never(command);
    }
  },
};

const ofAnOrder = (voucherId: string, orderId: string) =>
  rule(
    'voucher-of-an-order',
    `The voucher ${voucherId} is active once the money of the order ${orderId} has come in: nobody activates it by hand.`,
    { orderId },
  );

export const unknownVoucher = (voucherId: string) => notFound('voucher-unknown', `There is no voucher ${voucherId}.`);

export const voucherOver = (voucherId: string, { status }: Voucher) =>
  conflict('voucher-over', `The voucher ${voucherId} is ${status}: issue another one.`, { status });

export const nothingUnspent = (voucherId: string) =>
  rule('voucher-spent', `All of the voucher ${voucherId} is spent: nothing of it is left to void or to transfer.`);

import { VoucherIssued, type Personal } from '@concord/contracts';
import { conflict, type Command, type JointDecider } from '@concord/event-sourcing';
import { heldMinor, unspentMinor, voucherAggregate } from './voucher.aggregate';
import { nothingUnspent, unknownVoucher } from './voucher.decider';
import { activate, moved, transfer } from './voucher-moves';

/** All that is unspent of a voucher goes to a new one, whose code nobody else knows. */
export type TransferVoucher = Command<
  'TransferVoucher',
  { voucherId: string; toVoucherId: string; code: Personal; codeHash: string; customerId?: string }
>;

export const transferVoucher: JointDecider<TransferVoucher> = {
  commands: ['TransferVoucher'],
  aggregate: voucherAggregate,
  id: ({ data }) => data.voucherId,

  decideJointly({ data }, read) {
    const { voucherId, toVoucherId, code, codeHash } = data;
    const from = read(voucherAggregate, voucherId);
    const to = read(voucherAggregate, toVoucherId);
    const { status, currency, expiresAt } = from;
    if (status === 'none') return unknownVoucher(voucherId);
    if (status !== 'active')
      return conflict(
        'voucher-not-active',
        `The voucher ${voucherId} is ${status}: only an active one is transferred.`,
        {
          status,
        },
      );
    if (heldMinor(from) > 0)
      return conflict(
        'voucher-held',
        'A checkout holds a part of the voucher: transfer it when that order is decided.',
      );
    const amountMinor = unspentMinor(from);
    if (amountMinor === 0) return nothingUnspent(voucherId);
    const customerId = data.customerId ?? from.customerId;
    const issued = VoucherIssued.of({
      voucherId: toVoucherId,
      code,
      codeHash,
      amountMinor,
      currency,
      cause: 'transfer',
      fromVoucherId: voucherId,
      ...(customerId !== null && { customerId }),
      ...(expiresAt !== null && { expiresAt }),
    });
    const active = moved(voucherAggregate.evolve(to, issued), activate(toVoucherId));
    return [
      { to: voucherAggregate, id: voucherId, events: moved(from, transfer(voucherId, toVoucherId)) },
      { to: voucherAggregate, id: toVoucherId, events: [issued, ...active] },
    ];
  },
};

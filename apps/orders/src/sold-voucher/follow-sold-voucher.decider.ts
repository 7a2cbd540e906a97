import { fold, never, type Change, type Command, type JointDecider, type Read } from '@concord/event-sourcing';
import {
  boughtVouchers,
  OrderVoucherBought,
  OrderVoucherCarriedOn,
  OrderVoucherLost,
  type BoughtVouchersEvent,
} from './bought-vouchers.aggregate';
import {
  soldVoucher,
  VoucherLossNoted,
  VoucherSaleNoted,
  VoucherSuccessorNoted,
  type SoldVoucher,
} from './sold-voucher.aggregate';

/** An order bought a voucher. */
export type NoteVoucherSale = Command<
  'NoteVoucherSale',
  { voucherId: string; orderId: string; amountMinor: number; currency: string }
>;
/** An amount of any voucher is void or expired. */
export type NoteVoucherLoss = Command<'NoteVoucherLoss', { voucherId: string; causeId: string; amountMinor: number }>;
/** An amount of any voucher is on another one now. */
export type NoteVoucherSuccessor = Command<'NoteVoucherSuccessor', { voucherId: string; toVoucherId: string }>;

/** Follows the value that an order bought over all the vouchers that carry it on, in whatever order this is heard. */
export const followSoldVoucher: JointDecider<NoteVoucherSale | NoteVoucherLoss | NoteVoucherSuccessor> = {
  commands: ['NoteVoucherSale', 'NoteVoucherLoss', 'NoteVoucherSuccessor'],
  aggregate: soldVoucher,
  opens: ['NoteVoucherSale'],
  id: ({ data }) => data.voucherId,

  decideJointly(command, read) {
    const { voucherId } = command.data;
    const state = read(soldVoucher, voucherId);
    switch (command.type) {
      case 'NoteVoucherSale': {
        const { orderId, amountMinor, currency } = command.data;
        if (state.sale) return [];
        const sale = { orderId, soldAs: voucherId };
        const bought = OrderVoucherBought.of({ ...sale, amountMinor, currency });
        return changesOf(sale, known(voucherId, sale, read), [bought]);
      }
      case 'NoteVoucherLoss': {
        const { causeId, amountMinor } = command.data;
        if (state.losses.some((loss) => loss.causeId === causeId)) return [];
        const noted = { to: soldVoucher, id: voucherId, events: [VoucherLossNoted.of(command.data)] };
        if (!state.sale) return [noted];
        return changesOf(state.sale, { own: [noted], told: [lost(state.sale, voucherId, amountMinor)] });
      }
      case 'NoteVoucherSuccessor': {
        const { toVoucherId } = command.data;
        if (state.successors.includes(toVoucherId)) return [];
        const noted = { to: soldVoucher, id: voucherId, events: [VoucherSuccessorNoted.of(command.data)] };
        if (!state.sale) return [noted];
        const { own, told } = carriedOn(state.sale, command.data, read);
        return changesOf(state.sale, { own: [noted, ...own], told });
      }
      default:
        return never(command);
    }
  },
};

type Sale = NonNullable<SoldVoucher['sale']>;

/** What is noted of vouchers, and what of it the order is told. */
interface Follow {
  readonly own: readonly Change[];
  readonly told: readonly BoughtVouchersEvent[];
}

const changesOf = ({ orderId }: Sale, { own, told }: Follow, first: readonly BoughtVouchersEvent[] = []): Change[] => [
  ...own,
  { to: boughtVouchers, id: orderId, events: [...first, ...told] },
];

const lost = (sale: Sale, voucherId: string, amountMinor: number) =>
  OrderVoucherLost.of({ ...sale, voucherId, amountMinor });

/** The sale of a voucher is known from now on, with all that was noted of it before, and that of its successors. */
function known(voucherId: string, sale: Sale, read: Read): Follow {
  const noted = VoucherSaleNoted.of({ voucherId, ...sale });
  const { losses, successors } = fold(soldVoucher, [noted], read(soldVoucher, voucherId));
  const further = successors.map((toVoucherId) => carriedOn(sale, { voucherId, toVoucherId }, read));
  return {
    own: [{ to: soldVoucher, id: voucherId, events: [noted] }, ...further.flatMap(({ own }) => own)],
    told: [
      ...losses.map(({ amountMinor }) => lost(sale, voucherId, amountMinor)),
      ...further.flatMap(({ told }) => told),
    ],
  };
}

function carriedOn(sale: Sale, step: NoteVoucherSuccessor['data'], read: Read): Follow {
  const { own, told } = known(step.toVoucherId, sale, read);
  return { own, told: [OrderVoucherCarriedOn.of({ ...sale, ...step }), ...told] };
}

import {
  ChargebackClosed,
  ChargebackReceived,
  MONEY_MOVES,
  PaymentCaptured,
  RefundSucceeded,
} from '@concord/contracts';
import { each, projection, type EventNamed } from '@concord/event-sourcing';
import { RowKeyText, RowOneOf, RowText, RowWhole } from '@concord/service';
import { Entity, Index } from 'typeorm';
import { RefundPartBounced, RefundPartPaid } from '../payment/refund-parts';

/** Money that moved at the provider, as our books have it. */
@Entity('money_move_view')
@Index(['day'])
@Index(['providerRef'])
export class MoneyMoveRow {
  @RowKeyText()
  moveId!: string;

  @RowText()
  orderId: string = '';

  @RowText()
  providerRef: string = '';

  @RowOneOf([...MONEY_MOVES, ''], { description: 'Empty where nothing moved at the provider.' })
  move: string = 'capture';

  @RowWhole()
  amountMinor: number = 0;

  @RowText()
  currency: string = '';

  @RowText({ description: 'The day (UTC) on which we heard of it.' })
  day: string = '';
}

/** What was paid for an invoice does not go by the provider. */
const BY_INVOICE = 'invoice';
const moves = {
  PaymentCaptured,
  RefundPartPaid,
  RefundPartBounced,
  RefundSucceeded,
  ChargebackReceived,
  ChargebackClosed,
};

type Named = { fulfilmentId?: string; disputeId?: string; orderId: string };
const idOf = (type: string, { fulfilmentId, disputeId, orderId }: Named) =>
  `${type} ${fulfilmentId ?? disputeId ?? orderId}`;

type WentBack = EventNamed<typeof moves, 'RefundPartPaid' | 'RefundSucceeded'>;

/** The provider books each part of a refund under its own reference. A part is told before the whole refund is. */
const wentBack = each(
  ({ data: { refundId, providerRef } }: WentBack) => [{ moveId: `refund ${refundId} ${providerRef}` }],
  (row: MoneyMoveRow, { type, data, occurredAt }) => {
    const { orderId, providerRef, amountMinor, currency } = data;
    // What a person paid out does not go by the provider.
    const isPaidOut = type === 'RefundSucceeded' && data.payout !== undefined;
    if (row.orderId !== '' || isPaidOut) return undefined;
    const move = providerRef === BY_INVOICE ? '' : 'refund';
    return { ...row, orderId, providerRef, amountMinor, currency, move, day: dayOf(occurredAt) };
  },
);

const cameBack = each(
  ({ data: { refundId, providerRef } }: EventNamed<typeof moves, 'RefundPartBounced'>) => [
    { moveId: `bounce ${refundId} ${providerRef}` },
  ],
  (row: MoneyMoveRow, { data: { orderId, providerRef, amountMinor, currency }, occurredAt }) => {
    // Nothing of it was counted before.
    if (amountMinor === 0) return undefined;
    const day = dayOf(occurredAt);
    return { ...row, orderId, providerRef, amountMinor, currency, move: 'refund-returned', day };
  },
);

export const moneyMoves = projection(
  'orders.money-moves',
  moves,
  MoneyMoveRow,
  ({ type, data }) => ({ moveId: idOf(type, data as Named) }),
  {
    PaymentCaptured: (row, { data: { orderId, providerRef, amountMinor, currency }, occurredAt }) => {
      const move = providerRef === BY_INVOICE ? '' : 'capture';
      return { ...row, orderId, providerRef, amountMinor, currency, move, day: dayOf(occurredAt) };
    },
    RefundPartPaid: wentBack,
    RefundSucceeded: wentBack,
    RefundPartBounced: cameBack,
    ChargebackReceived: (row, { data: { orderId, disputeId, amountMinor, currency }, occurredAt }) => {
      const day = dayOf(occurredAt);
      return { ...row, orderId, providerRef: disputeId, amountMinor, currency, move: 'chargeback', day };
    },
    ChargebackClosed: (row, { data: { orderId, disputeId, amountMinor, currency, outcome }, occurredAt }) => {
      const move = outcome === 'won' ? 'chargeback-returned' : '';
      return { ...row, orderId, providerRef: disputeId, amountMinor, currency, move, day: dayOf(occurredAt) };
    },
  },
  { version: 2 },
);

const dayOf = (moment: string) => moment.slice(0, 10);

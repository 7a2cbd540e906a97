import { creditsMinor, inventoryEvents, logisticsEvents, orderEvents, ReturnRequestedByDesk } from '@concord/contracts';
import { each, projection, type EventNamed } from '@concord/event-sourcing';
import { mapOf, RowJson, RowKeyText, RowList, RowObject, RowOneOf, RowText, RowTime, RowWhole } from '@concord/service';
import { Entity, Index } from 'typeorm';
import { furtherReturn, RETURN_STATUSES, withMoney, type ReturnStatus } from './return-status';

/** The shop withdrew its authorisation. */
const REJECTED_BY_SHOP = 'rejected-by-shop';

/** A return from the request to the refund. */
@Entity('return_desk_view')
@Index(['orderId'])
@Index(['customerId'])
export class ReturnDeskRow {
  @RowKeyText()
  returnId!: string;

  @RowText()
  orderId: string = '';

  @RowText({ nullable: true })
  customerId: string | null = null;

  @RowOneOf(RETURN_STATUSES)
  status: ReturnStatus = 'requested';

  @RowTime({ nullable: true, description: 'When the return was requested.' })
  requestedAt: string | null = null;

  @RowList(
    { lineId: 'text', 'sku?': 'text', quantity: 'whole', 'reason?': 'text', 'reasonCode?': 'text' },
    { description: 'Units by order line, with the reason in words and the reason code, where one was chosen.' },
  )
  lines: { lineId: string; sku: string; quantity: number; reason: string; reasonCode?: string }[] = [];

  @RowObject({ reason: 'text', 'detail?': 'text' }, { nullable: true, description: 'Why the return was rejected.' })
  rejection: { reason: string; detail: string } | null = null;

  @RowObject(
    { allowedBy: 'text', 'reason?': 'text' },
    { nullable: true, description: 'Who took the units back after the return period, and why.' },
  )
  beyondWindow: { allowedBy: string; reason: string } | null = null;

  @RowTime({ nullable: true, description: 'Until when the parcel must arrive.' })
  deadline: string | null = null;

  @RowText({ nullable: true, description: 'The warehouse of destination, then of arrival.' })
  warehouse: string | null = null;

  @RowList(
    { lineId: 'text', sku: 'text', grade: 'text', quantity: 'whole' },
    { description: 'The result of the inspection.' },
  )
  graded: { lineId: string; sku: string; grade: string; quantity: number }[] = [];

  @RowWhole({ nullable: true, description: 'The refund; null until it is decided.' })
  refundMinor: number | null = null;

  @RowText({ nullable: true })
  currency: string | null = null;

  @RowJson(mapOf('whole'), { description: 'Paid amounts, by refund.' })
  refunds: Record<string, number> = {};

  @RowJson(mapOf('whole'), { description: 'Amounts credited on account, by refund.' })
  credits: Record<string, number> = {};

  @RowJson(mapOf('whole'), { description: 'Amounts that went back to vouchers and points, by refund.' })
  creditsBack: Record<string, number> = {};
}

export const returnDesk = projection(
  'customer-service.return-desk',
  { ...orderEvents, ...inventoryEvents, ...logisticsEvents, ReturnRequestedByDesk },
  ReturnDeskRow,
  ({ data }) => ({ returnId: (data as { returnId: string }).returnId }),
  {
    ReturnRequestedByDesk: (row, { data, occurredAt }) => {
      const { orderId, customerId = row.customerId, lines, beyondWindow = row.beyondWindow } = data;
      return { ...row, orderId, customerId, lines, beyondWindow, requestedAt: occurredAt };
    },
    // Orders knows the arrivals: what it says of the return period counts.
    ReturnAuthorised: (row, { data }) => {
      const { orderId, customerId = row.customerId, lines, deadline, toWarehouse, beyondWindow = null } = data;
      const warehouse = row.warehouse ?? toWarehouse;
      const status = furtherReturn(row.status, 'authorised');
      return { ...row, orderId, customerId, lines, deadline, warehouse, status, beyondWindow };
    },
    ReturnRejected: (row, { data: { orderId, customerId = row.customerId, reason, detail } }) => ({
      ...row,
      orderId,
      customerId,
      rejection: { reason, detail },
      status: furtherReturn(row.status, 'rejected'),
    }),
    ReturnCancelled: (row, { data: { orderId, reason, rejectedByShop } }) => ({
      ...row,
      orderId,
      rejection: { reason: rejectedByShop ? REJECTED_BY_SHOP : 'cancelled', detail: reason },
      status: furtherReturn(row.status, 'cancelled'),
    }),
    ReturnExpired: (row, { data: { orderId } }) => ({
      ...row,
      orderId,
      rejection: { reason: 'expired', detail: 'No parcel came before the deadline.' },
      status: furtherReturn(row.status, 'expired'),
    }),
    ReturnDecided: (row, { data: { orderId, refundMinor, currency } }) =>
      withMoney({ ...row, orderId, currency, refundMinor: (row.refundMinor ?? 0) + refundMinor }),
    ReturnParcelArrived: (row, { data: { orderId, warehouse } }) => ({
      ...row,
      orderId,
      warehouse,
      status: furtherReturn(row.status, 'arrived'),
    }),
    ReturnArrivalCorrected: (row, { data: { orderId, warehouse } }) => ({ ...row, orderId, warehouse }),
    ReturnReceiptClosed: (row, { data: { orderId, graded } }) => ({
      ...row,
      orderId,
      graded,
      status: furtherReturn(row.status, 'graded'),
    }),
    ReturnSettled: (row, { data: { orderId, refundMinor, currency } }) =>
      // A parcel may come after its return was cancelled: the reason of the cancellation is then cleared.
      withMoney({ ...row, orderId, refundMinor, currency, rejection: null }),
    InvoiceCredited: each(
      creditedReturn,
      (row: ReturnDeskRow, { data: { orderId, refundId, amountMinor, currency } }) =>
        withMoney({ ...row, orderId, currency, credits: { ...row.credits, [refundId]: amountMinor } }),
    ),
    CreditGivenBack: each(
      givenBackReturn,
      (row: ReturnDeskRow, { data }: EventNamed<typeof orderEvents, 'CreditGivenBack'>) => {
        const { orderId, refundId, currency } = data;
        return withMoney({
          ...row,
          orderId,
          currency,
          creditsBack: { ...row.creditsBack, [refundId]: creditsMinor(data) },
        });
      },
    ),
    RefundSucceeded: each(
      refundedReturn,
      (row: ReturnDeskRow, { data: { orderId, refundId, amountMinor, currency } }) =>
        withMoney({ ...row, orderId, currency, refunds: { ...row.refunds, [refundId]: amountMinor } }),
    ),
    RefundBounced: each(refundedReturn, paidOf),
    RefundWrittenOff: each(refundedReturn, paidOf),
    RefundPaidAfterAll: each(refundedReturn, paidOf),
  },
  { version: 9 },
);

type PaidEvent = EventNamed<typeof orderEvents, 'RefundBounced' | 'RefundWrittenOff' | 'RefundPaidAfterAll'>;

/** What of a refund went back by now. */
function paidOf(row: ReturnDeskRow, { data: { refundId, paidMinor } }: PaidEvent) {
  return withMoney({ ...row, refunds: { ...row.refunds, [refundId]: paidMinor } });
}

/** A refund by hand belongs to no return. */
function refundedReturn({ data: { returnId } }: EventNamed<typeof orderEvents, 'RefundSucceeded'> | PaidEvent) {
  return returnId === undefined ? [] : [{ returnId }];
}

function givenBackReturn({ data: { returnId } }: EventNamed<typeof orderEvents, 'CreditGivenBack'>) {
  return returnId === undefined ? [] : [{ returnId }];
}

function creditedReturn({ data: { returnId } }: EventNamed<typeof orderEvents, 'InvoiceCredited'>) {
  return returnId === undefined ? [] : [{ returnId }];
}

/** What the desk repeats of a return of orders. Where its parcel is, the desk knows from others. */
export function asOrdersSays({ orderId, customerId, status, rejection, refundMinor, ...money }: ReturnDeskRow) {
  // Orders has not answered yet.
  if (status === 'requested') return null;
  const isDecided = status === 'settled' || status === 'refunded' || status === 'rejected';
  return {
    orderId,
    customerId,
    status: isDecided ? status : statusOf(rejection),
    refundMinor: refundMinor ?? 0,
    creditedMinor: sum(money.credits),
    refundedMinor: sum(money.refunds),
    creditsBackMinor: sum(money.creditsBack),
  };
}

/** Orders calls a return cancelled, whoever ended it before its parcel arrived. */
function statusOf(rejection: ReturnDeskRow['rejection']): string {
  if (!rejection) return 'authorised';
  return rejection.reason === REJECTED_BY_SHOP ? 'cancelled' : rejection.reason;
}

const sum = (amounts: Readonly<Record<string, number>>) =>
  Object.values(amounts).reduce((total, amountMinor) => total + amountMinor, 0);

import { OrderPlaced, OrderUnitsDelivered, RETURN_WINDOW_DAYS } from '@concord/contracts';
import { projection } from '@concord/event-sourcing';
import { RowKeyText, RowList, RowText, RowWhole } from '@concord/service';
import { Entity } from 'typeorm';

/** What decides whether units of an order may come back, and what they are worth. */
@Entity('order_terms_view')
export class OrderTermsRow {
  @RowKeyText()
  orderId!: string;

  @RowText({ nullable: true })
  currency: string | null = null;

  @RowWhole({ description: 'Days in which units may come back, as promised with the order.' })
  windowDays: number = RETURN_WINDOW_DAYS.initial;

  @RowList({ lineId: 'text', quantity: 'whole', totalMinor: 'whole' })
  lines: readonly { readonly lineId: string; readonly quantity: number; readonly totalMinor: number }[] = [];

  @RowList({ fulfilmentId: 'text', deliveredAt: 'moment', knownAt: 'moment' }, { description: 'Arrived parcels.' })
  arrivals: readonly { readonly fulfilmentId: string; readonly deliveredAt: string; readonly knownAt: string }[] = [];
}

export const orderTerms = projection(
  'oversight.order-terms',
  { OrderPlaced, OrderUnitsDelivered },
  OrderTermsRow,
  ({ data }) => ({ orderId: data.orderId }),
  {
    OrderPlaced: (row, { data: { currency, returnWindowDays, lines } }) => ({
      ...row,
      currency,
      windowDays: returnWindowDays ?? row.windowDays,
      lines: lines.map(({ lineId, quantity, totalMinor }) => ({ lineId, quantity, totalMinor })),
    }),
    // Late news of a delivery does not shorten the return period.
    OrderUnitsDelivered: (row, { data: { fulfilmentId, deliveredAt }, occurredAt }) => ({
      ...row,
      arrivals: [
        ...row.arrivals.filter((known) => known.fulfilmentId !== fulfilmentId),
        { fulfilmentId, deliveredAt, knownAt: occurredAt },
      ],
    }),
  },
);

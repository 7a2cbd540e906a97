import { projection } from '@concord/event-sourcing';
import { RowKeyText, RowOneOf, RowText, RowTime } from '@concord/service';
import { Entity, Index } from 'typeorm';
import { RETURN_SHIPMENT_STATUSES, returnShipmentEvents } from './return-shipment.aggregate';

/** A return parcel, on its way or arrived. */
@Entity('return_shipment_view')
@Index(['orderId'])
@Index(['status'])
export class ReturnShipmentRow {
  @RowKeyText()
  returnId!: string;

  @RowText({ nullable: true, description: 'Null where the order of a parcel is unknown.' })
  orderId: string | null = null;

  @RowOneOf(RETURN_SHIPMENT_STATUSES)
  status: string = 'expected';

  @RowText({ nullable: true, description: 'The warehouse of destination.' })
  toWarehouse: string | null = null;

  @RowTime({ nullable: true, description: 'Until when it may come.' })
  deadline: string | null = null;

  @RowText({ nullable: true, description: 'The warehouse of arrival.' })
  warehouse: string | null = null;

  @RowTime({ nullable: true })
  arrivedAt: string | null = null;

  @RowText({ nullable: true, description: 'What is written on an unannounced parcel.' })
  reference: string | null = null;

  @RowText({ nullable: true, description: 'The return to which an unannounced parcel belongs.' })
  matchedTo: string | null = null;

  @RowText({ nullable: true, description: 'Why it was sent back.' })
  reason: string | null = null;
}

export const returnShipments = projection(
  'logistics.return-shipments',
  returnShipmentEvents,
  ReturnShipmentRow,
  ({ data }) => ({ returnId: 'parcelId' in data ? data.parcelId : data.returnId }),
  {
    ReturnShipmentExpected: (row, { data: { returnId, orderId, toWarehouse, deadline } }) => ({
      ...row,
      returnId,
      orderId,
      toWarehouse,
      deadline,
    }),
    ReturnShipmentCalledOff: (row, { data: { because } }) => ({ ...row, status: because }),
    ReturnParcelArrived: (row, { data: { warehouse }, occurredAt }) => ({
      ...row,
      warehouse,
      arrivedAt: occurredAt,
      status: 'arrived',
    }),
    ReturnArrivalCorrected: (row, { data: { warehouse } }) => ({ ...row, warehouse }),
    UnannouncedParcelMoved: (row, { data: { warehouse } }) => ({ ...row, warehouse }),
    UnannouncedParcelArrived: (row, { data: { warehouse, orderId = null, reference = null }, occurredAt }) => ({
      ...row,
      warehouse,
      orderId,
      reference,
      arrivedAt: occurredAt,
      status: 'quarantine',
    }),
    ParcelMatched: (row, { data: { returnId, orderId } }) => ({
      ...row,
      orderId,
      matchedTo: returnId,
      status: 'matched',
    }),
    ParcelSentBack: (row, { data: { reason } }) => ({ ...row, reason, status: 'sent_back' }),
  },
  { version: 3 },
);

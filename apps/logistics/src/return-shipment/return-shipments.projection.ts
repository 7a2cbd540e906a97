import { projection } from '@concord/event-sourcing';
import { RowKeyText, RowOneOf, RowText, RowTime } from '@concord/service';
import { Entity, Index } from 'typeorm';
import { returnShipmentEvents } from './return-shipment.aggregate';

/** A parcel on its way back, or here. */
@Entity('return_shipment_view')
@Index(['orderId'])
@Index(['status'])
export class ReturnShipmentRow {
  @RowKeyText()
  returnId!: string;

  @RowText()
  orderId: string = '';

  @RowOneOf(['expected', 'arrived'])
  status: string = 'expected';

  @RowText({ nullable: true, description: 'Where it is to go.' })
  toWarehouse: string | null = null;

  @RowTime({ nullable: true, description: 'Until when it may come.' })
  deadline: string | null = null;

  @RowText({ nullable: true, description: 'Where it was taken in.' })
  warehouse: string | null = null;

  @RowTime({ nullable: true })
  arrivedAt: string | null = null;
}

export const returnShipments = projection(
  'logistics.return-shipments',
  returnShipmentEvents,
  ReturnShipmentRow,
  ({ data }) => ({ returnId: data.returnId }),
  {
    ReturnShipmentExpected: (row, { data }) => ({ ...row, ...data }),
    ReturnParcelArrived: (row, { data: { warehouse }, occurredAt }) => ({
      ...row,
      warehouse,
      arrivedAt: occurredAt,
      status: 'arrived',
    }),
  },
);

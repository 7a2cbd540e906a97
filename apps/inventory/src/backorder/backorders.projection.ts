import { projection } from '@concord/event-sourcing';
import { RowFlag, RowKeyText, RowOneOf, RowTime, RowWhole } from '@concord/service';
import { Entity, Index } from 'typeorm';
import { reservationEvents } from '../reservation/reservation.aggregate';

const { BackorderCreated, BackorderFilled, BackorderPromiseChanged, BackorderEnded } = reservationEvents;

/** Units of an order that wait for goods, or waited. */
@Entity('backorder_view')
// Few of all backorders that there ever were still wait.
@Index(['promisedAt', 'orderId'], { where: `"waiting" > 0` })
@Index(['sku', 'promisedAt'], { where: `"waiting" > 0` })
export class BackorderRow {
  @RowKeyText()
  orderId!: string;

  @RowKeyText()
  sku!: string;

  @RowOneOf(['waiting', 'filled', 'ended'], { description: 'Ended: the last waiting units were cancelled.' })
  status: string = 'waiting';

  @RowWhole({ description: 'Units that waited at first.' })
  quantity: number = 0;

  @RowWhole({ description: 'Units that still wait.' })
  waiting: number = 0;

  @RowWhole({ description: 'Units that came, and are reserved for the order.' })
  filled: number = 0;

  @RowTime({ description: 'The date that the customer was promised last.' })
  promisedAt!: string;

  @RowFlag({ description: 'Nobody knows when goods come: the purchase order was withdrawn, or its day passed.' })
  isUndated: boolean = false;

  @RowTime({ description: 'The date that the customer was promised first.' })
  firstPromisedAt!: string;
}

export const backorders = projection(
  'inventory.backorders',
  { BackorderCreated, BackorderFilled, BackorderPromiseChanged, BackorderEnded },
  BackorderRow,
  ({ data: { orderId, sku } }) => ({ orderId, sku }),
  {
    BackorderCreated: (row, { data: { quantity, promisedAt } }) => {
      return { ...row, quantity, waiting: quantity, promisedAt, firstPromisedAt: promisedAt };
    },
    BackorderFilled: (row, { data: { waiting } }) => {
      const filled = row.filled + (row.waiting - waiting);
      return { ...row, filled, waiting, status: waiting > 0 ? 'waiting' : 'filled' };
    },
    BackorderPromiseChanged: (row, { data: { promisedAt } }) => {
      return { ...row, promisedAt: promisedAt ?? row.promisedAt, isUndated: promisedAt === undefined };
    },
    BackorderEnded: (row, { data: { quantity } }) => {
      const waiting = row.waiting - quantity;
      return { ...row, waiting, status: waiting > 0 ? 'waiting' : 'ended' };
    },
  },
);

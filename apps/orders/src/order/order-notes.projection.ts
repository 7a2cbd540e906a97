import type { Personal } from '@concord/contracts';
import { projection } from '@concord/event-sourcing';
import { RowKeyText, RowText, RowTime } from '@concord/service';
import { Entity, Index } from 'typeorm';
import { OrderNoted } from './order.aggregate';

/** A note about an order, for colleagues. */
@Entity('order_note_view')
@Index(['orderId', 'at'])
export class OrderNoteRow {
  @RowKeyText()
  noteId!: string;

  @RowText()
  orderId: string = '';

  @RowText()
  text: Personal = '' as Personal;

  @RowText({ description: 'Who wrote it.' })
  by: string = '';

  @RowText({ description: 'In which role.' })
  role: string = '';

  @RowTime()
  at: string = '1970-01-01T00:00:00.000Z';
}

export const orderNotes = projection(
  'orders.order-notes',
  { OrderNoted },
  OrderNoteRow,
  ({ data }) => ({ noteId: data.noteId }),
  {
    OrderNoted: (row, { data: { orderId, text }, occurredAt, meta: { actor } }) => {
      return { ...row, orderId, text, by: actor.id, role: actor.role, at: occurredAt };
    },
  },
);

import { inventoryEvents } from '@concord/contracts';
import { projection } from '@concord/event-sourcing';
import { RowKeyText, RowList, RowOneOf, RowTime } from '@concord/service';
import { Entity } from 'typeorm';

/** What inventory holds for a basket. */
@Entity('cart_hold_view')
export class CartHoldRow {
  @RowKeyText()
  holdId!: string;

  @RowOneOf(['held', 'refused', 'released', 'expired'])
  status: string = 'released';

  @RowList({ sku: 'text', quantity: 'whole' })
  lines: { sku: string; quantity: number }[] = [];

  @RowTime({ nullable: true })
  expiresAt: string | null = null;

  @RowList(
    { sku: 'text', wanted: 'whole', sellable: 'whole' },
    { description: 'What was too little for the last change.' },
  )
  short: { sku: string; wanted: number; sellable: number }[] = [];
}

export const cartHolds = projection(
  'orders.cart-holds',
  inventoryEvents,
  CartHoldRow,
  ({ data }) => ({ holdId: (data as { holdId: string }).holdId }),
  {
    HoldPlaced: (row, { data: { lines, expiresAt } }) => ({ ...row, status: 'held', lines, expiresAt, short: [] }),
    HoldRefused: (row, { data: { short } }) => ({ ...row, status: row.expiresAt ? row.status : 'refused', short }),
    HoldExtended: (row, { data: { expiresAt } }) => ({ ...row, expiresAt }),
    HoldReleased: (row) => ({ ...row, status: 'released', lines: [], expiresAt: null }),
    HoldExpired: (row) => ({ ...row, status: 'expired', lines: [], expiresAt: null }),
  },
);

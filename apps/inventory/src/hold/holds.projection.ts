import { projection } from '@concord/event-sourcing';
import { RowKeyText, RowList, RowOneOf, RowText, RowTime, RowWhole } from '@concord/service';
import { Entity, Index } from 'typeorm';
import type { Line } from '../stock/lines';
import { holdEvents } from './hold.aggregate';

export const HOLD_STATUSES = ['open', 'refused', 'released', 'expired'] as const;

/** The units that are, or were, held for a basket. */
@Entity('hold_view')
// Few of all holds that there ever were are open.
@Index(['expiresAt'], { where: `"status" = 'open'` })
@Index(['lines'], { type: 'gin', where: `"status" = 'open'` })
export class HoldRow {
  @RowKeyText({ description: 'The id of the basket.' })
  holdId!: string;

  @RowOneOf(HOLD_STATUSES, {
    description: 'Open: the units are held. Refused: too few units were there, and none are held.',
  })
  status: string = 'refused';

  @RowList({ sku: 'text', quantity: 'whole' }, { description: 'The units, as they were last held.' })
  lines: readonly Line[] = [];

  @RowTime({ nullable: true, description: 'When the hold ends by itself.' })
  expiresAt: string | null = null;

  @RowWhole({ description: 'How often it was extended.' })
  extensions: number = 0;

  @RowText({ nullable: true, description: 'Why it was released: emptied, ordered, merged, abandoned or by-hand.' })
  cause: string | null = null;

  @RowText({ nullable: true, description: 'The order that took the units over.' })
  orderId: string | null = null;

  @RowList(
    { sku: 'text', wanted: 'whole', sellable: 'whole' },
    { description: 'What was short at the last request; empty where it was granted.' },
  )
  short: readonly { readonly sku: string; readonly wanted: number; readonly sellable: number }[] = [];
}

const { HoldPlaced, HoldRefused, HoldExtended, HoldReleased, HoldExpired } = holdEvents;

export const holds = projection(
  'inventory.holds',
  { HoldPlaced, HoldRefused, HoldExtended, HoldReleased, HoldExpired },
  HoldRow,
  ({ data }) => ({ holdId: data.holdId }),
  {
    HoldPlaced: (row, { data: { lines, expiresAt } }) => {
      return { ...row, status: 'open', lines, expiresAt, extensions: 0, cause: null, orderId: null, short: [] };
    },
    HoldRefused: (row, { data: { short } }) => {
      return { ...row, status: row.status === 'open' ? 'open' : 'refused', short };
    },
    HoldExtended: (row, { data: { expiresAt, extension } }) => ({ ...row, expiresAt, extensions: extension }),
    HoldReleased: (row, { data: { cause, orderId } }) => {
      return { ...row, status: 'released', cause, orderId: orderId ?? null };
    },
    HoldExpired: (row) => ({ ...row, status: 'expired' }),
  },
);

import { projection } from '@concord/event-sourcing';
import { ANY_VALUE_OR_NULL, RowJson, RowKeyText, RowObject, RowOneOf, RowText, RowTime } from '@concord/service';
import { Entity, Index } from 'typeorm';
import { driftEvents } from './audit.aggregate';

/** A value of a view that differs, or differed, from the fact that it repeats. */
@Entity('drift_view')
@Index(['status'])
export class DriftRow {
  @RowKeyText()
  driftId!: string;

  @RowOneOf(['open', 'gone'])
  status: string = 'open';

  @RowText({ example: 'inventory.stock' })
  fact: string = '';

  @RowText({ description: 'The view: its service and its name.', example: 'marketing.stock-facts' })
  view: string = '';

  @RowText({ description: 'The key of the row.' })
  key: string = '';

  @RowText({ description: 'The column; `row` where the row is missing or too much.' })
  column: string = '';

  @RowJson(ANY_VALUE_OR_NULL, { nullable: true, description: 'What the owner of the fact says.' })
  expected: unknown = null;

  @RowJson(ANY_VALUE_OR_NULL, { nullable: true, description: 'What the view says.' })
  found: unknown = null;

  @RowObject(
    { eventId: 'text', type: 'text', at: 'moment' },
    {
      nullable: true,
      description: 'The first event that the row does not show; null where no missing event explains it.',
    },
  )
  missingEvent: { eventId: string; type: string; at: string } | null = null;

  @RowTime({ nullable: true })
  foundAt: string | null = null;

  @RowTime({ nullable: true })
  goneAt: string | null = null;
}

export const drifts = projection('oversight.drifts', driftEvents, DriftRow, ({ data }) => ({ driftId: data.driftId }), {
  DriftFound: (row, { data: { missingEvent = null, ...drift }, occurredAt }) => ({
    ...row,
    ...drift,
    missingEvent,
    status: 'open',
    foundAt: occurredAt,
    goneAt: null,
  }),
  DriftGone: (row, { occurredAt }) => ({ ...row, status: 'gone', goneAt: occurredAt }),
});

import { customerServiceEvents, orderEvents } from '@concord/contracts';
import { projection } from '@concord/event-sourcing';
import { RowKeyText, RowList, RowOneOf, RowText, RowTime } from '@concord/service';
import { Entity, Index } from 'typeorm';

const { ReturnAuthorised, ReturnRejected } = orderEvents;
const { ReturnRequestedByDesk } = customerServiceEvents;

/** Why a return was refused that came too late. */
const TOO_LATE = 'window-closed';

interface UnitsBack {
  readonly lineId: string;
  readonly quantity: number;
}

/** Whether units were allowed to come back. */
@Entity('return_decision_view')
@Index(['at'])
export class ReturnDecisionRow {
  @RowKeyText()
  returnId!: string;

  @RowText()
  orderId: string = '';

  @RowTime({ nullable: true, description: 'When it was decided; null before.' })
  at: string | null = null;

  @RowOneOf(['authorised', 'exempted', 'late', 'refused'], {
    nullable: true,
    description: 'late: refused because of the day. exempted: a person allowed it all the same.',
  })
  outcome: string | null = null;

  @RowList({ lineId: 'text', quantity: 'whole' })
  lines: readonly UnitsBack[] = [];
}

const unitsOf = (lines: readonly UnitsBack[]) => lines.map(({ lineId, quantity }) => ({ lineId, quantity }));

export const returnDecisions = projection(
  'oversight.return-decisions',
  { ReturnRequestedByDesk, ReturnAuthorised, ReturnRejected },
  ReturnDecisionRow,
  ({ data }) => ({ returnId: data.returnId }),
  {
    // The desk and orders have streams of their own: the wish may come after the answer, which counts.
    ReturnRequestedByDesk: (row, { data: { orderId, lines } }) =>
      row.outcome === 'authorised' || row.outcome === 'exempted'
        ? undefined
        : { ...row, orderId, lines: unitsOf(lines) },
    ReturnAuthorised: (row, { data: { orderId, lines, beyondWindow }, occurredAt: at }) => ({
      ...row,
      orderId,
      lines: unitsOf(lines),
      outcome: beyondWindow ? 'exempted' : 'authorised',
      at,
    }),
    ReturnRejected: (row, { data: { orderId, reason }, occurredAt: at }) => ({
      ...row,
      orderId,
      outcome: reason === TOO_LATE ? 'late' : 'refused',
      at,
    }),
  },
);

import { customerServiceEvents } from '@concord/contracts';
import { projection } from '@concord/event-sourcing';
import { RowKeyText, RowList, RowText } from '@concord/service';
import { Entity, Index } from 'typeorm';

const { CaseOpened, CaseResolved, CaseReopened } = customerServiceEvents;

/** A case of customer service, over time. */
@Entity('open_case_view')
@Index(['sku'])
@Index(['orderId'])
export class OpenCaseRow {
  @RowKeyText()
  caseId!: string;

  @RowText()
  kind: string = '';

  @RowText({ nullable: true })
  sku: string | null = null;

  @RowText({ nullable: true })
  orderId: string | null = null;

  @RowList({ at: 'moment', isOpen: 'flag' })
  steps: readonly { readonly at: string; readonly isOpen: boolean }[] = [];
}

const step = (row: OpenCaseRow, at: string, isOpen: boolean): OpenCaseRow => ({
  ...row,
  steps: [...row.steps, { at, isOpen }],
});

export const openCases = projection(
  'oversight.open-cases',
  { CaseOpened, CaseResolved, CaseReopened },
  OpenCaseRow,
  ({ data }) => ({ caseId: data.caseId }),
  {
    CaseOpened: (row, { data: { kind, refs }, occurredAt }) => ({
      ...step(row, occurredAt, true),
      kind,
      sku: refs.sku ?? null,
      orderId: refs.orderId ?? null,
    }),
    CaseResolved: (row, { occurredAt }) => step(row, occurredAt, false),
    CaseReopened: (row, { occurredAt }) => step(row, occurredAt, true),
  },
  { tracksChanges: true },
);

import { projection } from '@concord/event-sourcing';
import { mapOf, RowJson, RowKeyText, RowOneOf, RowText, RowTime } from '@concord/service';
import { Entity, Index } from 'typeorm';
import { caseEvents } from './case.aggregate';
import { OrderCaseBegun } from './order-case.aggregate';

/** A case: something that needs a person. */
@Entity('case_view')
@Index(['status', 'kind'])
@Index(['orderId'])
@Index(['customerId'])
export class CaseRow {
  @RowKeyText()
  caseId!: string;

  @RowText({ example: 'refund-stuck' })
  kind: string = '';

  @RowOneOf(['open', 'assigned', 'resolved'])
  status: string = 'open';

  @RowOneOf(['event', 'customer', 'agent'])
  cause: string = 'agent';

  @RowText({ nullable: true })
  orderId: string | null = null;

  @RowText({ nullable: true })
  customerId: string | null = null;

  @RowJson(mapOf('text'), {
    description: 'The subjects of the case, by id: orderId, customerId, sku, returnId, warehouse and the like.',
  })
  refs: Record<string, string> = {};

  @RowText({
    nullable: true,
    description: 'What of its order the case is about, by id: a refund, a claim, a parcel, a return or a SKU.',
  })
  matter: string | null = null;

  @RowText()
  text: string = '';

  @RowText({ nullable: true })
  agent: string | null = null;

  @RowText({ nullable: true })
  outcome: string | null = null;

  @RowTime({ nullable: true })
  openedAt: string | null = null;

  @RowTime({ nullable: true })
  resolvedAt: string | null = null;

  @RowTime({ nullable: true, description: 'Until when it can be reopened.' })
  reopenUntil: string | null = null;
}

export const cases = projection(
  'customer-service.cases',
  { ...caseEvents, OrderCaseBegun },
  CaseRow,
  ({ data }) => ({ caseId: data.caseId }),
  {
    CaseOpened: (row, { data: { kind, cause, refs, text }, occurredAt }) => ({
      ...row,
      kind,
      cause,
      text,
      refs,
      openedAt: occurredAt,
      orderId: refs.orderId ?? null,
      customerId: refs.customerId ?? null,
    }),
    OrderCaseBegun: (row, { data: { matter = null } }) => ({ ...row, matter }),
    CaseAssigned: (row, { data: { agent } }) => ({ ...row, agent, status: 'assigned' }),
    CaseResolved: (row, { data: { outcome }, occurredAt }) => ({
      ...row,
      outcome,
      status: 'resolved',
      resolvedAt: occurredAt,
    }),
    CaseReopened: (row) => ({
      ...row,
      status: row.agent === null ? 'open' : 'assigned',
      outcome: null,
      resolvedAt: null,
      reopenUntil: null,
    }),
    ReopeningAllowed: (row, { data: { until } }) => ({ ...row, reopenUntil: until }),
  },
);

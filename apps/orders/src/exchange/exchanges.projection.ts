import { EXCHANGE_MODES } from '@concord/contracts';
import { projection } from '@concord/event-sourcing';
import { RowKeyText, RowList, RowOneOf, RowText, RowTime } from '@concord/service';
import { Entity, Index } from 'typeorm';
import { EXCHANGE_STATUSES, exchangeEvents } from './exchange.aggregate';

/** Goods that come back, and the order of what is sent for them. */
@Entity('exchange_view')
@Index(['orderId'])
@Index(['status'])
export class ExchangeRow {
  @RowKeyText()
  exchangeId!: string;

  @RowText()
  orderId: string = '';

  @RowText({ nullable: true })
  customerId: string | null = null;

  @RowText({ description: 'The return of the goods.' })
  returnId: string = '';

  @RowText({ description: 'The order of the replacement.' })
  replacementOrderId: string = '';

  @RowOneOf(EXCHANGE_MODES, { description: 'Whether the replacement is sent at once, or after the inspection.' })
  mode: string = 'after-return';

  @RowOneOf(EXCHANGE_STATUSES)
  status: string = 'requested';

  @RowList({ lineId: 'text', sku: 'text', quantity: 'whole', toSku: 'text' })
  lines: { lineId: string; sku: string; quantity: number; toSku: string }[] = [];

  @RowTime({ description: 'The goods must be back until then.' })
  deadline: string = '1970-01-01T00:00:00.000Z';

  @RowText({ nullable: true, description: 'Why it became an ordinary return.' })
  detail: string | null = null;

  @RowTime()
  requestedAt: string = '1970-01-01T00:00:00.000Z';
}

export const exchanges = projection(
  'orders.exchanges',
  exchangeEvents,
  ExchangeRow,
  ({ data }) => ({ exchangeId: data.exchangeId }),
  {
    ExchangeRequested: (row, { data: { customerId = null, ...data }, occurredAt }) => {
      return { ...row, ...data, customerId, requestedAt: occurredAt };
    },
    ExchangeConfirmed: (row) => ({ ...row, status: 'confirmed' }),
    ExchangeCompleted: (row) => ({ ...row, status: 'completed' }),
    ExchangeLapsed: (row) => ({ ...row, status: 'lapsed' }),
    ExchangeConverted: (row, { data: { detail } }) => ({ ...row, status: 'converted', detail }),
  },
);

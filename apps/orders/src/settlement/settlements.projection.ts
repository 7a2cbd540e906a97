import { DIFFERENCES_NAMED_MAX } from '@concord/contracts';
import { projection } from '@concord/event-sourcing';
import { RowKeyText, RowList, RowText, RowTime, RowWhole } from '@concord/service';
import { Entity } from 'typeorm';
import { settlementEvents, type Difference } from './settlement.aggregate';

/** The comparison of the provider's books with ours, up to the end of a day. */
@Entity('settlement_view')
export class SettlementRow {
  @RowKeyText({ description: 'The day (UTC).', example: '2026-01-05' })
  day!: string;

  @RowText({ nullable: true, description: 'The day of the settlement before.' })
  since: string | null = null;

  @RowWhole({ description: 'Lines of the file.' })
  lineCount: number = 0;

  @RowWhole()
  differenceCount: number = 0;

  @RowList(
    {
      'orderId?': 'text',
      providerRef: 'text',
      move: 'text',
      currency: 'text',
      oursMinor: 'whole',
      theirsMinor: 'whole',
      since: 'text',
    },
    { description: `The first ${DIFFERENCES_NAMED_MAX} differences, with the day on which each was seen first.` },
  )
  differences: Difference[] = [];

  @RowTime()
  recordedAt: string = '1970-01-01T00:00:00.000Z';
}

export const settlements = projection(
  'orders.settlements',
  { SettlementRecorded: settlementEvents.SettlementRecorded },
  SettlementRow,
  ({ data }) => ({ day: data.day }),
  {
    SettlementRecorded: (row, { data: { since = null, lineCount, differences }, occurredAt: recordedAt }) => ({
      ...row,
      since,
      lineCount,
      differenceCount: differences.length,
      differences: differences.slice(0, DIFFERENCES_NAMED_MAX),
      recordedAt,
    }),
  },
);

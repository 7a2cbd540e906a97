import { createHash } from 'node:crypto';
import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { ApiOperation, ApiTags, OmitType } from '@nestjs/swagger';
import {
  Answers,
  AnswersPage,
  BODY_BYTES_MAX,
  Commands,
  Incoming,
  IncomingRequest,
  inTurns,
  OneOf,
  PageQuery,
  Permit,
  Problem,
  Text,
  Views,
} from '@concord/service';
import { Any, Between } from 'typeorm';
import { PaymentRow } from '../payment/payments.projection';
import { MoneyMoveRow } from './money-moves.projection';
import { readSettlementFile, type SettlementLine } from './settlement-file';
import { settlement, type BookedLine } from './settlement.decider';
import { SettlementRow } from './settlements.projection';

const DAY = /^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])$/;

class SettlementRequest {
  @Text({
    maxLength: 10,
    pattern: DAY,
    says: 'a day, such as 2026-01-05',
    description: 'The day (UTC).',
    example: '2026-01-05',
  })
  day!: string;

  @OneOf(['csv', 'jsonl'], { optional: true, default: 'csv' })
  format: 'csv' | 'jsonl' = 'csv';

  @Text({
    // The body is the limit: whoever sends more is told its size.
    maxLength: BODY_BYTES_MAX,
    description:
      'CSV with the header `ref,kind,amount,currency,day`, or JSON lines with these members. kind is capture, refund, refund-returned, chargeback or chargeback-returned; amount is a positive decimal. The whole request has 1 MiB at most (`body-too-large`, 413).',
    example: 'ref,kind,amount,currency,day\npi_1,capture,19.99,GBP,2026-01-05\n',
  })
  file!: string;
}

/** A settlement without its differences. */
class SettlementSummary extends OmitType(SettlementRow, ['differences']) {}

/** The daily comparison of the provider's books with ours. */
@Controller('v1/settlements')
@ApiTags('payments')
export class SettlementController {
  constructor(
    private readonly commands: Commands,
    private readonly views: Views,
  ) {}

  @Post()
  @Permit('settlement.record')
  @ApiOperation({
    summary: "Compares a day of the provider's books with ours",
    description:
      'Amounts are compared by reference, kind and currency. A difference stays until the other side has the amount too. Days go forward, and the last day can be corrected (`settlement-later-exists`, 409). Refused for a day that the calendar lacks (`settlement-day-unknown`, 422) or that is not over (`settlement-day-open`, 422), for a file without its header (`settlement-header-unknown`, 422), for rows that cannot be read (`settlement-rows-invalid`, 422; the first hundred are named), for a file that fits nearly nothing (`settlement-unlike`, 422), and beside another settlement (`settlement-changed`, 409).',
  })
  @Answers(SettlementRow)
  async record(@Body() { day, format, file }: SettlementRequest, @Incoming() incoming: IncomingRequest) {
    if (dayAt(day, 0) !== day) throw new Problem(422, 'settlement-day-unknown', `The calendar has no day ${day}.`);
    const read = await inTurns(readSettlementFile(file, format, day));
    if ('header' in read)
      throw new Problem(
        422,
        'settlement-header-unknown',
        'The first row must name the columns ref, kind, amount, currency and day.',
      );
    if ('problems' in read)
      throw new Problem(422, 'settlement-rows-invalid', 'Some rows of the file cannot be read.', {
        errors: read.problems,
      });
    const since = await this.dayBefore(day);
    const from = since === null ? day : dayAt(since, 1);
    const rows = await this.views.all(MoneyMoveRow, { day: Between(from, day) });
    const ours = rows.flatMap(({ move, ...row }) => (move === '' ? [] : [{ ...row, move } as BookedLine]));
    const theirs = await this.withOrders(read.lines, ours);
    const fileHash = createHash('sha256').update(file).digest('base64url');
    const data = { day, since, fileHash, ours, theirs };
    await this.commands.run(incoming, settlement, { type: 'RecordSettlement', data }, () => ({ day }));
    return this.views.one(SettlementRow, { day }, 'settlement');
  }

  @Get()
  @Permit('settlement.read')
  @ApiOperation({
    summary: 'Settlements, the latest day first',
    description: 'With the number of differences; GET …/{day} names them.',
  })
  @AnswersPage(SettlementSummary)
  async list(@Query() query: PageQuery) {
    const page = await this.views.page(SettlementRow, query, { by: 'day', descending: true });
    const items = page.items.map(({ day, since, lineCount, differenceCount, recordedAt }) => {
      return { day, since, lineCount, differenceCount, recordedAt };
    });
    return { ...page, items };
  }

  @Get(':day')
  @Permit('settlement.read')
  @ApiOperation({
    summary: 'The settlement of a day, with its differences',
    description: 'A day without a settlement is `settlement-unknown` (404).',
  })
  @Answers(SettlementRow)
  one(@Param('day') day: string) {
    return this.views.one(SettlementRow, { day }, 'settlement');
  }

  /** The last day before this one whose settlement is recorded. */
  private async dayBefore(day: string): Promise<string | null> {
    const { items } = await this.views.page(
      SettlementRow,
      { limit: 1 },
      { by: 'day', descending: true },
      (select) => void select.andWhere('row.day < :day', { day }),
    );
    return items[0]?.day ?? null;
  }

  /** Names the orders of lines that our books of these days do not have. */
  private async withOrders(lines: readonly SettlementLine[], ours: readonly BookedLine[]): Promise<BookedLine[]> {
    const known = new Set(ours.map(({ providerRef }) => providerRef));
    const foreign = [...new Set(lines.map(({ providerRef }) => providerRef))].filter((ref) => !known.has(ref));
    if (foreign.length === 0) return [...lines];
    const providerRef = Any(foreign);
    const rows = [
      ...(await this.views.all(PaymentRow, { providerRef })),
      ...(await this.views.all(MoneyMoveRow, { providerRef })),
    ];
    const orders = new Map(rows.map((row) => [row.providerRef, row.orderId]));
    return lines.map((line) => {
      const orderId = orders.get(line.providerRef);
      return orderId === undefined ? line : { ...line, orderId };
    });
  }
}

const DAY_MS = 24 * 60 * 60_000;
const dayAt = (day: string, days: number) =>
  new Date(Date.parse(`${day}T00:00:00.000Z`) + days * DAY_MS).toISOString().slice(0, 10);

import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiOperation, ApiProperty, ApiTags, OmitType } from '@nestjs/swagger';
import {
  subjectOf,
  VOUCHER_CAUSES,
  VOUCHER_DAY_FACTOR,
  VOUCHER_GOODWILL_LIMIT,
  VOUCHER_LIFE_DAYS,
  VOUCHER_STATUSES,
} from '@concord/contracts';
import { lookup, rule } from '@concord/event-sourcing';
import {
  Answers,
  AnswersPage,
  Commands,
  Currency,
  CurrentSettings,
  demandForAnother,
  Incoming,
  IncomingRequest,
  isLimited,
  MaskedType,
  mayDo,
  Minor,
  OneOf,
  onlyOwn,
  OrderChannelRow,
  OrderChannels,
  PageQuery,
  Permit,
  Problem,
  reaches,
  shown,
  Text,
  TheCaller,
  Vault,
  Views,
  withinOwnCustomers,
  withinOwnOrders,
  Written,
  type Caller,
  type Permission,
} from '@concord/service';
import type { SelectQueryBuilder } from 'typeorm';
import { v7 as newId } from 'uuid';
import { daysAfter } from '../points/points-moves';
import { issueVoucher, type GoodwillLimit } from './issue-voucher.decider';
import { transferVoucher } from './transfer-voucher.decider';
import { VoucherCodes } from './voucher-code.gateway';
import { VoucherEntryRow } from './voucher-ledger.projection';
import { voucher } from './voucher.decider';
import { VoucherRow } from './vouchers.projection';

class IssueVoucherRequest {
  @Minor({ minimum: 1 })
  amountMinor!: number;

  @Currency()
  currency!: string;

  @OneOf(['goodwill', 'sold'], {
    description: 'A goodwill voucher can be spent at once; one that was sold when it is paid for.',
  })
  cause!: 'goodwill' | 'sold';

  @Text({ maxLength: 100, optional: true, description: 'Whose it is: the customer then sees it.' })
  customerId?: string;

  @Text({ maxLength: 100, optional: true, description: 'The order that bought it, or for which it makes up.' })
  orderId?: string;
}

class VoidVoucherRequest {
  @Text({ maxLength: 400, personal: true, description: 'The customer can read it: write no internal notes here.' })
  reason!: string;
}

class TransferVoucherRequest {
  @Text({ maxLength: 100, optional: true, description: 'The new owner; the same one where it is left out.' })
  customerId?: string;
}

class VoucherQuery extends PageQuery {
  @OneOf(VOUCHER_STATUSES, { optional: true })
  status?: string;

  @OneOf(VOUCHER_CAUSES, { optional: true })
  cause?: string;

  @Text({ maxLength: 100, optional: true, description: 'Only vouchers of this customer.' })
  customer?: string;

  @Text({ maxLength: 100, optional: true, description: 'Only vouchers that belong to this order.' })
  order?: string;
}

/** What people write about a voucher. */
const NOTES = { reason: 'note' } as const;

/** A voucher as callers see it: never with its code, and with the reason where they may read personal data. */
class SeenVoucher extends MaskedType(OmitType(VoucherRow, ['code', 'codeHash']), ['reason']) {}

/** An entry of a ledger as callers see it. */
class SeenVoucherEntry extends MaskedType(VoucherEntryRow, ['reason']) {}

/** A voucher with its code. */
class ShownCode {
  @ApiProperty({ type: 'string', description: 'The id of the voucher.' })
  id!: string;

  @ApiProperty({ type: 'string', example: 'ACDEF-GHJKL-MNPRT-VWXY2' })
  code!: string;
}

/** A new voucher. */
class IssuedVoucher extends ShownCode {
  @ApiProperty({ type: 'string', format: 'date-time', nullable: true })
  expiresAt!: string | null;
}

/** A new voucher with what was unspent of another one. */
class TransferredVoucher extends OmitType(IssuedVoucher, ['code']) {
  @ApiProperty({
    type: 'string',
    nullable: true,
    example: 'ACDEF-GHJKL-MNPRT-VWXY2',
    description: 'Null for staff who may see no codes: the owner is shown it by POST /v1/vouchers/{voucherId}/code.',
  })
  code!: string | null;
}

/** To whom a voucher belongs. */
interface VoucherOf {
  readonly orderId?: string | null;
  readonly customerId?: string | null;
}

@Controller('v1/vouchers')
@ApiTags('vouchers')
export class VoucherController {
  constructor(
    private readonly commands: Commands,
    private readonly views: Views,
    private readonly settings: CurrentSettings,
    private readonly vault: Vault,
    private readonly codes: VoucherCodes,
    private readonly orders: OrderChannels,
  ) {}

  @Get()
  @Permit('voucher.read')
  @ApiOperation({
    summary: 'Vouchers, the latest first',
    description:
      'Customers see their own. Callers who are limited to sales channels or warehouses see those of orders there, and those without an order whose owner shops there or has not ordered yet.',
  })
  @AnswersPage(SeenVoucher)
  async list(@Query() query: VoucherQuery, @TheCaller() caller: Caller) {
    const page = await this.views.page(VoucherRow, query, { by: 'voucherId', descending: true }, (select) => {
      if (query.status) select.andWhere('row.status = :status', { status: query.status });
      if (query.cause) select.andWhere('row.cause = :cause', { cause: query.cause });
      if (query.customer) select.andWhere('row.customerId = :customer', { customer: query.customer });
      if (query.order) select.andWhere('row.orderId = :order', { order: query.order });
      if (onlyOwn(caller, 'voucher.read')) select.andWhere('row.customerId = :own', { own: caller.customerId ?? '' });
      narrowToOwnVouchers(caller, select);
    });
    return { ...page, items: await Promise.all(page.items.map((row) => this.seen(caller, row))) };
  }

  @Get(':voucherId')
  @Permit('voucher.read')
  @ApiOperation({
    summary: 'A voucher with the parts of its amount',
    description:
      "The parts add up to what it was issued for. A voucher that is not the caller's is `voucher-unknown` (404). Callers who are limited to sales channels or warehouses see the vouchers of orders and owners there (`channel-out-of-scope`, `warehouse-out-of-scope`, 403).",
  })
  @Answers(SeenVoucher)
  async one(@Param('voucherId') voucherId: string, @TheCaller() caller: Caller) {
    return this.seen(caller, await this.reached(caller, 'voucher.read', voucherId));
  }

  @Get(':voucherId/ledger')
  @Permit('voucher.read')
  @ApiOperation({
    summary: 'What happened to a voucher, the latest first',
    description:
      "A voucher that is not the caller's is `voucher-unknown` (404). Callers who are limited to sales channels or warehouses see the vouchers of orders and owners there (`channel-out-of-scope`, `warehouse-out-of-scope`, 403), with the entries of these orders.",
  })
  @AnswersPage(SeenVoucherEntry)
  async ledger(@Param('voucherId') voucherId: string, @Query() query: PageQuery, @TheCaller() caller: Caller) {
    await this.reached(caller, 'voucher.read', voucherId);
    const page = await this.views.page(VoucherEntryRow, query, { by: 'entry', descending: true }, (select) => {
      select.andWhere('row.voucherId = :voucherId', { voucherId });
      withinOwnOrders(caller, select);
    });
    return { ...page, items: await Promise.all(page.items.map((row) => shown(this.vault, caller, row, NOTES))) };
  }

  @Post()
  @Permit('voucher.issue')
  @ApiOperation({
    summary: 'Issues a voucher, and answers its code',
    description:
      "The code is answered here and to a retry under the same key; later it is shown by a permission alone. A person issues goodwill up to `voucher.goodwill-limit` (`goodwill-above-limit`, 422), `voucher.day-factor` times as much in a day (`goodwill-day-limit-used-up`, 422), in a currency that the limit names (`goodwill-currency-not-offered`, 422), and never for themselves (`second-person-needed`, 422). Callers who are limited to sales channels or warehouses issue for orders and customers there (`channel-out-of-scope`, `warehouse-out-of-scope`, 403). Systems issue none (`goodwill-needs-person`, 403). Vouchers are sold by whoever may sell them (`voucher-sale-not-allowed`, 403); they become active when their order's money comes in. The order must exist (`order-unknown`, 404).",
  })
  @Answers(IssuedVoucher)
  async issue(@Body() body: IssueVoucherRequest, @Incoming() incoming: IncomingRequest) {
    const { caller } = incoming;
    if (body.cause === 'sold') demandSeller(caller);
    await this.demandOwn(caller, body);
    // What names an order of which nobody has heard would wait for its money for ever.
    const { orderId } = body;
    if (orderId !== undefined) await this.views.one(OrderChannelRow, { orderId }, 'order');
    const limit = body.cause === 'goodwill' ? this.limitOf(incoming, body) : undefined;
    const voucherId = newId();
    const { code, codeHash } = await this.codes.make(voucherId);
    const expiresAt = daysAfter(new Date().toISOString(), this.settings.for(incoming).of(VOUCHER_LIFE_DAYS));
    const data = { voucherId, code, codeHash, ...body, expiresAt, ...(limit && { limit }) };
    const issued = await this.commands.run(incoming, issueVoucher, { type: 'IssueVoucher', data }, () => {
      return { id: voucherId, code: code as string, expiresAt };
    });
    return this.opened(issued);
  }

  @Post(':voucherId/activate')
  @HttpCode(200)
  @Permit('voucher.sell')
  @ApiOperation({
    summary: 'Activates a voucher that was paid for',
    description:
      "For a voucher without an order. One that names its order is active once the order's money has come in, and is refused here (`voucher-of-an-order`, 422). One that is over is refused (`voucher-over`, 409).",
  })
  @Answers(Written)
  async activate(@Param('voucherId') voucherId: string, @Incoming() incoming: IncomingRequest) {
    await this.reached(incoming.caller, 'voucher.sell', voucherId);
    return this.commands.run(incoming, voucher, { type: 'ActivateVoucher', data: { voucherId } });
  }

  @Post(':voucherId/void')
  @HttpCode(200)
  @Permit('voucher.void')
  @ApiOperation({
    summary: 'Voids the unspent part of a voucher',
    description:
      'For a voucher whose purchase is refunded: give back no more money than was voided. What waits for an order is void when that order ends. Refused where all is spent (`voucher-spent`, 422) or the voucher is over (`voucher-over`, 409).',
  })
  @Answers(Written)
  async void(
    @Param('voucherId') voucherId: string,
    @Body() { reason }: VoidVoucherRequest,
    @Incoming() incoming: IncomingRequest,
  ) {
    const { customerId } = await this.reached(incoming.caller, 'voucher.void', voucherId);
    const sealed = await this.vault.note(subjectOf({ customerId, voucherId }), reason);
    return this.commands.run(incoming, voucher, { type: 'VoidVoucher', data: { voucherId, reason: sealed } });
  }

  @Post(':voucherId/transfer')
  @HttpCode(200)
  @Permit('voucher.transfer')
  @ApiOperation({
    summary: 'Transfers what is unspent to a new voucher with a new code',
    description:
      'For a code that somebody else may know, or a new owner. The new voucher ends when the old one would have. Staff see the new code where they may see codes; its owner sees it by `POST /v1/vouchers/{voucherId}/code`. Agents give no voucher to another owner (`voucher-owner-not-changeable`, 403), nor a new code to one without an owner (`voucher-without-owner`, 422). Refused for a voucher that is not active (`voucher-not-active`, 409), that waits for an order (`voucher-held`, 409) or that is spent (`voucher-spent`, 422). Staff transfer no voucher to themselves (`second-person-needed`, 422).',
  })
  @Answers(TransferredVoucher)
  async transfer(
    @Param('voucherId') voucherId: string,
    @Body() { customerId }: TransferVoucherRequest,
    @Incoming() incoming: IncomingRequest,
  ) {
    const { caller } = incoming;
    const row = await this.reached(caller, 'voucher.transfer', voucherId);
    demandOwner(caller, row.customerId, customerId);
    if (!onlyOwn(caller, 'voucher.transfer')) {
      demandForAnother(caller, customerId ?? row.customerId);
      if (customerId !== undefined) await this.orders.demandCustomer(caller, customerId);
    }
    const toVoucherId = newId();
    const { code, codeHash } = await this.codes.make(toVoucherId);
    const owner = customerId === undefined ? {} : { customerId };
    const data = { voucherId, toVoucherId, code, codeHash, ...owner };
    const { expiresAt } = row;
    const issued = await this.commands.run(incoming, transferVoucher, { type: 'TransferVoucher', data }, () => {
      return { id: toVoucherId, code: code as string, expiresAt };
    });
    return seesCode(caller, customerId ?? row.customerId) ? this.opened(issued) : { ...issued, code: null };
  }

  @Post(':voucherId/code')
  @HttpCode(200)
  @Permit('voucher.code.read')
  @ApiOperation({
    summary: 'Shows the code of a voucher again',
    description:
      "It is recorded who looked. Customers see the codes of their own vouchers; another's is `voucher-unknown` (404).",
  })
  @Answers(ShownCode)
  async code(@Param('voucherId') voucherId: string, @Incoming() incoming: IncomingRequest) {
    const { code } = await this.reached(incoming.caller, 'voucher.code.read', voucherId);
    const data = { voucherId };
    const answer = await this.commands.run(incoming, voucher, { type: 'ShowVoucherCode', data }, () => {
      return { id: voucherId, code: code as string };
    });
    return this.opened(answer);
  }

  /** The answer with its code in clear. What is kept for a retry has it sealed. */
  private async opened<A extends { code: string }>(answer: A): Promise<A> {
    return { ...answer, code: await this.vault.open('voucher-code', answer.code) };
  }

  private limitOf(incoming: IncomingRequest, { currency, customerId }: IssueVoucherRequest): GoodwillLimit | undefined {
    const { caller } = incoming;
    if (caller.kind === 'system')
      throw new Problem(403, 'goodwill-needs-person', 'A person decides on goodwill: use the token of a person.');
    demandForAnother(caller, customerId);
    if (caller.roles.includes('head_of_digital')) return undefined;
    const settings = this.settings.for(incoming);
    const limitMinor = lookup(settings.of(VOUCHER_GOODWILL_LIMIT), currency);
    if (limitMinor === undefined)
      throw rule('goodwill-currency-not-offered', `Nobody has a limit in ${currency}: ask the head of digital.`);
    return { limitMinor, dayFactor: settings.of(VOUCHER_DAY_FACTOR) };
  }

  private seen(caller: Caller, row: VoucherRow) {
    const { code: _code, codeHash: _hash, ...rest } = row;
    return shown(this.vault, caller, rest, NOTES);
  }

  /** The row of a voucher; somebody else's is not there for a customer. */
  private async reached(caller: Caller, permission: Permission, voucherId: string): Promise<VoucherRow> {
    const row = await this.views.one(VoucherRow, { voucherId }, 'voucher');
    if (!reaches(caller, permission, row.customerId ?? undefined))
      throw new Problem(404, 'voucher-unknown', `There is no voucher ${voucherId}.`);
    await this.demandOwn(caller, row);
    return row;
  }

  /**
   * A voucher belongs to the sales channels and warehouses of its order and of its owner. With neither it is for callers
   * without a limit.
   */
  private async demandOwn(caller: Caller, { orderId, customerId }: VoucherOf): Promise<void> {
    if (orderId) await this.orders.demand(caller, orderId);
    if (customerId || !orderId) await this.orders.demandCustomer(caller, customerId);
  }
}

/** Narrows a list as `demandOwn` does for one voucher. */
function narrowToOwnVouchers(caller: Caller, select: SelectQueryBuilder<VoucherRow>): void {
  withinOwnOrders(caller, select);
  withinOwnCustomers(caller, select);
  if (isLimited(caller)) select.andWhere('(row.order_id is not null or row.customer_id is not null)');
}

/** Customers know the codes that they make; of staff, those who may see codes. */
const seesCode = (caller: Caller, customerId: string | null) =>
  onlyOwn(caller, 'voucher.transfer') || reaches(caller, 'voucher.code.read', customerId ?? undefined);

/** A transfer leaves the value with its owner, or the caller may give it to another one. */
function demandOwner(caller: Caller, before: string | null, after: string | undefined): void {
  const isAnother = after !== undefined && after !== before;
  if (isAnother && !reaches(caller, 'voucher.reassign', before ?? undefined))
    throw new Problem(
      403,
      'voucher-owner-not-changeable',
      'The roles of the token give no voucher to another owner: leave customerId out, or ask a lead.',
    );
  if (!isAnother && before === null && !seesCode(caller, null))
    throw rule('voucher-without-owner', 'The voucher has no owner who could be shown a new code: ask a lead.');
}

function demandSeller({ roles }: Caller): void {
  if (mayDo(roles, 'voucher.sell')) return;
  throw new Problem(
    403,
    'voucher-sale-not-allowed',
    'The roles of the token sell no vouchers: name goodwill as cause.',
  );
}

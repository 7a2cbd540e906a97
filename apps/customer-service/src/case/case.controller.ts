import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { CASE_REOPEN_DAYS, subjectOf } from '@concord/contracts';
import {
  Answers,
  AnswersPage,
  type Caller,
  Commands,
  CurrentSettings,
  demandWarehouse,
  Incoming,
  IncomingRequest,
  isLimited,
  MaskedType,
  OneOf,
  onlyOwn,
  PageQuery,
  Permit,
  Problem,
  reaches,
  shown,
  SkuText,
  Text,
  TheCaller,
  Vault,
  Views,
  Written,
} from '@concord/service';
import { DataSource } from 'typeorm';
import { v7 as newId } from 'uuid';
import { CampaignDeskRow } from '../campaign/campaigns.projection';
import { OrderPageRow } from '../order-page/order-pages.projection';
import { demandOrder, demandOwnCustomer } from '../order-page/own-orders.reader';
import { ReturnDeskRow } from '../return-desk/return-desk.projection';
import { caseFile } from './case.decider';
import { CaseRow } from './cases.projection';
import { narrowToOwnCases } from './own-cases.reader';

class OpenCaseRequest {
  @Text({
    maxLength: 60,
    pattern: /^[a-z][a-z0-9-]*$/,
    says: 'small letters, digits and dashes, such as parcel-missing',
    example: 'parcel-missing',
    description: 'In kebab-case.',
  })
  kind!: string;

  @Text({ maxLength: 500, personal: true, description: 'What the case is about. Personal: sealed.' })
  text!: string;

  @Text({ maxLength: 100, optional: true })
  orderId?: string;

  @Text({ maxLength: 100, optional: true })
  customerId?: string;

  @SkuText({ optional: true })
  sku?: string;

  @Text({ maxLength: 100, optional: true })
  campaignId?: string;

  @Text({ maxLength: 100, optional: true })
  returnId?: string;
}

class AssignRequest {
  @Text({ maxLength: 100, optional: true, description: 'The id of an agent. Where it is left out, the caller.' })
  agent?: string;
}

class ResolveRequest {
  @Text({
    maxLength: 500,
    personal: true,
    example: 'sent again',
    description: 'The outcome of the case. The customer reads it word for word.',
  })
  outcome!: string;
}

class ReopenRequest {
  @Text({ maxLength: 500, personal: true })
  reason!: string;
}

class CaseQuery extends PageQuery {
  @Text({ maxLength: 60, optional: true })
  kind?: string;

  @OneOf(['open', 'assigned', 'resolved'], { optional: true })
  status?: string;

  @Text({ maxLength: 100, optional: true, description: 'Only cases of this order.' })
  order?: string;
}

/** The caller, as the roles hold for what lies in a warehouse of its own: a parcel need not be where its order is sent. */
const withoutWarehouses = ({ scopes: { channels }, ...caller }: Caller): Caller => {
  return { ...caller, scopes: channels ? { channels } : {} };
};

/** The personal data of a case: people may write anything into free texts. */
const PERSONAL = { text: 'note', outcome: 'note' } as const;

/** A case as the caller sees it: without free texts where the caller may not read personal data. */
class SeenCase extends MaskedType(CaseRow, ['text', 'outcome']) {}

@Controller('v1/cases')
@ApiTags('cases')
export class CaseController {
  constructor(
    private readonly commands: Commands,
    private readonly views: Views,
    private readonly settings: CurrentSettings,
    private readonly vault: Vault,
    private readonly dataSource: DataSource,
  ) {}

  @Get()
  @Permit('case.read')
  @ApiOperation({
    summary: 'Cases, the latest first',
    description:
      'Opened by customers, agents or events. Customers see their own cases; staff see those of orders and customers in their sales channels and warehouses and of parcels in their warehouses, and those that name none of these.',
  })
  @AnswersPage(SeenCase)
  async list(@Query() query: CaseQuery, @TheCaller() caller: Caller) {
    const page = await this.views.page(CaseRow, query, { by: 'openedAt', descending: true }, (select) => {
      if (query.kind) select.andWhere('row.kind = :kind', { kind: query.kind });
      if (query.status) select.andWhere('row.status = :status', { status: query.status });
      if (query.order) select.andWhere('row.orderId = :order', { order: query.order });
      narrowToOwnCases(caller, select);
      if (onlyOwn(caller, 'case.read')) select.andWhere('row.customerId = :own', { own: caller.customerId ?? '' });
    });
    return { ...page, items: await Promise.all(page.items.map((row) => shown(this.vault, caller, row, PERSONAL))) };
  }

  @Get(':caseId')
  @Permit('case.read')
  @ApiOperation({ summary: 'One case', description: "A case that is not the caller's is `case-unknown` (404)." })
  @Answers(SeenCase)
  async one(@Param('caseId') caseId: string, @TheCaller() caller: Caller) {
    const row = await this.views.one(CaseRow, { caseId }, 'case');
    if (!reaches(caller, 'case.read', row.customerId ?? undefined))
      throw new Problem(404, 'case-unknown', `There is no case ${caseId}.`);
    await this.demandOwn(row, caller);
    return shown(this.vault, caller, row, PERSONAL);
  }

  @Post()
  @Permit('case.open')
  @ApiOperation({
    summary: 'Opens a case: one per order, kind and matter',
    description:
      'The order, return or campaign must exist (`order-unknown`, `return-unknown`, `campaign-unknown`, 404) and belong together (`case-about-others`, 422), because the customer reads the case. Orders and customers of other sales channels and warehouses are refused (`channel-out-of-scope`, `warehouse-out-of-scope`, 403). An order has one open case of a kind, or one for each matter where cases name one, as a SKU or a return (`case-open-already`, 409). Customers open cases only about their own orders, and for themselves (`case-for-another`, 403).',
  })
  @Answers(Written)
  async open(
    @Body() { kind, text, ...about }: OpenCaseRequest,
    @Incoming() incoming: IncomingRequest,
    @TheCaller() caller: Caller,
  ) {
    const isOwn = onlyOwn(caller, 'case.open');
    if (isOwn && about.customerId !== undefined && about.customerId !== caller.customerId)
      throw new Problem(403, 'case-for-another', 'Customers open cases for themselves: leave customerId out.');
    const { customerId, orderId } = await this.demandRefs(
      isOwn ? { ...about, customerId: caller.customerId! } : about,
      caller,
    );
    const refs = { ...about, ...(customerId && { customerId }) };
    const cause = isOwn ? ('customer' as const) : ('agent' as const);
    const caseId = newId();
    const sealed = await this.vault.seal(subjectOf({ customerId, orderId, caseId }), 'note', text);
    const data = { caseId, kind, cause, refs, text: sealed };
    return this.commands.run(incoming, caseFile, { type: 'OpenCase', data });
  }

  @Post(':caseId/assign')
  @HttpCode(200)
  @Permit('case.work')
  @ApiOperation({
    summary: 'Assigns a case to an agent',
    description:
      'Without an agent the caller takes the case. A resolved case must be reopened first (`case-resolved`, 409).',
  })
  @Answers(Written)
  async assign(
    @Param('caseId') caseId: string,
    @Body() { agent }: AssignRequest,
    @Incoming() incoming: IncomingRequest,
  ) {
    await this.demandCase(caseId, incoming.caller);
    const data = { caseId, agent: agent ?? incoming.caller.subject };
    return this.commands.run(incoming, caseFile, { type: 'AssignCase', data });
  }

  @Post(':caseId/resolve')
  @HttpCode(200)
  @Permit('case.resolve')
  @ApiOperation({
    summary: 'Resolves a case with an outcome',
    description:
      'The case can be reopened for the days of the setting `case.reopen-days`. A resolved case is refused (`case-resolved`, 409).',
  })
  @Answers(Written)
  async resolve(
    @Param('caseId') caseId: string,
    @Body() { outcome }: ResolveRequest,
    @Incoming() incoming: IncomingRequest,
  ) {
    await this.demandCase(caseId, incoming.caller);
    const reopenDays = this.settings.for(incoming).of(CASE_REOPEN_DAYS);
    const data = { caseId, outcome: await this.sealed(caseId, outcome), reopenDays };
    return this.commands.run(incoming, caseFile, { type: 'ResolveCase', data });
  }

  @Post(':caseId/reopen')
  @HttpCode(200)
  @Permit('case.work')
  @ApiOperation({
    summary: 'Reopens a case, as long as that is possible',
    description:
      'The case must be resolved (`case-not-resolved`, 409), and no longer ago than it may be reopened (`case-reopening-too-late`, 422).',
  })
  @Answers(Written)
  async reopen(
    @Param('caseId') caseId: string,
    @Body() { reason }: ReopenRequest,
    @Incoming() incoming: IncomingRequest,
  ) {
    await this.demandCase(caseId, incoming.caller);
    const data = { caseId, reason: await this.sealed(caseId, reason) };
    return this.commands.run(incoming, caseFile, { type: 'ReopenCase', data });
  }

  /** A text about a case, sealed under the key of its customer, else of its order, else its own. */
  private async sealed(caseId: string, text: string) {
    const { customerId, orderId, refs } = await this.views.one(CaseRow, { caseId }, 'case');
    const { returnId } = refs;
    const back = !customerId && !orderId && returnId ? await this.views.find(ReturnDeskRow, { returnId }) : undefined;
    return this.vault.note(subjectOf({ customerId, orderId: orderId ?? back?.orderId, caseId }), text);
  }

  private async demandCase(caseId: string, caller: Caller): Promise<void> {
    if (!isLimited(caller)) return;
    const row = await this.views.find(CaseRow, { caseId });
    // A case that does not exist passes: the command answers 404.
    if (row) await this.demandOwn(row, caller);
  }

  /** Throws `Problem` 403 where `narrowToOwnCases` leaves the case out. */
  private async demandOwn({ orderId, customerId, refs }: CaseRow, caller: Caller): Promise<void> {
    if (!isLimited(caller)) return;
    const { returnId, warehouse } = refs;
    const back = !orderId && returnId ? await this.views.find(ReturnDeskRow, { returnId }) : undefined;
    const about = { orderId: orderId ?? back?.orderId ?? null };
    if (warehouse !== undefined) demandWarehouse(caller, warehouse);
    await this.demandOrderOf(about, warehouse === undefined ? caller : withoutWarehouses(caller));
    if (customerId) await demandOwnCustomer(caller, customerId, this.dataSource);
  }

  private async demandOrderOf(about: { orderId: string | null } | undefined, caller: Caller): Promise<void> {
    if (about?.orderId && isLimited(caller))
      demandOrder(caller, await this.views.find(OrderPageRow, { orderId: about.orderId }));
  }

  /**
   * Checks that the subjects of a case exist, belong together, and are the caller's where the caller is a customer: the
   * customer of the case reads it. Returns that customer, and the order.
   */
  private async demandRefs(about: Omit<OpenCaseRequest, 'kind' | 'text'>, caller: Caller) {
    const { orderId, returnId, campaignId } = about;
    const page = orderId === undefined ? undefined : await this.views.one(OrderPageRow, { orderId }, 'order');
    if (page && !reaches(caller, 'case.open', page.customerId ?? undefined))
      throw new Problem(404, 'order-unknown', `There is no order ${orderId}.`);
    const back = returnId === undefined ? undefined : await this.views.one(ReturnDeskRow, { returnId }, 'return');
    if (back && !reaches(caller, 'case.open', back.customerId ?? undefined))
      throw new Problem(404, 'return-unknown', `There is no return ${returnId}.`);
    if (campaignId !== undefined) await this.views.one(CampaignDeskRow, { campaignId }, 'campaign');
    if (page) demandOrder(caller, page);
    await this.demandOrderOf(back, caller);
    if (about.customerId) await demandOwnCustomer(caller, about.customerId, this.dataSource);
    const customers = [page, back].flatMap((row) => (row ? [row.customerId ?? undefined] : []));
    const { customerId = customers.find((one) => one !== undefined) } = about;
    const isOneMatter =
      customers.every((one) => one === customerId) && (!page || !back || page.orderId === back.orderId);
    if (isOneMatter) return { customerId, orderId: orderId ?? back?.orderId };
    const detail = 'The order, the return and the customer do not belong together: name only the order or the return.';
    throw new Problem(422, 'case-about-others', detail, { orderId, returnId, customerId });
  }
}

import { Controller, Get, Headers, Param, Query } from '@nestjs/common';
import { ApiOperation, ApiProperty, ApiTags } from '@nestjs/swagger';
import { EventStore } from '@concord/event-store';
import { languageOf, printed } from '@concord/paper';
import {
  Answers,
  AnswersFile,
  AnswersPage,
  type Caller,
  hiddenFrom,
  Incoming,
  IncomingRequest,
  MaskedType,
  Moment,
  nameFile,
  OneOf,
  onlyOwn,
  PageQuery,
  PaperQuery,
  Permit,
  Problem,
  reaches,
  shown,
  Text,
  TheCaller,
  Vault,
  Views,
  demandShown,
} from '@concord/service';
import { demandOrder, narrowToOwnOrders } from '../order/own-orders.reader';
import { OrderRow } from '../order/order-history.projection';
import { documentPaper } from './document-paper';
import { DOCUMENT_KINDS, DocumentRow } from './documents.projection';
import { en16931 } from './en16931';
import { facturX } from './factur-x';
import { forPaper, issuedDocument, shownDocument } from './issued-document.reader';
import { SeenDocument } from './seen-document.reader';

const CLEAR = { customerId: 'clear' } as const;

class DocumentQuery extends PageQuery {
  @Text({ maxLength: 40, optional: true, example: 'INV-2026', description: 'Only this series, by number.' })
  series?: string;

  @OneOf(DOCUMENT_KINDS, { optional: true })
  kind?: string;

  @Text({ maxLength: 100, optional: true })
  customer?: string;

  @Moment({ optional: true, description: 'Issued at this moment or later.' })
  from?: string;

  @Moment({ optional: true, description: 'Issued before this moment.' })
  to?: string;
}

/** A document in a list; without the customer where the caller may not see them. */
class SeenListedDocument extends MaskedType(DocumentRow, ['customerId']) {}

class OrderDocuments {
  @ApiProperty({ type: () => [SeenListedDocument], description: 'The earliest first.' })
  items!: SeenListedDocument[];
}

@Controller('v1')
@ApiTags('documents')
export class DocumentController {
  constructor(
    private readonly views: Views,
    private readonly store: EventStore,
    private readonly vault: Vault,
  ) {}

  @Get('orders/:orderId/documents')
  @Permit('document.read')
  @ApiOperation({
    summary: 'The invoices and credit notes of an order',
    description:
      'An invoice for each parcel whose money is there or is owed on account, a credit note for each time that money or credit went back. Customers see those of their own orders (`order-unknown`, 404).',
  })
  @Answers(OrderDocuments)
  async ofOrder(@Param('orderId') orderId: string, @TheCaller() caller: Caller) {
    const order = await this.views.one(OrderRow, { orderId }, 'order');
    if (!reaches(caller, 'document.read', order.customerId ?? undefined))
      throw new Problem(404, 'order-unknown', `There is no order ${orderId}.`);
    demandOrder(caller, order);
    const rows = await this.views.all(DocumentRow, { orderId });
    rows.sort((a, b) => Date.parse(a.issuedAt) - Date.parse(b.issuedAt) || a.number - b.number);
    return { items: await Promise.all(rows.map((row) => shown(this.vault, caller, row, CLEAR))) };
  }

  @Get('documents')
  @Permit('document.read')
  @ApiOperation({
    summary: 'Invoices and credit notes, the latest first',
    description:
      'Of the sales channels of the caller; customers see their own. A series by its numbers has no gap, unless channels are left out. Callers who may not read personal data get no customer, and cannot filter by it (`filter-masked`, 403).',
  })
  @AnswersPage(SeenListedDocument)
  async list(@Query() query: DocumentQuery, @TheCaller() caller: Caller) {
    demandShown(hiddenFrom(caller, Object.keys(CLEAR)), { customerId: query.customer });
    const by = query.series === undefined ? ('issuedAt' as const) : ('number' as const);
    const page = await this.views.page(DocumentRow, query, { by, descending: true }, (select) => {
      if (query.series) select.andWhere('row.series = :series', { series: query.series });
      if (query.kind) select.andWhere('row.kind = :kind', { kind: query.kind });
      if (query.customer) select.andWhere('row.customerId = :customer', { customer: query.customer });
      if (query.from) select.andWhere('row.issuedAt >= :from', { from: query.from });
      if (query.to) select.andWhere('row.issuedAt < :to', { to: query.to });
      narrowToOwnOrders(caller, select);
      if (onlyOwn(caller, 'document.read')) select.andWhere('row.customerId = :own', { own: caller.customerId ?? '' });
    });
    return { ...page, items: await Promise.all(page.items.map((row) => shown(this.vault, caller, row, CLEAR))) };
  }

  @Get('documents/:documentId')
  @Permit('document.read')
  @ApiOperation({
    summary: 'One invoice or credit note, with all that it says',
    description:
      'As it was issued: nothing of it ever changes, except that names are gone once the customer was erased. Callers who may not read personal data get no names: masked names the members that are left out. Customers see their own (`document-unknown`, 404).',
  })
  @Answers(SeenDocument)
  async one(@Param('documentId') documentId: string, @TheCaller() caller: Caller) {
    const { row, content } = await this.read(documentId, caller);
    const { fulfilmentId, dueAt, returnId, kind, creditsMinor, dueMinor } = row;
    const nobody = content.masked?.includes('customerId') ? {} : { customerId: null };
    return { kind, fulfilmentId, creditsMinor, dueMinor, dueAt, returnId, corrects: [], ...nobody, ...content };
  }

  @Get('documents/:documentId/pdf')
  @Permit('document.read')
  @ApiOperation({
    summary: 'The paper of a document, as PDF',
    description:
      'PDF/A-3 with the data of the document in it (Factur-X). The same document gives the same bytes, for ever, in each language. Customers get their own (`document-unknown`, 404).',
  })
  @AnswersFile('application/pdf', 'The paper.')
  async pdf(
    @Param('documentId') documentId: string,
    @Query() { language }: PaperQuery,
    @TheCaller() caller: Caller,
    @Incoming() { reply }: IncomingRequest,
    @Headers('Accept-Language') acceptLanguage?: string,
  ) {
    const document = forPaper((await this.read(documentId, caller)).content);
    const paper = documentPaper(document, languageOf(language, acceptLanguage));
    nameFile(reply, `${document.numberText}.pdf`);
    return printed({ ...paper, attachment: facturX(en16931(document)) });
  }

  @Get('documents/:documentId/xml')
  @Permit('document.read')
  @ApiOperation({
    summary: 'A document as data by the European standard EN 16931',
    description:
      'In the syntax CII D16B of UN/CEFACT, as Factur-X and ZUGFeRD use it. Customers get their own (`document-unknown`, 404).',
  })
  @AnswersFile('application/xml', 'The document as XML.')
  async xml(
    @Param('documentId') documentId: string,
    @TheCaller() caller: Caller,
    @Incoming() { reply }: IncomingRequest,
  ) {
    const document = forPaper((await this.read(documentId, caller)).content);
    nameFile(reply, `${document.numberText}.xml`);
    return Buffer.from(en16931(document));
  }

  private async read(documentId: string, caller: Caller) {
    const row = await this.views.one(DocumentRow, { documentId }, 'document');
    if (!reaches(caller, 'document.read', row.customerId ?? undefined))
      throw new Problem(404, 'document-unknown', `There is no document ${documentId}.`);
    demandOrder(caller, await this.views.one(OrderRow, { orderId: row.orderId }, 'order'));
    return { row, content: await shownDocument(this.vault, caller, await issuedDocument(this.store, row)) };
  }
}

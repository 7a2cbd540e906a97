import { Controller, Get, Headers, Param, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { DOCUMENT_SELLER, RETURN_ADDRESSES, shortId } from '@concord/contracts';
import { lookup } from '@concord/event-sourcing';
import { languageOf, printed, type PaperAddress } from '@concord/paper';
import {
  AnswersFile,
  type Caller,
  CurrentSettings,
  demandWarehouse,
  flatAddress,
  Incoming,
  IncomingRequest,
  nameFile,
  onlyOwn,
  OrderChannels,
  PaperQuery,
  Permit,
  Problem,
  reaches,
  TheCaller,
  Vault,
  Views,
} from '@concord/service';
import { Any } from 'typeorm';
import { FulfilmentRow } from '../fulfilment/fulfilments.projection';
import { seenBy } from '../fulfilment/masked-fulfilment.reader';
import { OrderNumberRow } from '../fulfilment/order-numbers.projection';
import { OwnFulfilments } from '../fulfilment/own-fulfilments.reader';
import { ReturnSenderRow } from '../return-shipment/return-senders.projection';
import { ReturnShipmentRow } from '../return-shipment/return-shipments.projection';
import { VariantTitleRow } from '../variant/variant-titles.projection';
import { packingSlip } from './packing-slip';
import { returnLabel } from './return-label';
import { shippingLabel } from './shipping-label';

@Controller('v1')
@ApiTags('papers')
export class PaperController {
  constructor(
    private readonly views: Views,
    private readonly own: OwnFulfilments,
    private readonly channels: OrderChannels,
    private readonly settings: CurrentSettings,
    private readonly vault: Vault,
  ) {}

  @Get('fulfilments/:id/packing-slip')
  @Permit('fulfilment.read')
  @ApiOperation({
    summary: 'The packing slip of a fulfilment, as PDF',
    description:
      'What the parcel holds and where it goes, without prices. Callers who neither ship nor read personal data get no name on it.',
  })
  @AnswersFile('application/pdf', 'The packing slip.')
  async slip(
    @Param('id') id: string,
    @Query() { language }: PaperQuery,
    @TheCaller() caller: Caller,
    @Incoming() incoming: IncomingRequest,
    @Headers('Accept-Language') acceptLanguage?: string,
  ) {
    const row = await this.own.one(caller, id);
    const { fulfilmentId, orderId, warehouse, plannedAt } = row;
    const titles = await this.titlesOf(row.lines.map(({ sku }) => sku));
    const lines = row.lines.map(({ sku, quantity }) => ({ sku, quantity, title: titles.get(sku) ?? sku }));
    const to = await this.addressOf(row, caller);
    const seller = this.settings.for(incoming).of(DOCUMENT_SELLER);
    const slip = { fulfilmentId, order: await this.numberOf(orderId), warehouse, plannedAt, to, lines };
    nameFile(incoming.reply, `packing-slip-${fulfilmentId}.pdf`);
    return printed(packingSlip(slip, seller, languageOf(language, acceptLanguage)));
  }

  @Get('fulfilments/:id/label')
  @Permit('fulfilment.ship')
  @ApiOperation({
    summary: 'The bought label of a parcel, as PDF',
    description:
      'With the address, and the tracking number as barcode. A label must have been bought (`illegal-transition`, 409).',
  })
  @AnswersFile('application/pdf', 'The label.')
  async parcelLabel(
    @Param('id') id: string,
    @Query() { language }: PaperQuery,
    @TheCaller() caller: Caller,
    @Incoming() incoming: IncomingRequest,
    @Headers('Accept-Language') acceptLanguage?: string,
  ) {
    const row = await this.own.one(caller, id);
    const { orderId, warehouse, plannedAt, status, carrier, service, tracking } = row;
    if (carrier === null || service === null || tracking === null) {
      const detail = `The fulfilment ${id} is ${status} and has no label: buy one once it is packed.`;
      throw new Problem(409, 'illegal-transition', detail, { state: status, allowed: ['labelled'] });
    }
    const to = await this.addressOf(row, caller);
    const order = await this.numberOf(orderId);
    const label = { order, warehouse, plannedAt, carrier, service, tracking, to };
    const seller = this.settings.for(incoming).of(DOCUMENT_SELLER);
    nameFile(incoming.reply, `label-${tracking}.pdf`);
    return printed(shippingLabel(label, seller, languageOf(language, acceptLanguage)));
  }

  @Get('return-shipments/:returnId/label')
  @Permit('return.read')
  @ApiOperation({
    summary: 'The label of a return parcel, as PDF',
    description:
      'With the address of the warehouse, the barcode of the return and the deadline. Customers print that of their own returns (`return-unknown`, 404). There is a label as long as the parcel is expected (`illegal-transition`, 409). Staff who neither ship nor read personal data get no sender on it.',
  })
  @AnswersFile('application/pdf', 'The label.')
  async label(
    @Param('returnId') returnId: string,
    @Query() { language }: PaperQuery,
    @TheCaller() caller: Caller,
    @Incoming() incoming: IncomingRequest,
    @Headers('Accept-Language') acceptLanguage?: string,
  ) {
    const row = await this.views.one(ReturnShipmentRow, { returnId }, 'return');
    const sender = await this.views.find(ReturnSenderRow, { returnId });
    if (!reaches(caller, 'return.read', sender?.customerId ?? undefined))
      throw new Problem(404, 'return-unknown', `There is no return ${returnId}.`);
    const { status, orderId, toWarehouse, deadline } = row;
    demandWarehouse(caller, row.warehouse ?? toWarehouse ?? '');
    await this.channels.demandChannel(caller, orderId);
    if (status !== 'expected' || orderId === null || toWarehouse === null || deadline === null) {
      const detail = `The parcel of the return ${returnId} is ${status}: no label is needed.`;
      throw new Problem(409, 'illegal-transition', detail, { state: status, allowed: ['expected'] });
    }
    const settings = this.settings.for(incoming);
    const to = lookup(settings.of(RETURN_ADDRESSES), toWarehouse) ?? settings.of(DOCUMENT_SELLER);
    const from = await this.senderOf(orderId, caller);
    const order = await this.numberOf(orderId);
    const label = { returnId, order, warehouse: toWarehouse, deadline, from, to };
    nameFile(incoming.reply, `return-${returnId}.pdf`);
    return printed(returnLabel(label, languageOf(language, acceptLanguage)));
  }

  /** The number by which people know an order: the shop's own one, or the end of its id. */
  private async numberOf(orderId: string): Promise<string> {
    const known = await this.views.find(OrderNumberRow, { orderId });
    return known?.reference ?? shortId(orderId);
  }

  private async titlesOf(skus: readonly string[]) {
    const rows = await this.views.all(VariantTitleRow, { sku: Any([...new Set(skus)]) });
    return new Map(rows.map(({ sku, title }) => [sku, title]));
  }

  /** A return comes from where the order went. */
  private async senderOf(orderId: string, caller: Caller): Promise<PaperAddress> {
    const [row] = await this.views.all(FulfilmentRow, { orderId });
    return row ? this.addressOf(row, caller) : { country: '' };
  }

  private async addressOf(row: FulfilmentRow, caller: Caller): Promise<PaperAddress> {
    // Customers came this far with a return of their own.
    const isOwn = onlyOwn(caller, 'return.read');
    const seen = isOwn ? await this.vault.openIn(row, { address: 'address' }) : await seenBy(caller, row, this.vault);
    const { country, postcode, address } = seen;
    const place = { country: country ?? '', ...(postcode && { postcode }), ...(address && { address }) };
    return { ...flatAddress(place), isHidden: row.address !== null && address === undefined } as PaperAddress;
  }
}

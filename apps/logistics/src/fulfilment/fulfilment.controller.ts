import { Body, Controller, Get, HttpCode, Inject, Param, Post, Query } from '@nestjs/common';
import { ApiOperation, ApiProperty, ApiTags } from '@nestjs/swagger';
import { numberOf, subjectOf } from '@concord/contracts';
import {
  Answers,
  AnswersPage,
  type Caller,
  Commands,
  demandWarehouse,
  Incoming,
  IncomingRequest,
  MaskedType,
  Moment,
  narrowToOwn,
  narrowToOwnChannels,
  OneOf,
  PageQuery,
  Permit,
  Problem,
  readBody,
  Text,
  SHOWN_ADDRESS_PARTS,
  TheCaller,
  ValueProperty,
  Vault,
  Views,
  Written,
  OptionalBody,
} from '@concord/service';
import { In, IsNull } from 'typeorm';
import { buyLabel, CARRIERS, type Carrier } from '../carrier/carrier.gateway';
import { fulfilment } from './fulfilment.decider';
import { FulfilmentRow, STATUSES } from './fulfilments.projection';
import { isStoppedByHold, NEXT_STEPS, nextStepOf, STEPS, type NextStep } from './ladder';
import { seenBy } from './masked-fulfilment.reader';
import { OwnFulfilments } from './own-fulfilments.reader';

class FulfilmentQuery extends PageQuery {
  @Text({ maxLength: 100, optional: true, description: 'Only fulfilments of this order.' })
  order?: string;

  @OneOf(STATUSES, { optional: true })
  status?: string;

  @OneOf(STEPS, {
    optional: true,
    description: 'Only fulfilments with this next step. A hold stops all of them but the delivery.',
  })
  next?: NextStep;

  @Text({ maxLength: 40, optional: true })
  warehouse?: string;

  @Text({
    maxLength: 100,
    optional: true,
    example: '7da419ac6d1b.MAIN',
    description: 'Only the fulfilment with this number, or with this id.',
  })
  number?: string;

  @Text({ maxLength: 100, optional: true, description: 'Only the parcel with this tracking number of its carrier.' })
  tracking?: string;
}

class LabelRequest {
  @Text({
    maxLength: 100,
    optional: true,
    description: 'Where it is left out, the first carrier that takes the parcel.',
  })
  carrier?: string;

  @Text({ maxLength: 100, optional: true, description: 'A service of a carrier, such as express.' })
  service?: string;
}

class HandoverRequest {
  @Moment({ optional: true, description: 'When the carrier took the parcel. Where it is left out, now.' })
  handedOverAt?: string;
}

class DeliveryRequest {
  @Text({
    maxLength: 500,
    optional: true,
    personal: true,
    description: 'The proof of delivery: a signature, a photo, a place.',
  })
  proof?: string;

  @Moment({ optional: true, description: 'When the parcel was delivered. Where it is left out, now.' })
  deliveredAt?: string;
}

/** A fulfilment as the caller sees it: without personal data where the caller may not see them. */
class SeenFulfilment extends MaskedType(FulfilmentRow, ['postcode', 'address', 'proof']) {
  @ValueProperty(SHOWN_ADDRESS_PARTS, { optional: true, nullable: true, description: 'Name, street and city.' })
  declare address?: FulfilmentRow['address'];

  @ValueProperty(
    { type: 'string', enum: [...STEPS] },
    {
      nullable: true,
      example: 'pack',
      description:
        'What a person does next: pick, pack, label (buys one), hand-over (to the carrier), deliver (records it). Null where it is over, or where a hold of the order stops the step.',
    },
  )
  next!: NextStep | null;
}

class BoughtLabel {
  @ApiProperty({ type: 'string', description: 'The fulfilment.' })
  id!: string;

  @ApiProperty({ type: 'string', description: 'The carrier that takes the parcel.' })
  carrier!: string;

  @ApiProperty({ type: 'string', example: 'standard' })
  service!: string;

  @ApiProperty({ type: 'integer', description: 'What the label costs, in minor units.' })
  costMinor!: number;

  @ApiProperty({ type: 'string' })
  tracking!: string;
}

@Controller('v1')
@ApiTags('fulfilments')
export class FulfilmentController {
  constructor(
    private readonly commands: Commands,
    private readonly views: Views,
    private readonly own: OwnFulfilments,
    @Inject(CARRIERS) private readonly carriers: readonly Carrier[],
    private readonly vault: Vault,
  ) {}

  @Get('fulfilments')
  @Permit('fulfilment.read')
  @ApiOperation({
    summary: 'Fulfilments, the youngest order first',
    description:
      'Of the warehouses of the caller. A fulfilment goes through released, picking, picked, packing, packed, labelled, handed_over and delivered, or is cancelled. Callers who neither ship nor read personal data get no address and no proof: masked names the fields that are left out.',
  })
  @AnswersPage(SeenFulfilment)
  async list(@Query() query: FulfilmentQuery, @TheCaller() caller: Caller) {
    const page = await this.views.page(FulfilmentRow, query, { by: 'fulfilmentId', descending: true }, (select) => {
      if (query.warehouse) demandWarehouse(caller, query.warehouse);
      narrowToOwn(caller, select);
      narrowToOwnChannels(caller, select);
      if (query.order) select.andWhere('row.orderId = :order', { order: query.order });
      if (query.status) select.andWhere('row.status = :status', { status: query.status });
      if (query.number) select.andWhere('row.number = :number', { number: numberOf(query.number) });
      if (query.tracking) select.andWhere('row.tracking = :tracking', { tracking: query.tracking });
      if (query.next) select.andWhere({ status: In(NEXT_STEPS[query.next]) });
      if (query.next && isStoppedByHold(query.next)) select.andWhere({ heldFor: IsNull() });
      if (query.warehouse) select.andWhere('row.warehouse = :warehouse', { warehouse: query.warehouse });
    });
    return { ...page, items: await Promise.all(page.items.map((row) => this.seen(caller, row))) };
  }

  @Get('fulfilments/:id')
  @Permit('fulfilment.read')
  @ApiOperation({
    summary: 'One fulfilment',
    description:
      "Weights are grams, amounts minor units. Another warehouse than the caller's is refused (`warehouse-out-of-scope`, 403).",
  })
  @Answers(SeenFulfilment)
  async one(@Param('id') fulfilmentId: string, @TheCaller() caller: Caller) {
    return this.seen(caller, await this.own.one(caller, fulfilmentId));
  }

  @Post('fulfilments/:id/labels')
  @Permit('fulfilment.ship')
  @ApiOperation({
    summary: 'Buys a label for the closed parcel; a repeated request gets the same label',
    description:
      'The fulfilment must be packed (`illegal-transition`, 409). Without a carrier the first one that takes the parcel sells the label. Refused where no carrier offers the service (`shipping-service-unknown`, 422) or takes the parcel (`carrier-does-not-take-parcel`, 422).',
  })
  @Answers(BoughtLabel)
  async label(@Param('id') fulfilmentId: string, @Body() body: LabelRequest, @Incoming() incoming: IncomingRequest) {
    await this.own.demand(incoming.caller, fulfilmentId);
    const row = await this.views.one(FulfilmentRow, { fulfilmentId }, 'fulfilment');
    const bought = await this.labelFor(row, body);
    const data = { fulfilmentId, ...bought };
    return this.commands.run(incoming, fulfilment, { type: 'RecordLabel', data }, () => ({
      id: fulfilmentId,
      ...bought,
    }));
  }

  @Post('shipments/:id/handover')
  @HttpCode(200)
  @Permit('fulfilment.ship')
  @OptionalBody(HandoverRequest)
  @ApiOperation({
    summary: 'Hands the parcel to its carrier',
    description:
      'The parcel needs a label first (`illegal-transition`, 409). Inventory then takes its units off the books, and orders captures its money. Refused for a moment before the order was placed (`handed-over-before-order`, 422) or in the future (`handed-over-in-the-future`, 422).',
  })
  @Answers(Written)
  async handOver(@Param('id') fulfilmentId: string, @Body() body: unknown, @Incoming() incoming: IncomingRequest) {
    // The body may be left out.
    const { handedOverAt } = readBody(HandoverRequest, body ?? {});
    await this.own.demand(incoming.caller, fulfilmentId);
    const data = { fulfilmentId, ...(handedOverAt !== undefined && { handedOverAt }) };
    return this.commands.run(incoming, fulfilment, { type: 'HandOver', data });
  }

  @Post('shipments/:id/deliver')
  @HttpCode(200)
  @Permit('proof.record')
  @ApiOperation({
    summary: 'The parcel arrived',
    description:
      'The parcel must have left (`illegal-transition`, 409). Refused for a moment before it left (`delivered-before-handover`, 422) or in the future (`delivered-in-the-future`, 422). The return period begins then.',
  })
  @Answers(Written)
  async deliver(
    @Param('id') fulfilmentId: string,
    @Body() body: DeliveryRequest,
    @Incoming() incoming: IncomingRequest,
  ) {
    const { orderId } = await this.own.one(incoming.caller, fulfilmentId);
    const { proof, deliveredAt } = body;
    const sealed = proof === undefined ? undefined : await this.vault.note(subjectOf({ orderId }), proof);
    const moment = deliveredAt && { deliveredAt: new Date(deliveredAt).toISOString() };
    const data = { fulfilmentId, ...(sealed !== undefined && { proof: sealed }), ...moment };
    return this.commands.run(incoming, fulfilment, { type: 'RecordDelivery', data });
  }

  private async seen(caller: Caller, row: FulfilmentRow) {
    return { ...(await seenBy(caller, row, this.vault)), next: nextStepOf(row) };
  }

  /** The existing label, or a new one. No label is bought for an open parcel. */
  private async labelFor(row: FulfilmentRow, { carrier, service }: LabelRequest) {
    const { fulfilmentId, status, weightG, country, postcode } = row;
    const isSame = (carrier ?? row.carrier) === row.carrier && (service ?? row.service) === row.service;
    if (row.carrier && row.service && row.tracking && isSame)
      return {
        carrier: row.carrier,
        service: row.service,
        costMinor: Number(row.labelCostMinor),
        tracking: row.tracking,
      };
    if (status !== 'packed') {
      const detail = row.carrier
        ? `The fulfilment ${fulfilmentId} has a label of ${row.carrier} already.`
        : `The fulfilment ${fulfilmentId} is ${status}: a label can be bought once it is packed.`;
      throw new Problem(409, 'illegal-transition', detail, { state: status, allowed: ['packed'] });
    }
    const { address } = await this.vault.openIn(row, { address: 'address' });
    const parcel = { fulfilmentId, weightG, country, postcode, address, ...(service && { service }) };
    const answer = await buyLabel(this.carriers, parcel, carrier);
    if ('services' in answer)
      throw new Problem(
        422,
        'shipping-service-unknown',
        `No carrier offers the service ${service}. Choose one of: ${answer.services.join(', ')}.`,
        { services: answer.services },
      );
    if ('notTaken' in answer)
      throw new Problem(422, 'carrier-does-not-take-parcel', `No carrier takes the parcel: ${answer.notTaken}.`);
    return answer;
  }
}

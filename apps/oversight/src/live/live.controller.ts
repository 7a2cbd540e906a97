import { Controller, Get, Query, Req, Res } from '@nestjs/common';
import { ApiHeader, ApiOperation, ApiProperty, ApiTags } from '@nestjs/swagger';
import {
  AnswersEvents,
  EventStreams,
  listOf,
  OrderChannels,
  Permit,
  serverSentEvent,
  SkuText,
  Text,
  TheCaller,
  ValueProperty,
  type Caller,
} from '@concord/service';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { SERVICE_LIST } from '../timeline/service-list';
import { SeenLamp } from '../lamp/lamp.controller';
import { LampWatch } from '../lamp/lamp.gateway';
import { LiveFeed } from './live-feed.gateway';
import { parseLiveId } from './live-id';

const DESCRIPTION = `Server-sent events, for a screen that shows what is so now.

- \`moment\`: something happened: \`{ at, service, type, words, eventId, sku?, orderId? }\`, a sentence as in the timelines.
- \`changed\`: \`{ skus, orders }\`: the alignment of these SKUs and these orders is to be read anew.
- \`lamp\`: the lamp, first and when it changes, as \`GET /v1/alignment/lamp\` answers.
- \`resync\`: more happened than is told one by one, or nobody knows what the client missed: read everything anew.
- \`expired\`: the token has expired and the stream ends: connect again with a new one.

A client that sends \`Last-Event-ID\` gets exactly what it missed, once and in order, where it was away for at most ten minutes and missed at most 2,000 moments. Callers who are limited to sales channels or warehouses hear of orders of theirs alone; those who are limited to some warehouses do not hear what happened in another one, nor what counts units in all of them. Notes of customers are left out.`;

const EXAMPLE = `retry: 2000

event: moment
id: mfz3k2_1796050000-12_700:700:_712:712:_1
data: {"at":"2026-03-01T10:00:00.000Z","service":"inventory","type":"StockReserved","words":"1 unit reserved for the order 0198f3a2-7c1e-7000-8000-0123456789ab.","eventId":"0198f3a2-7c1e-7000-8000-0123456789ac","sku":"MUG"}

event: changed
id: mfz3k2_1796050000-12_712:712:
data: {"skus":["MUG"],"orders":[]}
`;

class LiveMoment {
  @ApiProperty({ type: 'string', format: 'date-time' }) at!: string;
  @ApiProperty({ type: 'string' }) service!: string;
  @ApiProperty({ type: 'string', description: 'The name of the event.' }) type!: string;
  @ApiProperty({ type: 'string', description: 'A sentence.' }) words!: string;
  @ApiProperty({ type: 'string' }) eventId!: string;
  @ApiProperty({ type: 'string', required: false }) sku?: string;
  @ApiProperty({ type: 'string', required: false }) orderId?: string;
}

class LiveChange {
  @ValueProperty(listOf('text')) skus!: readonly string[];
  @ValueProperty(listOf('text')) orders!: readonly string[];
}

/** The data of each event that has any. */
const EVENTS = { moment: LiveMoment, changed: LiveChange, lamp: SeenLamp, resync: undefined, expired: undefined };

class LiveQuery {
  @SkuText({ optional: true, description: 'Only what concerns this SKU.' })
  sku?: string;

  @Text({
    maxLength: 64,
    optional: true,
    description: 'Only what concerns this order, and the SKU where one is named.',
  })
  orderId?: string;

  @Text({
    maxLength: 100,
    pattern: SERVICE_LIST,
    says: 'names of services, separated by commas',
    optional: true,
    description: 'Only moments of these services, such as `orders,logistics`.',
  })
  services?: string;
}

@Controller('v1/alignment')
@ApiTags('alignment')
export class LiveController {
  constructor(
    private readonly streams: EventStreams,
    private readonly feed: LiveFeed,
    private readonly channels: OrderChannels,
    private readonly lamp: LampWatch,
  ) {}

  @Get('live')
  @Permit('alignment.read')
  @ApiOperation({ summary: 'Streams what happens and what changes, as server-sent events', description: DESCRIPTION })
  @ApiHeader({
    name: 'Last-Event-ID',
    required: false,
    description: 'The id of the last message that the client got.',
    schema: { type: 'string', minLength: 1, maxLength: 8_000 },
  })
  @AnswersEvents('The stream, until the client closes it or the token expires.', EXAMPLE, EVENTS)
  async live(
    @Query() { sku, orderId, services }: LiveQuery,
    @TheCaller() caller: Caller,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    if (orderId !== undefined) await this.channels.demand(caller, orderId);
    const last = request.headers['last-event-id'];
    const from = typeof last === 'string' && last !== '' ? (parseLiveId(last) ?? null) : undefined;
    let leave = () => undefined as void;
    const stream = this.streams.start(request, reply, { id: () => this.feed.id, onEnd: () => leave() });
    if (!stream.isOpen) return;
    const named = services === undefined ? undefined : new Set(services.split(','));
    const wish = { sku, orderId, services: named, scopes: caller.scopes };
    leave = this.feed.join({ stream, wish, from });
    // The lamp may take a moment: a service that does not answer is waited for.
    void this.lamp.now().then(
      (lamp) => stream.send(serverSentEvent('lamp', lamp)),
      () => undefined,
    );
  }
}

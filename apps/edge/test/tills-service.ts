import { Body, Controller, Get, HttpCode, Module, Param, Post, Req, Res } from '@nestjs/common';
import {
  Commands,
  EventStreams,
  Incoming,
  IncomingRequest,
  Permit,
  service,
  Views,
  Whole,
  type ServiceDeclaration,
} from '@concord/service';
import type { FastifyReply } from 'fastify';
import { till, tillParts, TillRow } from '@concord/testing';

class AddCoins {
  @Whole({ minimum: 1, maximum: 1_000 })
  coins!: number;
}

@Controller('v1/tills')
class TillController {
  constructor(
    private readonly commands: Commands,
    private readonly views: Views,
    private readonly streams: EventStreams,
  ) {}

  @Get('live')
  @Permit('inventory.read')
  live(@Req() request: Parameters<EventStreams['start']>[0], @Res() reply: FastifyReply): void {
    this.streams.start(request, reply, { id: () => undefined, onEnd: () => undefined });
  }

  @Post(':till/coins')
  @HttpCode(200)
  @Permit('inventory.adjust')
  add(@Param('till') name: string, @Body() { coins }: AddCoins, @Incoming() incoming: IncomingRequest) {
    return this.commands.run(incoming, till, { type: 'AddCoins', data: { till: name, coins } });
  }

  @Get(':till')
  @Permit('inventory.read')
  one(@Param('till') name: string) {
    return this.views.one(TillRow, { till: name }, 'till');
  }
}

@Module({ imports: [service(tillParts)], controllers: [TillController] })
class TillsModule {}

/** A service behind the door. */
export const tillsService: ServiceDeclaration = {
  module: TillsModule,
  parts: tillParts,
  title: 'Tills',
  description: 'Coins.',
  port: 0,
};

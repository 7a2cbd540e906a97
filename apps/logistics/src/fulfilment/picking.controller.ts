import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { PICK_SCANS_MAX, PICK_UNITS_MAX } from '@concord/contracts';
import { streamIdOf, type NewEvent, type StreamVersions } from '@concord/event-sourcing';
import {
  Answers,
  Commands,
  Flag,
  Incoming,
  IncomingRequest,
  ListOf,
  Permit,
  SkuText,
  Text,
  Whole,
  Written,
} from '@concord/service';
import { fulfilment } from './fulfilment.decider';
import { OwnFulfilments } from './own-fulfilments.reader';
import { scanDoesNotMatch, type Mismatch, type PickCommand } from './picking';

class ScanRequest {
  @Text({ maxLength: 100, optional: true, description: 'The scan of an id counts once, however often it is sent.' })
  scanId?: string;

  @SkuText()
  sku!: string;

  @Whole({ minimum: 1, maximum: PICK_UNITS_MAX })
  quantity!: number;
}

class ScansRequest {
  @ListOf(ScanRequest, { minItems: 1, maxItems: PICK_SCANS_MAX })
  scans!: ScanRequest[];
}

class StartPickRequest {
  @Text({ maxLength: 100 })
  fulfilmentId!: string;

  @ListOf(ScanRequest, { maxItems: PICK_SCANS_MAX, optional: true })
  scans?: ScanRequest[];

  @Flag({ optional: true, default: false, description: 'Ends the picking, which must then be complete.' })
  finish?: boolean;
}

class MissingLine {
  @SkuText()
  sku!: string;

  @Whole({ minimum: 1, maximum: PICK_UNITS_MAX, description: 'Units that are not on the shelf.' })
  quantity!: number;
}

class ReportShortRequest {
  @ListOf(MissingLine, { minItems: 1, maxItems: PICK_SCANS_MAX })
  lines!: MissingLine[];

  @Flag({ optional: true, default: false, description: 'Ends the picking: all other units must be in the tray.' })
  finish?: boolean;
}

/** The result of a call to a pick task. */
interface PickOutcome {
  readonly id: string;
  readonly version: number;
  readonly mismatches: readonly Mismatch[];
}

@Controller('v1/pick-tasks')
@ApiTags('picking')
@Permit('fulfilment.pick')
export class PickingController {
  constructor(
    private readonly commands: Commands,
    private readonly own: OwnFulfilments,
  ) {}

  @Post()
  @ApiOperation({
    summary: 'Starts picking; the call may bring scans and the end',
    description:
      'The fulfilment must be released or already in picking (`illegal-transition`, 409). A scan of an item that is not to be picked is recorded and refused (`scan-does-not-match`, 422). With finish, missing units are refused (`pick-not-complete`, 422).',
  })
  @Answers(Written)
  start(@Body() data: StartPickRequest, @Incoming() incoming: IncomingRequest) {
    return this.pick(incoming, { type: 'StartPick', data });
  }

  @Post(':id/scans')
  @HttpCode(200)
  @ApiOperation({
    summary: 'Scans units into the tray: all of the call or none',
    description:
      'Picking must have begun (`illegal-transition`, 409). A call with a mismatch is recorded for the scorecard and refused as a whole (`scan-does-not-match`, 422).',
  })
  @Answers(Written)
  scan(@Param('id') fulfilmentId: string, @Body() { scans }: ScansRequest, @Incoming() incoming: IncomingRequest) {
    return this.pick(incoming, { type: 'ScanPick', data: { fulfilmentId, scans } });
  }

  @Post(':id/finish')
  @HttpCode(200)
  @ApiOperation({
    summary: 'Ends the picking, which must be complete',
    description:
      'Refused while units are still to be picked (`pick-not-complete`, 422): scan them, or report them as short.',
  })
  @Answers(Written)
  finish(@Param('id') fulfilmentId: string, @Incoming() incoming: IncomingRequest) {
    return this.pick(incoming, { type: 'FinishPick', data: { fulfilmentId } });
  }

  @Post(':id/short')
  @HttpCode(200)
  @ApiOperation({
    summary: 'Reports units that are not on the shelf',
    description:
      'The books are corrected. Another warehouse sends the units, or they are cancelled where none has them. More than is still to be picked is refused (`short-beyond-open`, 422).',
  })
  @Answers(Written)
  async short(
    @Param('id') fulfilmentId: string,
    @Body() body: ReportShortRequest,
    @Incoming() incoming: IncomingRequest,
  ) {
    await this.own.demand(incoming.caller, fulfilmentId);
    return this.commands.run(incoming, fulfilment, { type: 'ReportShort', data: { fulfilmentId, ...body } });
  }

  /**
   * A mismatch is recorded first and refused afterwards, so that the scorecard counts it. A repeated request is refused
   * again.
   */
  private async pick(incoming: IncomingRequest, command: PickCommand) {
    const { fulfilmentId } = command.data;
    await this.own.demand(incoming.caller, fulfilmentId);
    const body = (events: readonly NewEvent[], versions: StreamVersions): PickOutcome => ({
      id: fulfilmentId,
      version: versions.get(streamIdOf(fulfilment.kind, fulfilmentId))!,
      mismatches: events.flatMap(({ type, data }) => (type === 'PickMismatch' ? [data as Mismatch] : [])),
    });
    const { mismatches, ...outcome } = await this.commands.run(incoming, fulfilment, command, body);
    if (mismatches.length > 0) throw scanDoesNotMatch(mismatches);
    return outcome;
  }
}

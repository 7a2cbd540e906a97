import { Controller, Get } from '@nestjs/common';
import { ApiOperation, ApiProperty, ApiTags } from '@nestjs/swagger';
import { Answers, listOf, Permit, ValueProperty } from '@concord/service';
import type { Lag } from './lag';
import { LAMP_STATES, type Lamp } from './lamp';
import { LampWatch } from './lamp.gateway';

/** The lamp as callers see it. */
export class SeenLamp implements Lamp {
  @ApiProperty({ type: 'string', enum: [...LAMP_STATES] })
  state!: Lamp['state'];

  @ApiProperty({ type: 'string', example: 'Everyone agrees.' })
  sentence!: string;

  @ApiProperty({ type: 'string', format: 'date-time', nullable: true, description: 'When the last audit ended.' })
  checkedAt!: string | null;

  @ApiProperty({ type: 'integer', description: 'Rows of facts that the last audit compared.' })
  factsCompared!: number;

  @ApiProperty({ type: 'integer', description: 'Values that differ: `GET /v1/drifts` names them.' })
  driftsOpen!: number;

  @ValueProperty(listOf({ service: 'text', source: 'text', lagMs: 'whole' }), {
    description: 'Services that lack an event of another one that is older than five seconds, the worst first.',
  })
  behind!: readonly Lag[];

  @ValueProperty(listOf('text'), { description: 'Services that do not answer.' })
  silent!: readonly string[];
}

@Controller('v1/alignment')
@ApiTags('alignment')
export class LampController {
  constructor(private readonly lamp: LampWatch) {}

  @Get('lamp')
  @Permit('alignment.read')
  @ApiOperation({
    summary: 'Whether all departments agree, when that was checked, and who is behind',
    description:
      'differs: the last audit found values that differ; unknown: a service does not answer, or the services were not compared lately; behind: a service lacks events of another one; agrees. At most five seconds old.',
  })
  @Answers(SeenLamp)
  one(): Promise<Lamp> {
    return this.lamp.now();
  }
}

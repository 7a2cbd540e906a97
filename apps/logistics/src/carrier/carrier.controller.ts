import { Controller, Get, Inject } from '@nestjs/common';
import { ApiOperation, ApiProperty, ApiTags } from '@nestjs/swagger';
import { Answers, Permit } from '@concord/service';
import { CARRIERS, type Carrier } from './carrier.gateway';

class OfferingCarrier {
  @ApiProperty({ type: 'string', example: 'own-fleet' })
  carrier!: string;

  @ApiProperty({ type: 'array', items: { type: 'string' }, description: 'What a label request may ask for.' })
  services!: readonly string[];
}

class Carriers {
  @ApiProperty({ type: () => [OfferingCarrier], description: 'The preferred carrier comes first.' })
  items!: OfferingCarrier[];
}

@Controller('v1/carriers')
@ApiTags('fulfilments')
export class CarrierController {
  constructor(@Inject(CARRIERS) private readonly carriers: readonly Carrier[]) {}

  @Get()
  @Permit('fulfilment.ship')
  @ApiOperation({
    summary: 'The carriers that sell labels, with their services',
    description: 'Whether a carrier takes a parcel shows when its label is bought.',
  })
  @Answers(Carriers)
  list(): Carriers {
    return { items: this.carriers.map(({ code: carrier, services }) => ({ carrier, services })) };
  }
}

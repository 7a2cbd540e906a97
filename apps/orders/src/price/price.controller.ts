import { Controller, Get, Query } from '@nestjs/common';
import { ApiOperation, ApiProperty, ApiTags } from '@nestjs/swagger';
import { SKUS_READ_MAX, STANDARD_LIST } from '@concord/contracts';
import {
  Answers,
  type Caller,
  Currency,
  demandChannel,
  listOf,
  OneOf,
  onlyOwn,
  Permit,
  skusIn,
  Text,
  TheCaller,
  ValueProperty,
} from '@concord/service';
import { standardPrice } from '../order/sale';
import { SaleFactsReader } from '../order/sale-facts.reader';
import { mayOrderFor, mayUseChannel } from '../order/standing.reader';
import { tieredPrice } from './unit-price';

class PriceQuery {
  @Text({ maxLength: 13_000, description: `Up to ${SKUS_READ_MAX} SKUs, separated by commas.`, example: 'TEE-RED-M' })
  sku!: string;

  @Currency()
  currency!: string;

  @OneOf(['b2c', 'b2b', 'd2c'], { optional: true, default: 'b2c' })
  channel: 'b2c' | 'b2b' | 'd2c' = 'b2c';

  @Text({ maxLength: 100, optional: true, description: 'For staff and systems; customers ask for themselves.' })
  customer?: string;
}

/** What a unit of a SKU costs a buyer. */
class BuyerPrice {
  @ApiProperty({ type: 'string' })
  sku!: string;

  @ApiProperty({ type: 'string' })
  currency!: string;

  @ApiProperty({ type: 'integer', description: 'The price of one unit.' })
  unitMinor!: number;

  @ApiProperty({ type: 'boolean', description: 'Whether the price includes the tax.' })
  taxIncluded!: boolean;

  @ApiProperty({ type: 'boolean', description: 'Whether it is the standard price, and not that of a price list.' })
  isStandard!: boolean;

  @ValueProperty(listOf({ fromUnits: 'whole', amountMinor: 'whole' }), {
    description: 'From how many units on one of them costs something else.',
  })
  tiers!: readonly { readonly fromUnits: number; readonly amountMinor: number }[];
}

class BuyerPrices {
  @ApiProperty({ type: () => [BuyerPrice] })
  items!: BuyerPrice[];
}

@Controller('v1/prices')
@ApiTags('prices')
export class PriceController {
  constructor(private readonly facts: SaleFactsReader) {}

  @Get()
  @Permit('order.place')
  @ApiOperation({
    summary: 'What SKUs cost the caller, by the price lists that fit',
    description:
      'The prices at which a basket of the caller is quoted now, before promotions. SKUs that are not for sale in the channel, or have no price in the currency, are left out. The channel b2b is for business customers (`channel-not-allowed`, 403), and customers ask for themselves (`order-for-another`, 403).',
  })
  @Answers(BuyerPrices)
  async list(@Query() { sku, currency, channel, customer }: PriceQuery, @TheCaller() caller: Caller) {
    mayOrderFor(caller, customer);
    mayUseChannel(caller, channel, customer, await this.facts.standingIn(caller, { channel }));
    demandChannel(caller, channel);
    const customerId = onlyOwn(caller, 'order.place') ? caller.customerId : customer;
    const at = new Date().toISOString();
    const wish = { channel, currency, customerId, country: '', skus: skusIn(sku), codes: [], at };
    const { facts, buyer } = await this.facts.of(wish);
    const items = facts.products.flatMap((product): BuyerPrice[] => {
      if (!product.isKnown || !product.published || !product.channels.includes(channel)) return [];
      const own = facts.listPrices.filter((price) => price.sku === product.sku);
      const price = tieredPrice([standardPrice(product), ...own], facts.lists, buyer, at);
      if (!price) return [];
      const { amountMinor: unitMinor, list, taxIncluded, tiers } = price;
      return [{ sku: product.sku, currency, unitMinor, taxIncluded, isStandard: list === STANDARD_LIST, tiers }];
    });
    return { items };
  }
}

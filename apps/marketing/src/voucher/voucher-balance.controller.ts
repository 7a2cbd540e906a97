import { Body, Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import { ApiOperation, ApiTags, PickType } from '@nestjs/swagger';
import { Answers, Permit, Text, TheCaller, type Caller } from '@concord/service';
import { VoucherLookup } from './voucher-lookup.reader';
import { VoucherRow } from './vouchers.projection';

class BalanceRequest {
  @Text({
    maxLength: 40,
    personal: true,
    example: 'ACDEF-GHJKL-MNPRT-VWXY2',
    description: 'Blanks, dashes and case are ignored.',
  })
  code!: string;
}

/** What whoever holds a code learns of its voucher. */
class VoucherBalance extends PickType(VoucherRow, ['voucherId', 'currency', 'balanceMinor', 'status', 'expiresAt']) {}

const REFUSALS =
  'For whoever holds the code. A typing mistake is told (`voucher-code-mistyped`, 422), and a code that no voucher has (`voucher-unknown`, 404). Who sends too many unknown codes is refused for a quarter of an hour (`voucher-codes-guessed`, 429).';

@Controller('v1/vouchers')
@ApiTags('vouchers')
export class VoucherBalanceController {
  constructor(private readonly found: VoucherLookup) {}

  @Post('balance')
  @HttpCode(200)
  @Permit('voucher.balance.read')
  @ApiOperation({
    summary: 'The balance of a voucher, by its code',
    description: `${REFUSALS} The code stands in no address this way.`,
  })
  @Answers(VoucherBalance)
  async byBody(@Body() { code }: BalanceRequest, @TheCaller() caller: Caller) {
    return balanceOf(await this.found.byCode(code, caller));
  }

  @Get(':code/balance')
  @Permit('voucher.balance.read')
  @ApiOperation({
    summary: 'The balance of a voucher, by its code in the address',
    description: `${REFUSALS} An address may be logged on its way: POST /v1/vouchers/balance is safer.`,
  })
  @Answers(VoucherBalance)
  async byAddress(@Param('code') code: string, @TheCaller() caller: Caller) {
    return balanceOf(await this.found.byCode(code, caller));
  }
}

const balanceOf = ({ voucherId, currency, balanceMinor, status, expiresAt }: VoucherRow): VoucherBalance => {
  return { voucherId, currency, balanceMinor, status, expiresAt };
};

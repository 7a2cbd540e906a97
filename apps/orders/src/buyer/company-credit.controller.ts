import { Controller, Get, Param } from '@nestjs/common';
import { ApiOperation, ApiProperty, ApiTags } from '@nestjs/swagger';
import { Answers, type Caller, demandChannel, Permit, TheCaller, Views } from '@concord/service';
import { CompanyRow } from './companies.projection';
import { CreditAccountRow } from './credit-accounts.projection';

/** The credit of a company. */
class CompanyCredit {
  @ApiProperty({ type: 'string' })
  companyId!: string;

  @ApiProperty({ type: 'string' })
  currency!: string;

  @ApiProperty({ type: 'integer', description: 'What it may owe on account.' })
  limitMinor!: number;

  @ApiProperty({ type: 'integer', description: 'What its open orders use of that.' })
  usedMinor!: number;

  @ApiProperty({ type: 'integer', description: 'What it may still order on account.' })
  leftMinor!: number;
}

@Controller('v1/company-credit')
@ApiTags('companies')
export class CompanyCreditController {
  constructor(private readonly views: Views) {}

  @Get(':companyId')
  @Permit('company.read')
  @ApiOperation({
    summary: 'The credit of a company, and what its open orders use of it',
    description:
      'An order on account uses credit from the moment it is placed, until it is paid, credited or cancelled.',
  })
  @Answers(CompanyCredit)
  async one(@Param('companyId') companyId: string, @TheCaller() caller: Caller): Promise<CompanyCredit> {
    demandChannel(caller, 'b2b');
    const { currency, creditLimitMinor: limitMinor } = await this.views.one(CompanyRow, { companyId }, 'company');
    const account = await this.views.find(CreditAccountRow, { companyId });
    const usedMinor = account?.usedMinor ?? 0;
    return { companyId, currency, limitMinor, usedMinor, leftMinor: Math.max(0, limitMinor - usedMinor) };
  }
}

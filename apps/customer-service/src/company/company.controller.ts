import { Body, Controller, Get, HttpCode, Inject, Param, Post, Put, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { fields, GROUPS_MAX } from '@concord/contracts';
import {
  Answers,
  AnswersPage,
  type Caller,
  Commands,
  Currency,
  customersOf,
  demandChannel,
  demandSecondPerson,
  Incoming,
  IncomingRequest,
  Minor,
  PageQuery,
  Permit,
  Problem,
  Text,
  TextList,
  TheCaller,
  Views,
  Written,
} from '@concord/service';
import { Any } from 'typeorm';
import { v7 as newId } from 'uuid';
import { BuyerRow } from './buyers.projection';
import { CompanyRow } from './companies.projection';
import { company, type RecordVatCheck } from './company.decider';
import { COMPANIES_BUY_IN } from './channel';
import { VAT_REGISTER, type VatRegister } from './vat-register.gateway';

class CompanyRequest {
  @Text({ maxLength: 200, example: 'Acme Ltd' })
  name!: string;

  @Text({ maxLength: 60, example: 'Italy' })
  country!: string;

  @Text({
    maxLength: 30,
    optional: true,
    example: 'IT 123 456 789 01',
    description: 'Checked by the form of its country.',
  })
  vatNumber?: string;

  @Currency({ description: 'The currency of its credit, for ever.' })
  currency!: string;

  @Minor({ optional: true, default: 0, description: 'What it may owe on account at a time; 0 means no credit.' })
  creditLimitMinor: number = 0;

  @TextList({
    maxItems: GROUPS_MAX,
    maxLength: 40,
    pattern: fields.CODE,
    says: 'small letters, digits and dashes',
    optional: true,
    description: 'The customer groups of all its buyers.',
  })
  groups: string[] = [];
}

class RegisterCompanyRequest extends CompanyRequest {
  @Text({
    maxLength: 100,
    pattern: /^[A-Za-z0-9][A-Za-z0-9._:-]*$/,
    says: 'letters, digits and the signs . _ : -',
    optional: true,
    description: 'An id of your choice.',
  })
  companyId?: string;
}

class VatCheckRequest {
  // No blanks and no @: so a name or a mail address cannot get into an event by accident.
  @Text({
    maxLength: 100,
    pattern: /^[^\s@]+$/,
    says: 'a number without blanks and without @',
    optional: true,
    description: 'Where a person found the number valid. Where it is left out, the register is asked.',
  })
  reference?: string;
}

class CompanyQuery extends PageQuery {
  @Text({ maxLength: 100, optional: true, description: 'Only companies whose name holds this.' })
  q?: string;
}

@Controller('v1/companies')
@ApiTags('companies')
export class CompanyController {
  constructor(
    private readonly commands: Commands,
    private readonly views: Views,
    @Inject(VAT_REGISTER) private readonly register: VatRegister,
  ) {}

  @Get()
  @Permit('company.read')
  @ApiOperation({
    summary: 'Companies, by name',
    description:
      'They buy in the sales channel b2b: callers whose roles do not hold there are refused (`channel-out-of-scope`, 403).',
  })
  @AnswersPage(CompanyRow)
  list(@Query() query: CompanyQuery, @TheCaller() caller: Caller) {
    demandChannel(caller, COMPANIES_BUY_IN);
    return this.views.page(CompanyRow, query, { by: 'name' }, (select) => {
      const text = query.q?.replace(/[\\%_]/g, '\\$&');
      if (text) select.andWhere('row.name ilike :holds', { holds: `%${text}%` });
    });
  }

  @Get(':companyId')
  @Permit('company.read')
  @ApiOperation({ summary: 'One company', description: 'An unknown company is `company-unknown` (404).' })
  @Answers(CompanyRow)
  one(@Param('companyId') companyId: string, @TheCaller() caller: Caller) {
    demandChannel(caller, COMPANIES_BUY_IN);
    return this.views.one(CompanyRow, { companyId }, 'company');
  }

  @Post()
  @Permit('company.manage')
  @ApiOperation({
    summary: 'Registers a company; a repeated request with the same terms changes nothing',
    description:
      'Without a companyId one is generated. A VAT number that the country does not give out is refused (`vat-number-invalid`, 422), and so are other terms under the same id (`company-exists`, 409).',
  })
  @Answers(Written)
  add(@Body() body: RegisterCompanyRequest, @Incoming() incoming: IncomingRequest) {
    demandChannel(incoming.caller, COMPANIES_BUY_IN);
    const data = { ...body, companyId: body.companyId ?? newId() };
    return this.commands.run(incoming, company, { type: 'RegisterCompany', data });
  }

  @Put(':companyId')
  @Permit('company.manage')
  @ApiOperation({
    summary: 'Changes the terms of a company',
    description:
      'All of them: a member that is left out becomes empty. With another country or VAT number, the number is unchecked again. The currency never changes (`company-currency-fixed`, 409); `vat-number-invalid` (422), `company-unknown` (404). Buyers do not change their own company (`second-person-needed`, 422).',
  })
  @Answers(Written)
  async change(
    @Param('companyId') companyId: string,
    @Body() body: CompanyRequest,
    @Incoming() incoming: IncomingRequest,
  ) {
    demandChannel(incoming.caller, COMPANIES_BUY_IN);
    await this.demandNoBuyer(incoming.caller, companyId);
    return this.commands.run(incoming, company, { type: 'ChangeCompany', data: { ...body, companyId } });
  }

  @Post(':companyId/check-vat-number')
  @HttpCode(200)
  @Permit('company.manage')
  @ApiOperation({
    summary: 'Checks the VAT number of a company in the register, or records that a person did',
    description:
      'Refused where there is no number (`vat-number-missing`, 409), where the register does not know it (`vat-number-not-registered`, 422), and where the register does not answer (`vat-register-unavailable`, 503): ask again later, or look it up and send the reference. Buyers do not check their own company (`second-person-needed`, 422).',
  })
  @Answers(Written)
  async check(
    @Param('companyId') companyId: string,
    @Body() { reference }: VatCheckRequest,
    @Incoming() incoming: IncomingRequest,
  ) {
    demandChannel(incoming.caller, COMPANIES_BUY_IN);
    await this.demandNoBuyer(incoming.caller, companyId);
    const { vatNumber } = await this.views.one(CompanyRow, { companyId }, 'company');
    if (vatNumber === null)
      throw new Problem(409, 'vat-number-missing', `The company ${companyId} has no VAT number. Enter it first.`);
    const data: RecordVatCheck['data'] =
      reference === undefined
        ? { companyId, vatNumber, by: 'register', reference: await this.foundIn(vatNumber) }
        : { companyId, vatNumber, by: 'person', reference };
    return this.commands.run(incoming, company, { type: 'RecordVatCheck', data });
  }

  /** Throws `Problem` 422 `second-person-needed` where the caller buys for the company. */
  private async demandNoBuyer(caller: Caller, companyId: string): Promise<void> {
    const own = await this.views.all(BuyerRow, { companyId, customerId: Any([...customersOf(caller)]) });
    for (const { customerId } of own) demandSecondPerson(caller, customerId);
  }

  /** The number of the consultation. Throws `Problem` where the register does not say that the number is valid. */
  private async foundIn(vatNumber: string): Promise<string> {
    const answer = await this.register.lookUp(vatNumber);
    switch (answer.found) {
      case 'valid':
        return answer.reference;
      case 'invalid':
        throw new Problem(422, 'vat-number-not-registered', `The register does not know ${vatNumber} as valid.`);
      case 'unavailable':
        throw new Problem(
          503,
          'vat-register-unavailable',
          'The register of VAT numbers does not answer. Ask again later.',
        );
    }
  }
}

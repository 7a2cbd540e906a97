import { setTimeout as sleep } from 'node:timers/promises';
import { Body, Controller, Get, HttpCode, Module, Param, Post, Put, Query } from '@nestjs/common';
import { projection } from '@concord/event-sourcing';
import { CoinsAdded, till, tillParts, TillRow } from '@concord/testing';
import { Entity } from 'typeorm';
import {
  Commands,
  Incoming,
  IncomingRequest,
  ListOf,
  PageQuery,
  Permit,
  RowKeyText,
  RowWhole,
  service,
  Text,
  Views,
  Whole,
  type ServiceDeclaration,
} from '../src';

/** More than the buffers of the kernel hold on both sides. */
const LARGE = 'x'.repeat(16 * 1_048_576);
const SERVICES = ['tills', 'bank'];

class Coin {
  @Whole({ minimum: 1, maximum: 500 })
  value!: number;

  @Text({ maxLength: 10 })
  mint!: string;
}

class AddCoins {
  @Whole({ minimum: 1, maximum: 1_000 })
  coins!: number;

  @Text({ maxLength: 100, optional: true })
  note?: string;

  @ListOf(Coin, { maxItems: 5, optional: true })
  list?: Coin[];
}

@Controller('v1/tills')
export class TillController {
  constructor(
    private readonly commands: Commands,
    private readonly views: Views,
  ) {}

  @Post(':till/coins')
  @HttpCode(200)
  @Permit('inventory.adjust')
  add(@Param('till') name: string, @Body() { coins }: AddCoins, @Incoming() incoming: IncomingRequest) {
    return this.commands.run(incoming, till, { type: 'AddCoins', data: { till: name, coins } });
  }

  @Put(':till/count')
  @Permit('inventory.adjust')
  count(@Param('till') name: string, @Incoming() incoming: IncomingRequest) {
    return this.commands.run(incoming, till, { type: 'CountTill', data: { till: name } });
  }

  @Get()
  @Permit('inventory.read')
  list(@Query() query: PageQuery) {
    return this.views.page(TillRow, query, { by: 'coins', descending: true });
  }

  @Get('listed')
  @Permit('inventory.read')
  listed(@Query() query: PageQuery) {
    const also = { isRich: 't.coins >= 900' };
    return this.views.list<TillRow, { isRich: boolean }>(
      TillRow,
      query,
      { by: 'coins', descending: true },
      ['coins'],
      also,
      (bind) => [`t.coins >= ${bind(0)}`],
    );
  }

  @Get('slow')
  @Permit('inventory.read')
  async slow() {
    await sleep(600);
    return { slow: true };
  }

  @Get('large')
  @Permit('inventory.read')
  large() {
    return { text: LARGE };
  }

  @Get(':till')
  @Permit('inventory.read')
  one(@Param('till') name: string) {
    return this.views.one(TillRow, { till: name }, 'till');
  }
}

@Module({ imports: [service(tillParts)], controllers: [TillController] })
class TillsModule {}

/** A service that owns tills. */
export const tillsService: ServiceDeclaration = {
  module: TillsModule,
  parts: tillParts,
  title: 'Tills',
  description: 'Coins.',
  port: 0,
  services: SERVICES,
};

@Controller('v1/forgotten')
class ForgottenController {
  @Get()
  read() {
    return 'nobody said who may';
  }
}

@Module({ imports: [service(tillParts)], controllers: [ForgottenController] })
class ForgetfulModule {}

/** The same, with a route that declares no permission. */
export const forgetfulService: ServiceDeclaration = { ...tillsService, module: ForgetfulModule };

@Entity('bank_view')
class SavingsRow {
  @RowKeyText()
  till!: string;

  @RowWhole()
  coins: number = 0;
}
const savings = projection('bank.savings', { CoinsAdded }, SavingsRow, ({ data }) => ({ till: data.till }), {
  CoinsAdded: (row, { data }) => ({ ...row, coins: row.coins + data.coins }),
});
const bankParts = { name: 'bank', projections: [savings] };

@Controller('v1/savings')
class SavingsController {
  constructor(private readonly views: Views) {}

  @Get(':till')
  @Permit('inventory.read')
  one(@Param('till') name: string) {
    return this.views.one(SavingsRow, { till: name }, 'saving');
  }
}

@Module({ imports: [service(bankParts)], controllers: [SavingsController] })
class BankModule {}

/** A service that hears of coins and keeps a view of them. */
export const bankService: ServiceDeclaration = {
  module: BankModule,
  parts: bankParts,
  title: 'Bank',
  description: 'Savings.',
  port: 0,
  services: SERVICES,
};

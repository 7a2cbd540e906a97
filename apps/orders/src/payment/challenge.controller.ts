import { Body, Controller, Get, HttpCode, Param, Post, Req } from '@nestjs/common';
import { ApiOperation, ApiProperty, ApiTags } from '@nestjs/swagger';
import { Engine } from '@concord/event-sourcing';
import { Answers, AnswersFile, Flag, Problem, Public, Views } from '@concord/service';
import type { FastifyRequest } from 'fastify';
import { PaymentProvider } from './payment.gateway';
import type { PaymentCommand } from './payment.decider';
import { PaymentRow } from './payments.projection';
import { challengeOf, orderOfChallenge } from './sandbox-challenge';
import { metaOf } from './webhook.controller';

class FinishRequest {
  @Flag({ description: 'false refuses the payment.' })
  confirmed!: boolean;
}

class Finished {
  @ApiProperty({ type: 'string', description: 'The status of the payment.' })
  status!: string;
}

/** The bank of the sandbox: a page on which a payment with the token `challenge` is confirmed or refused. */
@Controller('v1/payments/challenges')
@ApiTags('payments')
export class ChallengeController {
  constructor(
    private readonly provider: PaymentProvider,
    private readonly engine: Engine,
    private readonly views: Views,
  ) {}

  @Get(':providerRef')
  @Public()
  @AnswersFile('text/html; charset=utf-8', 'The page.')
  @ApiOperation({
    summary: 'The page of the payment sandbox on which a customer confirms a payment',
    description:
      'For development. A payment that waits for no step any more is `challenge-over` (409). With another provider, or without such a payment, it is `challenge-unknown` (404).',
  })
  async page(@Param('providerRef') providerRef: string): Promise<string> {
    await this.demand(providerRef);
    return PAGE;
  }

  @Post(':providerRef/finish')
  @HttpCode(200)
  @Public()
  @ApiOperation({
    summary: 'Confirms or refuses a payment in the payment sandbox',
    description:
      'For development. A payment that waits for no step any more is `challenge-over` (409) and stays as it is. With another provider, or without such a payment, it is `challenge-unknown` (404).',
  })
  @Answers(Finished)
  async finish(
    @Param('providerRef') providerRef: string,
    @Body() { confirmed }: FinishRequest,
    @Req() { id }: FastifyRequest,
  ): Promise<Finished> {
    const { orderId, requestedMinor: amountMinor } = await this.demand(providerRef);
    const command: PaymentCommand = confirmed
      ? { type: 'RecordAuthorisation', data: { orderId, amountMinor, providerRef } }
      : { type: 'RecordDecline', data: { orderId, reason: 'The customer did not confirm the payment.' } };
    await this.engine.execute({ commands: [{ command }], commandId: `challenge-${id}`, meta: metaOf('sandbox', id) });
    const [decided] = await this.views.all(PaymentRow, { orderId });
    return { status: decided!.status };
  }

  /** The payment that waits for this step. */
  private async demand(providerRef: string): Promise<PaymentRow> {
    const orderId = this.provider.name === 'sandbox' ? orderOfChallenge(providerRef) : undefined;
    const [row] = orderId === undefined ? [] : await this.views.all(PaymentRow, { orderId });
    if (row?.providerRef !== challengeOf(row?.orderId ?? ''))
      throw new Problem(
        404,
        'challenge-unknown',
        `The sandbox has no payment ${providerRef} that waits for a customer.`,
      );
    if (row.status !== 'action_required')
      throw new Problem(
        409,
        'challenge-over',
        `The payment waits for no step of the customer: it is ${row.status.replaceAll('_', ' ')}.`,
      );
    return row;
  }
}

const PAGE = `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>Bank of the sandbox</title>
<style>body { font: 16px/1.5 system-ui, sans-serif; max-width: 30rem; margin: 4rem auto; padding: 0 1rem }
button { font: inherit; padding: .5rem 1rem; margin-right: .5rem }</style>
<h1>Confirm the payment</h1>
<p>This is the bank of the payment sandbox. Nobody is charged.</p>
<p><button data-confirmed="true">Confirm</button><button data-confirmed="false">Refuse</button></p>
<p role="status"></p>
<script>
  for (const button of document.querySelectorAll('button'))
    button.addEventListener('click', async () => {
      const answer = await fetch(location.pathname + '/finish', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ confirmed: button.dataset.confirmed === 'true' }),
      });
      const { status, detail } = await answer.json();
      document.querySelector('[role=status]').textContent = detail ?? 'The payment is ' + String(status).replace('_', ' ') + '.';
    });
</script>
</html>
`;

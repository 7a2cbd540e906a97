import { Injectable } from '@nestjs/common';
import type { Command, Gateway } from '@concord/event-sourcing';
import { Vault } from '@concord/service';
import { answerTo, type OpenedCall, type PaymentCall, type ProviderAnswer } from './provider-call';

/**
 * The payment provider as orders sees it. It is idempotent by key: it answers a repeated key as it did before. Only a
 * refused refund or a refused void may be followed by a success under the same key. A void of nothing succeeds.
 */
export abstract class PaymentProvider {
  /** Throws where the outcome is unknown: the call is then retried with the same key. */
  abstract ask(call: OpenedCall): Promise<ProviderAnswer>;
}

/** Makes the calls that payments ask for, and turns the answers into commands. */
@Injectable()
export class PaymentGateway implements Gateway<PaymentCall> {
  readonly name = 'payment';

  constructor(
    private readonly provider: PaymentProvider,
    private readonly vault: Vault,
  ) {}

  async call(request: PaymentCall): Promise<readonly Command[]> {
    const { token: sealed, ...call } = request;
    const token = sealed && (await this.vault.open('card-token', sealed));
    return [answerTo(request, await this.provider.ask({ ...call, ...(token !== undefined && { token }) }))];
  }
}

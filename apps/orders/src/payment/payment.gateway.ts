import { Injectable } from '@nestjs/common';
import type { Command, Gateway } from '@concord/event-sourcing';
import { answerTo, type PaymentCall, type ProviderAnswer } from './provider-call';

/**
 * The payment provider as orders sees it. It is idempotent by key: it answers a repeated key as it did before. Only a
 * refused refund or a refused void may be followed by a success under the same key. A void of nothing succeeds.
 */
export abstract class PaymentProvider {
  /** Throws where the outcome is unknown: the call is then retried with the same key. */
  abstract ask(call: PaymentCall): Promise<ProviderAnswer>;
}

/** Makes the calls that payments ask for, and turns the answers into commands. */
@Injectable()
export class PaymentGateway implements Gateway<PaymentCall> {
  readonly name = 'payment';

  constructor(private readonly provider: PaymentProvider) {}

  async call(request: PaymentCall): Promise<readonly Command[]> {
    return [answerTo(request, await this.provider.ask(request))];
  }
}

import { Injectable } from '@nestjs/common';
import type { Command, Gateway } from '@concord/event-sourcing';
import { answerTo, type PaymentCall, type ProviderAnswer } from './provider-call';

/**
 * The provider as orders sees it. It must answer a key that it has seen with what it did then; of refusals, only that of
 * a refund or of letting go may be followed by a success under the same key. Letting go of what is not set aside any more
 * is done.
 */
export abstract class PaymentProvider {
  /** Throws where the outcome is not known: the call is then made again with the same key. */
  abstract ask(call: PaymentCall): Promise<ProviderAnswer>;
}

/** Makes the calls that payments owe, and brings the answers home as commands. */
@Injectable()
export class PaymentGateway implements Gateway<PaymentCall> {
  readonly name = 'payment';

  constructor(private readonly provider: PaymentProvider) {}

  async call(request: PaymentCall): Promise<readonly Command[]> {
    return [answerTo(request, await this.provider.ask(request))];
  }
}

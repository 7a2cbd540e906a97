import { setTimeout as pause } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import { derivedId } from '@concord/event-sourcing';
import { PaymentProvider } from './payment.gateway';
import type { PaymentCall, ProviderAnswer } from './provider-call';

const LATE_MS = 1_500;
/** Refunds of the token `refund-fails` that fail before one succeeds. */
const REFUNDS_FAILING = 2;

/**
 * A payment provider to try things out with. The token says how it behaves: `decline` refuses, `timeout` does the work
 * but does not answer the first time, `late` takes its time, `silent` never answers an authorisation, `refund-fails`
 * refuses a refund twice; every other token is good. What it answers follows from the key, so a restart changes nothing.
 */
@Injectable()
export class SandboxPayments extends PaymentProvider {
  /** Keys whose first answer was lost on the way. */
  private readonly seen = new Set<string>();

  async ask(call: PaymentCall): Promise<ProviderAnswer> {
    const { key, kind, token } = call;
    if (kind === 'authorise') {
      if (token === 'decline') return { isDone: false, reason: 'card declined' };
      if (token === 'silent') throw new Error('The sandbox does not answer.');
      if (token === 'late') await pause(LATE_MS);
      if (token === 'timeout' && !this.seen.has(key)) {
        this.seen.add(key);
        throw new Error('The answer of the sandbox was lost.');
      }
    }
    if (kind === 'refund' && token === 'refund-fails' && call.attempt <= REFUNDS_FAILING)
      return { isDone: false, reason: 'provider busy' };
    return { isDone: true, providerRef: `sandbox-${derivedId(key, kind)}` };
  }
}

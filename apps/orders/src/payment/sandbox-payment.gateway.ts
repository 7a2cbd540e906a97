import { setTimeout as pause } from 'node:timers/promises';
import { derivedId } from '@concord/event-sourcing';
import { PaymentProvider } from './payment.gateway';
import type { OpenedCall, ProviderAnswer } from './provider-call';
import type { ProviderFact, ProviderLook } from './provider-fact';
import { challengeOf } from './sandbox-challenge';

const LATE_MS = 1_500;
/** With the tokens `refund-fails` and `capture-fails`, this many tries fail before the call succeeds. */
const TRIES_FAILING = 2;

/**
 * A payment provider for development. The token says how it behaves:
 *
 * - `decline` refuses, `late` is slow, `silent` never answers an authorisation.
 * - `challenge` asks the customer for a step, on a page of ours; the page brings the result.
 * - `timeout` does the work but does not answer the first time.
 * - `refund-fails` refuses a refund twice, `capture-fails` a capture twice, `capture-refused` every capture.
 * - `expired` refuses the first capture of a parcel because the authorisation is gone.
 *
 * With every other token all calls succeed. The answers follow from the key, so a restart changes nothing.
 */
export class SandboxPayments extends PaymentProvider {
  readonly name = 'sandbox';

  /** `pagesAt` is where the page of a challenge is. */
  constructor(private readonly pagesAt: string) {
    super();
  }

  /** Keys whose first answer was lost. */
  private readonly seen = new Set<string>();

  async ask(call: OpenedCall): Promise<ProviderAnswer> {
    const { key, kind, token, orderId } = call;
    if (kind === 'authorise') {
      if (token === 'decline') return { isDone: false, reason: 'card declined' };
      if (token === 'challenge' && call.fulfilmentId === undefined) {
        const providerRef = challengeOf(orderId);
        return { isDone: false, action: { providerRef, url: `${this.pagesAt}/v1/payments/challenges/${providerRef}` } };
      }
      if (token === 'silent') throw new Error('The sandbox does not answer.');
      if (token === 'late') await pause(LATE_MS);
      if (token === 'timeout' && !this.seen.has(key)) {
        this.seen.add(key);
        throw new Error('The answer of the sandbox was lost.');
      }
    }
    if (kind === 'refund' && token === 'refund-fails' && call.attempt <= TRIES_FAILING)
      return { isDone: false, reason: 'provider busy' };
    if (kind === 'capture') {
      const { attempt = 1 } = call;
      if (token === 'capture-refused' || (token === 'capture-fails' && attempt <= TRIES_FAILING))
        return { isDone: false, reason: 'provider busy' };
      if (token === 'expired' && attempt === 1)
        return { isDone: false, reason: 'authorisation expired', isAuthorisationGone: true };
    }
    return { isDone: true, providerRef: `sandbox-${derivedId(key, kind)}` };
  }

  /** It remembers nothing: its page brings the result of a challenge. */
  look(_object: ProviderLook['object'], _providerRef: string): Promise<ProviderFact> {
    return Promise.resolve({ object: 'unknown' });
  }

  /** It sends no notices. */
  noticeOf(): undefined {
    return undefined;
  }
}

import { Injectable } from '@nestjs/common';
import { notPersonal, subjectOf, type Personal } from '@concord/contracts';
import type { Command, Gateway } from '@concord/event-sourcing';
import { Problem, Vault } from '@concord/service';
import { answerTo, type OpenedCall, type PaymentCall, type ProviderAnswer } from './provider-call';
import { commandsOf, type NoticeObject, type ProviderFact, type ProviderLook } from './provider-fact';

/** A notice as the provider sends it, after its signature was checked. */
export interface ProviderNotice {
  readonly id: string;
  readonly type: string;
  readonly object: NoticeObject;
  readonly providerRef: string;
  readonly sentAt: string;
}

/**
 * The payment provider as orders sees it. It is idempotent by key: it answers a repeated key as it did before. Only a
 * refused refund or a refused void may be followed by a success under the same key. A void of nothing succeeds.
 */
export abstract class PaymentProvider {
  abstract readonly name: string;

  /**
   * Throws where the outcome is unknown: the call is then retried with the same key. `failedTries` says how often that
   * happened: what was asked before is looked for first.
   */
  abstract ask(call: OpenedCall, failedTries: number): Promise<ProviderAnswer>;

  /** How an object stands now. */
  abstract look(object: ProviderLook['object'], providerRef: string): Promise<ProviderFact>;

  /** The notice in a body, or `undefined` where its signature is not the provider's, or is too old. */
  abstract noticeOf(body: Buffer, headers: Readonly<Record<string, unknown>>): ProviderNotice | undefined;
}

/** Makes the calls that payments ask for, and turns the answers into commands. */
@Injectable()
export class PaymentGateway implements Gateway<PaymentCall | ProviderLook> {
  readonly name = 'payment';

  constructor(
    private readonly provider: PaymentProvider,
    private readonly vault: Vault,
  ) {}

  async call(request: PaymentCall | ProviderLook, _key: string, failedTries = 0): Promise<readonly Command[]> {
    if (request.kind === 'look') {
      const { object, providerRef, noticeId } = request;
      return commandsOf(await this.provider.look(object, providerRef), noticeId);
    }
    const { token: sealed, ...call } = request;
    const token = sealed && (await this.vault.open('card-token', sealed));
    const answer = await this.provider.ask({ ...call, ...(token !== undefined && { token }) }, failedTries);
    if (!answer.action) return [answerTo(request, answer)];
    const { providerRef, url } = answer.action;
    const action = { providerRef, url: await this.sealed(subjectOf(request), url) };
    return [answerTo(request, { isDone: false, action })];
  }

  /** Whose data were erased needs no address any more. */
  private sealed(subject: string, url: string): Promise<Personal> {
    return this.vault.seal(subject, 'payment-url', url).catch((error: unknown) => {
      if (error instanceof Problem && error.code === 'subject-erased') return notPersonal('erased');
      throw error;
    });
  }
}

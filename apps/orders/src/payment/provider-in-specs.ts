import type { Command } from '@concord/event-sourcing';
import { answerTo, type PaymentCall, type ProviderAnswer } from './provider-call';

/** How the provider takes a call: `gone` makes the authorisation of the capture expire. */
export type Mood = 'willing' | 'busy' | 'gone';

interface Authorisation {
  readonly amountMinor: number;
  capturedMinor: number;
  voidedMinor: number;
  isGone: boolean;
}

/** What the provider really did, by key, and what remains of each authorisation. */
export class Provider {
  private readonly done = new Map<string, { kind: PaymentCall['kind']; amountMinor: number }>();
  private readonly refusals = new Map<string, ProviderAnswer>();
  private readonly authorisations = new Map<string, Authorisation>();
  /** Captures and voids that asked for more than their authorisation had, although it was not gone. */
  beyond = 0;
  /** Calls under way, and answers on their way back. Each may be repeated. */
  readonly asked: PaymentCall[] = [];
  readonly answers: Command[] = [];

  /** A call arrives. A repeated key is answered as before; refunds and voids may be refused for a while. */
  carryOut(call: PaymentCall, mood: Mood) {
    const answer = this.answerOf(call, mood);
    try {
      this.answers.push(answerTo(call, answer as ProviderAnswer<never>));
    } catch {
      // Repeats a failed call, as the timers do.
      this.asked.push(call);
    }
  }

  private answerOf(call: PaymentCall, mood: Mood): ProviderAnswer {
    const { key, kind, amountMinor } = call;
    const refusal = this.refusals.get(key);
    if (refusal) return refusal;
    if (!this.done.has(key)) {
      const isGone = kind === 'capture' && !this.draw(call.providerRef, 'capturedMinor', amountMinor, mood);
      if (isGone || mood === 'busy') {
        const refused = { isDone: false, reason: 'no', isAuthorisationGone: isGone } as const;
        if (kind === 'authorise' || kind === 'capture') this.refusals.set(key, refused);
        return refused;
      }
      if (kind === 'void') this.draw(call.providerRef, 'voidedMinor', amountMinor, mood);
      if (kind === 'authorise')
        this.authorisations.set(`ref-${key}`, { amountMinor, capturedMinor: 0, voidedMinor: 0, isGone: false });
      this.done.set(key, { kind, amountMinor });
    }
    return { isDone: true, providerRef: `ref-${key}` };
  }

  /** Takes an amount off an authorisation, where it exists. */
  private draw(ref: string, how: 'capturedMinor' | 'voidedMinor', amountMinor: number, mood: Mood): boolean {
    const authorisation = this.authorisations.get(ref)!;
    if (how === 'capturedMinor' && mood === 'gone') authorisation.isGone = true;
    if (authorisation.isGone) return false;
    if (mood === 'busy') return true;
    if (amountMinor > restOf(authorisation)) this.beyond += 1;
    authorisation[how] += amountMinor;
    return true;
  }

  /** What was authorised, with what was captured of it. */
  get authorisedMinor() {
    return this.sumOf(
      ({ isGone, capturedMinor, ...one }) => capturedMinor + (isGone ? 0 : restOf({ ...one, capturedMinor })),
    );
  }

  /** What is still authorised. */
  get reservedMinor() {
    return this.sumOf((one) => (one.isGone ? 0 : restOf(one)));
  }

  private sumOf(of: (one: Authorisation) => number) {
    return [...this.authorisations.values()].reduce((sum, one) => sum + of(one), 0);
  }

  sum(kind: PaymentCall['kind']) {
    return [...this.done.values()].reduce((sum, one) => sum + (one.kind === kind ? one.amountMinor : 0), 0);
  }

  has(key: string) {
    return this.done.has(key);
  }
}

const restOf = ({ amountMinor, capturedMinor, voidedMinor }: Omit<Authorisation, 'isGone'>) =>
  amountMinor - capturedMinor - voidedMinor;

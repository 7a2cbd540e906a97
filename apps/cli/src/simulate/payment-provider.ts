import type { Weather } from './postgres';
import type { Random } from '../random';
import type { Machine, Schedule } from './seeded-schedule';

interface Call {
  readonly kind: 'authorise' | 'capture' | 'void' | 'refund';
  readonly key: string;
  readonly orderId: string;
  readonly amountMinor: number;
  readonly token?: string;
  readonly attempt?: number;
}
type Answer = { isDone: true; providerRef: string } | { isDone: false; reason: string; isAuthorisationGone?: boolean };

const REFUND_FAILS = 1;
const CAPTURE_FAILS = 1;

/** A partner in the outside world that keeps its word: one effect a key, whatever is repeated, lost or late. */
export class PaymentProvider {
  /** What was done, by key. */
  readonly ledger = new Map<string, Call>();

  constructor(
    private readonly schedule: Schedule,
    private readonly random: Random,
    private readonly weather: Weather,
  ) {}

  /** The provider as one machine reaches it. */
  reachedFrom(machine: Machine) {
    return { ask: (call: Call): Promise<Answer> => this.ask(call, machine) };
  }

  private ask(call: Call, machine: Machine): Promise<Answer> {
    const { schedule, random, weather } = this;
    return new Promise((resolve, reject) => {
      // An answer comes also to one that is dead, and nobody is there; one that is frozen finds it later.
      const answer = (tell: () => void) => {
        const wait = Math.max(0, machine.frozenUntil - schedule.now) + schedule.latency();
        schedule.after(wait, undefined, () => (machine.frozenUntil > schedule.now ? answer(tell) : tell()));
      };
      const fail = () => answer(() => reject(new Error('The provider did not answer.')));
      if (random.chance(weather.requestLost)) return fail();
      schedule.after(schedule.latency() * 4, undefined, () => {
        const result = this.carryOut(call);
        if (random.chance(weather.replyLost)) fail();
        else answer(() => resolve(result));
      });
    });
  }

  private carryOut(call: Call): Answer {
    const { kind, token, key } = call;
    if (kind === 'authorise' && token === 'decline') return { isDone: false, reason: 'declined' };
    if (kind === 'refund' && token === 'refund-refused') return { isDone: false, reason: 'card closed' };
    if (kind === 'refund' && token === 'refund-fails' && (call.attempt ?? 1) <= REFUND_FAILS)
      return { isDone: false, reason: 'busy' };
    if (kind === 'capture' && (call.attempt ?? 1) <= CAPTURE_FAILS) {
      if (token === 'capture-fails') return { isDone: false, reason: 'busy' };
      if (token === 'expired') return { isDone: false, reason: 'expired', isAuthorisationGone: true };
    }
    const entry = `${kind}/${key}`;
    if (!this.ledger.has(entry)) this.ledger.set(entry, call);
    return { isDone: true, providerRef: entry };
  }
}

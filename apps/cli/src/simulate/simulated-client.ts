import {
  derivedId,
  Rejection,
  StoreFault,
  type Command,
  type CommandOutcome,
  type NewEvent,
} from '@concord/event-sourcing';
import type { Instance, World } from './instance';
import type { StoredRow } from './stored';

/** What a write was answered with: the same for every repetition. */
export interface Acknowledged {
  readonly service: string;
  readonly key: string;
  readonly eventIds: readonly string[];
  readonly about: Readonly<Record<string, unknown>>;
}

const PATIENCE_MS = 10_000;
const AGAIN_MS = 300;
const TRIES_MAX = 400;

/** Those who use the shop: they repeat under the same key until somebody answers, on whichever instance is there. */
export class Client {
  /** By service and key. */
  readonly acknowledged = new Map<string, Acknowledged>();
  readonly contradictions: string[] = [];

  constructor(
    private readonly world: World,
    private readonly instances: (service: string) => readonly Instance[],
  ) {}

  /**
   * `make` is called for each try, as a controller is: ids that it chooses differ, and where the rows that it needs are
   * not there it answers undefined.
   */
  async write(
    service: string,
    key: string,
    make: () => readonly Command[] | undefined,
    by = 'client',
  ): Promise<Acknowledged | Rejection> {
    const { schedule, random } = this.world;
    for (let tries = 0; tries < TRIES_MAX; tries++) {
      const there = this.instances(service).filter(({ isDead }) => !isDead);
      const commands = make();
      const outcome =
        there.length > 0 && commands ? await this.ask(service, random.pick(there), key, commands, by) : undefined;
      if (outcome?.kind === 'rejected') return outcome.rejection;
      if (outcome) {
        const answer = (outcome.kind === 'done' ? outcome.body : outcome.answer.body) as Omit<
          Acknowledged,
          'service' | 'key'
        >;
        return this.remember({ service, key, ...answer });
      }
      await schedule.pause(AGAIN_MS);
    }
    throw new Error(`${service} did not answer ${key}.`);
  }

  /** Repeats what is refused only because an event has not come through yet. */
  async writeWhenReady(service: string, key: string, make: Parameters<Client['write']>[2], ...notYet: string[]) {
    for (let tries = 0; tries < TRIES_MAX; tries++) {
      const answer = await this.write(service, key, make);
      if (!(answer instanceof Rejection)) return answer;
      if (!notYet.includes(answer.code)) return answer;
      await this.world.schedule.pause(AGAIN_MS);
    }
    throw new Error(`${service} was never ready for ${key}.`);
  }

  /** A write that must be taken, if need be once the refusals of `notYet` are over. */
  async done(service: string, key: string, make: Parameters<Client['write']>[2], ...notYet: string[]) {
    const answer = await this.writeWhenReady(service, key, make, ...notYet);
    if (answer instanceof Rejection) throw new Error(`${service} refused ${key}: ${answer.code}, ${answer.detail}`);
    return answer;
  }

  /** A row of a view, as the API of the service would show it. */
  row<R>(view: string, key: string): R | undefined {
    const [service] = view.split('.');
    return this.world.databases.get(service!)!.latest<StoredRow>(`rows/${view}\n${key}`)?.row as R | undefined;
  }

  async until<T>(look: () => T | undefined, what: string): Promise<T> {
    for (let tries = 0; tries < TRIES_MAX; tries++) {
      const found = look();
      if (found !== undefined) return found;
      await this.world.schedule.pause(Math.min(4_000, 100 * 1.2 ** tries));
    }
    throw new Error(`Waited in vain for ${what}.`);
  }

  private remember(answer: Acknowledged): Acknowledged {
    const name = `${answer.service}/${answer.key}`;
    const before = this.acknowledged.get(name);
    if (before && JSON.stringify(before) !== JSON.stringify(answer))
      this.contradictions.push(`${name} was answered with ${JSON.stringify(before)} and ${JSON.stringify(answer)}.`);
    this.acknowledged.set(name, answer);
    return answer;
  }

  /** One request. Undefined where nobody answered. */
  private ask(
    service: string,
    instance: Instance,
    key: string,
    commands: readonly Command[],
    by: string,
  ): Promise<CommandOutcome | undefined> {
    const { schedule, random, broker } = this.world;
    const request = {
      commands: commands.map((command) => ({ command })),
      commandId: derivedId('client', key),
      meta: { correlationId: key, causationId: key, actor: { kind: 'user' as const, id: by, role: 'service' } },
      answer: { principal: 'client', key, route: 'POST', requestHash: '', status: 200, body: shown },
    };
    return new Promise((resolve, reject) => {
      const nobody = () => resolve(undefined);
      schedule.after(PATIENCE_MS, undefined, nobody);
      if (random.chance(broker.weather.requestLost)) return;
      const send = (to: Instance) => {
        const replyLost = random.chance(broker.weather.replyLost);
        schedule.after(schedule.latency(), to, () => {
          to.engine.execute(request).then(
            (outcome) => {
              if (!replyLost) schedule.after(schedule.latency(), to, () => resolve(outcome));
            },
            (error: unknown) => {
              if (error instanceof StoreFault && error.kind === 'unavailable') schedule.after(1, to, nobody);
              else reject(error as Error);
            },
          );
        });
      };
      send(instance);
      // Something on the way is impatient and asks twice at once; the first answer counts.
      const { askedTwice } = broker.weather;
      if (askedTwice > 0 && random.chance(askedTwice))
        send(random.pick(this.instances(service).filter(({ isDead }) => !isDead)));
    });
  }
}

/** What an answer says: the events, and what the first of them is about. */
const shown = (events: readonly NewEvent[]) => ({
  eventIds: events.map(({ eventId }) => eventId),
  about: (events[0]?.data ?? {}) as Record<string, unknown>,
});

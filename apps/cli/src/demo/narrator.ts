import { setTimeout as pause } from 'node:timers/promises';
import { styleText } from 'node:util';
import {
  pathOf,
  SERVICES,
  type Answer,
  type CallPath,
  type Concord,
  type DataOf,
  type GivenTo,
  type ServiceRoutes,
} from '@concord/client';
import { EventTail, type SeenEvent } from './event-tail';

const WITHIN_MS = 60_000;
const QUIET_MS = 300;
const FACTS_CHARACTERS_MAX = 110;

type Service = keyof ServiceRoutes;
type PathOf<S extends Service, M extends 'get' | 'post'> = CallPath<ServiceRoutes[S][M]>;
type RouteAt<S extends Service, M extends 'get' | 'post', P> = ServiceRoutes[S][M][P & keyof ServiceRoutes[S][M]];
type Given<S extends Service, M extends 'get' | 'post', P> = NonNullable<GivenTo<RouteAt<S, M, P>>[0]>;

/** Tells a story: the intention, the call, the answer, and the events that followed. */
export class Narrator {
  private readonly tail: EventTail;
  private steps = 0;

  constructor(private readonly client: Concord) {
    this.tail = new EventTail(client);
  }

  begin(): Promise<void> {
    return this.tail.begin();
  }

  /** Starts a step of the story. */
  step(title: string): void {
    this.steps += 1;
    console.log(`\n${styleText('bold', `${this.steps}. ${title}`)}`);
  }

  async post<S extends Service, P extends PathOf<S, 'post'>>(
    service: S,
    path: P,
    given: Given<S, 'post', P>,
    shown: (data: DataOf<RouteAt<S, 'post', P>>) => string,
  ): Promise<DataOf<RouteAt<S, 'post', P>>> {
    const { body } = given as { body?: unknown };
    const call = `POST ${SERVICES[service]}${pathOf(path, given as object)}`;
    console.log(`   ${styleText('cyan', call)} ${styleText('dim', short(JSON.stringify(body ?? {})))}`);
    const { status, data } = await this.call(service, 'post', path, given);
    console.log(`   ${styleText('green', String(status))} ${shown(data)}`);
    return data;
  }

  /** Prints a sentence without a call. */
  note(text: string): void {
    console.log(`   ${styleText('dim', text)}`);
  }

  /** Whether the condition holds within this many milliseconds; prints nothing. */
  async comesToBe<S extends Service, P extends PathOf<S, 'get'>>(
    service: S,
    path: P,
    given: Given<S, 'get', P>,
    isSo: (data: DataOf<RouteAt<S, 'get', P>>) => boolean,
    ms: number,
  ): Promise<boolean> {
    for (const deadline = Date.now() + ms; ; await pause(100)) {
      const answer = await this.call(service, 'get', path, given).catch(() => undefined);
      if (answer && isSo(answer.data)) return true;
      if (Date.now() > deadline) return false;
    }
  }

  /** Reads until the condition holds, and prints the answer. */
  async until<S extends Service, P extends PathOf<S, 'get'>>(
    service: S,
    path: P,
    given: Given<S, 'get', P>,
    isSo: (data: DataOf<RouteAt<S, 'get', P>>) => boolean,
    shown: (data: DataOf<RouteAt<S, 'get', P>>) => string,
  ): Promise<void> {
    const place = `${SERVICES[service]}${pathOf(path, given as object)}`;
    const deadline = Date.now() + WITHIN_MS;
    for (;;) {
      const answer = await this.call(service, 'get', path, given).catch(() => undefined);
      if (answer && isSo(answer.data)) {
        console.log(`   ${styleText('cyan', `GET ${place}`)}\n   ${styleText('green', '200')} ${shown(answer.data)}`);
        return;
      }
      if (Date.now() > deadline)
        throw new Error(`The story cannot go on: ${place} answers ${JSON.stringify(answer?.data)?.slice(0, 400)}.`);
      await pause(50);
    }
  }

  /** The types of the routes hold for the arguments; the compiler cannot see it for a service that varies. */
  private call<S extends Service, M extends 'get' | 'post', P extends PathOf<S, M>>(
    service: S,
    method: M,
    path: P,
    given: Given<S, M, P>,
  ): Promise<Answer<DataOf<RouteAt<S, M, P>>>> {
    const calls = this.client[service][method] as unknown as (path: string, given: unknown) => Promise<never>;
    return calls(path, given);
  }

  /** Prints the events since the last step, once no more come. */
  async events(): Promise<void> {
    const seen: SeenEvent[] = [];
    for (let quietSince = Date.now(); Date.now() - quietSince < QUIET_MS; await pause(40)) {
      const events = await this.tail.next();
      if (events.length > 0) quietSince = Date.now();
      seen.push(...events);
    }
    for (const { service, type, data } of seen) {
      const facts = short(JSON.stringify(data));
      console.log(
        `     ${styleText('yellow', service.padEnd(16))} ${styleText('bold', type)} ${styleText('dim', facts)}`,
      );
    }
  }
}

/** The beginning of a text. */
function short(text: string): string {
  return text.length > FACTS_CHARACTERS_MAX ? `${text.slice(0, FACTS_CHARACTERS_MAX - 1)}…` : text;
}

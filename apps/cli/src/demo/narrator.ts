import type { ServiceName } from '@concord/contracts';
import { setTimeout as pause } from 'node:timers/promises';
import { styleText } from 'node:util';
import type { Client } from '../system/client';

import { EventTail, type SeenEvent } from './event-tail';

const WITHIN_MS = 60_000;
const QUIET_MS = 300;
const FACTS_CHARACTERS_MAX = 110;

/** Tells a story: the intention, the call, the answer, and the events that followed. */
export class Narrator {
  private readonly tail: EventTail;
  private steps = 0;

  constructor(private readonly client: Client) {
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

  async post<T>(service: ServiceName, path: string, body: unknown, shown: (answer: T) => string): Promise<T> {
    console.log(`   ${styleText('cyan', `POST ${service}${path}`)} ${styleText('dim', short(JSON.stringify(body)))}`);
    const { status, body: answer } = await this.client.post<T>(service, path, body, crypto.randomUUID());
    console.log(`   ${styleText('green', String(status))} ${shown(answer)}`);
    return answer;
  }

  /** Prints a sentence without a call. */
  note(text: string): void {
    console.log(`   ${styleText('dim', text)}`);
  }

  /** Whether the condition holds within this many milliseconds; prints nothing. */
  async comesToBe<T>(service: ServiceName, path: string, isSo: (answer: T) => boolean, ms: number): Promise<boolean> {
    for (const deadline = Date.now() + ms; ; await pause(100)) {
      const answer = await this.client.get<T>(service, path).catch(() => undefined);
      if (answer !== undefined && isSo(answer)) return true;
      if (Date.now() > deadline) return false;
    }
  }

  /** Reads until the condition holds, and prints the answer. */
  async until<T>(
    service: ServiceName,
    path: string,
    isSo: (answer: T) => boolean,
    shown: (answer: T) => string,
  ): Promise<T> {
    const deadline = Date.now() + WITHIN_MS;
    for (;;) {
      const answer = await this.client.get<T>(service, path).catch(() => undefined);
      if (answer !== undefined && isSo(answer)) {
        console.log(
          `   ${styleText('cyan', `GET ${service}${path}`)}\n   ${styleText('green', '200')} ${shown(answer)}`,
        );
        return answer;
      }
      if (Date.now() > deadline)
        throw new Error(`The story cannot go on: ${service}${path} answers ${JSON.stringify(answer)?.slice(0, 400)}.`);
      await pause(50);
    }
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

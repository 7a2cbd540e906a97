import type { Given } from './call';
import type { Caller } from './caller';
import { EventReader, type ServerEvent } from './event-reader';
import { isPassing, pause } from './patience';
import { NoAnswer } from './problem';
import type { ServiceName } from './service-client';

const FIRST_WAIT_MS = 500;
const WAIT_MS_MAX = 15_000;
/** Services send a heartbeat every 15 s. A longer silence is a broken connection that nobody noticed. */
const SILENCE_MS_MAX = 45_000;

/**
 * The events of a stream. Where the stream breaks or ends, it is opened again behind the last event, for as long as
 * somebody listens: waits double while nobody answers.
 */
export async function* listen(
  caller: Caller,
  service: ServiceName,
  route: string,
  given: Given = {},
): AsyncGenerator<ServerEvent> {
  let lastId: string | undefined;
  let retryMs = FIRST_WAIT_MS;
  for (let failures = 0; ; failures += 1) {
    const over = new AbortController();
    const signal = given.signal ? AbortSignal.any([given.signal, over.signal]) : over.signal;
    const reader = new EventReader(lastId);
    try {
      const headers = { ...given.headers, ...(lastId !== undefined && { 'last-event-id': lastId }) };
      const response = await caller.open(service, route, { ...given, headers }, signal);
      given.onTurn?.(true);
      for await (const characters of textOf(response, over)) {
        failures = 0;
        for (const event of reader.read(characters)) yield { ...event, data: JSON.parse(event.data) as unknown };
        lastId = reader.lastId;
        retryMs = reader.retryMs ?? retryMs;
      }
    } catch (error) {
      if (given.signal?.aborted) throw given.signal.reason;
      if (!isPassing(error)) throw error;
    } finally {
      over.abort();
      given.onTurn?.(false);
    }
    const waitMs = Math.min(WAIT_MS_MAX, retryMs * 2 ** Math.min(failures, 10));
    await pause(waitMs * (0.5 + Math.random() / 2), given.signal);
  }
}

/** The characters of a stream until it ends; throws `NoAnswer` where it breaks. */
async function* textOf(response: Response, over: AbortController): AsyncGenerator<string> {
  const decoder = new TextDecoder();
  const bytes = response.body!.getReader();
  const silent = () => over.abort(new DOMException('The stream was silent.', 'TimeoutError'));
  for (;;) {
    const timer = setTimeout(silent, SILENCE_MS_MAX);
    const { done, value } = await bytes
      .read()
      .catch((error: unknown) => {
        throw new NoAnswer(response.url, error);
      })
      .finally(() => clearTimeout(timer));
    if (done) return;
    yield decoder.decode(value, { stream: true });
  }
}

import type { Given } from './call';
import type { Caller } from './caller';
import { EventReader, type ServerEvent, type StreamPart } from './event-reader';
import { isPassing, pause } from './patience';
import { NoAnswer } from './problem';
import type { ServiceName } from './service-client';

const FIRST_WAIT_MS = 500;
const WAIT_MS_MAX = 15_000;
/** A stream without a sign of life for so long is broken, though the connection may not know it. */
const SILENCE_MS_MAX = 60_000;

/** The events of a stream. It is opened again where it breaks or ends, behind the last event. */
export async function* listen(
  caller: Caller,
  service: ServiceName,
  route: string,
  given: Given = {},
): AsyncGenerator<ServerEvent<unknown>> {
  let lastId: string | undefined;
  let retryMs = FIRST_WAIT_MS;
  for (let failures = 0; ; failures += 1) {
    const over = new AbortController();
    const signal = given.signal ? AbortSignal.any([given.signal, over.signal]) : over.signal;
    try {
      const headers = { ...given.headers, ...(lastId !== undefined && { 'last-event-id': lastId }) };
      const response = await caller.open(service, route, { ...given, headers }, signal);
      for await (const part of partsOf(response, over)) {
        failures = 0;
        retryMs = part.retryMs ?? retryMs;
        lastId = part.event?.id ?? lastId;
        if (part.event) yield { ...part.event, data: JSON.parse(part.event.data) as unknown };
      }
    } catch (error) {
      if (given.signal?.aborted) throw given.signal.reason;
      if (!isPassing(error)) throw error;
    } finally {
      over.abort();
    }
    const waitMs = Math.min(WAIT_MS_MAX, retryMs * 2 ** Math.min(failures, 10));
    await pause(waitMs * (0.5 + Math.random() / 2), given.signal);
  }
}

/** What a stream says until it ends; throws `NoAnswer` where it breaks. */
async function* partsOf(response: Response, over: AbortController): AsyncGenerator<StreamPart> {
  const reader = new EventReader();
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
    yield* reader.read(decoder.decode(value, { stream: true }));
  }
}

/** A message of a stream of server-sent events. */
export interface SentEvent {
  readonly type: string;
  readonly id: string | undefined;
  readonly data: any;
}

/** A stream that is read, as a browser reads it. */
export interface EventSource {
  readonly status: number;
  /** The body of a refusal. */
  readonly problem: any;
  readonly events: SentEvent[];
  /** The id that a browser would send as `Last-Event-ID` now. */
  readonly lastEventId: string | undefined;
  /** Everything that came, with comments. */
  readonly text: string;
  /** Resolves when the stream is over, whoever ended it. */
  readonly over: Promise<void>;
  close(): void;
}

/** Opens a stream of server-sent events and goes on reading it. */
export async function openEventSource(url: string, headers: Readonly<Record<string, string>>): Promise<EventSource> {
  const abort = new AbortController();
  const response = await fetch(url, { headers, signal: abort.signal });
  const source = {
    status: response.status,
    problem: undefined as unknown,
    events: [] as SentEvent[],
    lastEventId: undefined as string | undefined,
    text: '',
    over: Promise.resolve(),
    close: () => abort.abort(),
  };
  if (response.status !== 200) {
    source.problem = await response.json();
    return source;
  }
  source.over = read(response, source).catch(() => undefined);
  return source;
}

async function read(
  response: Response,
  source: { events: SentEvent[]; lastEventId: string | undefined; text: string },
) {
  const decoder = new TextDecoder();
  let rest = '';
  for await (const chunk of response.body!) {
    const text = decoder.decode(chunk as Uint8Array, { stream: true });
    source.text += text;
    const blocks = (rest + text).split('\n\n');
    rest = blocks.pop()!;
    for (const block of blocks) {
      const fields = new Map(
        block.split('\n').flatMap((line) => {
          const at = line.indexOf(': ');
          return at > 0 ? [[line.slice(0, at), line.slice(at + 2)] as const] : [];
        }),
      );
      source.lastEventId = fields.get('id') ?? source.lastEventId;
      const data = fields.get('data');
      if (data !== undefined)
        source.events.push({ type: fields.get('event') ?? 'message', id: fields.get('id'), data: JSON.parse(data) });
    }
  }
}

/** An event that a service sends to whoever listens (server-sent events). */
export interface ServerEvent<Type extends string = string, Data = unknown> {
  readonly type: Type;
  /** The place in the stream: where the stream breaks, it is resumed behind the last one. */
  readonly id: string | undefined;
  readonly data: Data;
}

/** Reads a stream of events by the rules of the HTML standard, as its characters come. */
export class EventReader {
  /** The wait before the stream is opened again, where the service says one. */
  retryMs: number | undefined;
  private rest = '';
  private data: string[] = [];
  private type = '';
  private id: string | undefined;

  /** `lastId` is where the stream is resumed. A heartbeat may move it without an event. */
  constructor(public lastId: string | undefined) {
    this.id = lastId;
  }

  /** The events that these characters complete; the data as text. */
  *read(characters: string): Generator<ServerEvent<string, string>> {
    const text = this.rest + characters;
    // A carriage return at the end may be half of a line break.
    const whole = text.endsWith('\r') ? text.slice(0, -1) : text;
    const lines = whole.split(/\r\n|\n|\r/);
    this.rest = lines.pop()! + text.slice(whole.length);
    for (const line of lines)
      if (line !== '') this.take(line);
      else yield* this.completed();
  }

  private *completed(): Generator<ServerEvent<string, string>> {
    const { data, type, id } = this;
    this.lastId = id;
    this.data = [];
    this.type = '';
    if (data.length > 0) yield { type: type || 'message', id, data: data.join('\n') };
  }

  private take(line: string): void {
    const colon = line.indexOf(':');
    const field = colon < 0 ? line : line.slice(0, colon);
    const value = colon < 0 ? '' : line.slice(colon + 1).replace(/^ /, '');
    if (field === 'data') this.data.push(value);
    else if (field === 'event') this.type = value;
    else if (field === 'id' && !value.includes('\0')) this.id = value;
    else if (field === 'retry' && /^\d+$/.test(value)) this.retryMs = Number(value);
  }
}

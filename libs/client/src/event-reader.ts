/** An event that a service sends to whoever listens (server-sent events). */
export interface ServerEvent<Data> {
  /** Names the event: a stream that broke is resumed behind it. */
  readonly id: string | undefined;
  readonly type: string;
  readonly data: Data;
}

/** What a piece of a stream said. */
export interface StreamPart {
  readonly event?: ServerEvent<string>;
  /** How long to wait before the stream is opened again, from now on. */
  readonly retryMs?: number;
}

/** Reads the lines of a stream of events, by the rules of the HTML standard. */
export class EventReader {
  private rest = '';
  private data: string[] = [];
  private type = '';
  private id: string | undefined;

  /** What these characters complete. */
  *read(characters: string): Generator<StreamPart> {
    const text = this.rest + characters;
    // A carriage return at the end may be half of a line break.
    const whole = text.endsWith('\r') ? text.slice(0, -1) : text;
    const lines = whole.split(/\r\n|\n|\r/);
    this.rest = lines.pop()! + text.slice(whole.length);
    for (const line of lines) yield* this.line(line);
  }

  private *line(line: string): Generator<StreamPart> {
    if (line === '') {
      const { data, type, id } = this;
      this.data = [];
      this.type = '';
      if (data.length > 0) yield { event: { id, type: type || 'message', data: data.join('\n') } };
      return;
    }
    const [, field = '', value = ''] = /^([^:]*):? ?(.*)$/s.exec(line) ?? [];
    if (field === 'data') this.data.push(value);
    else if (field === 'event') this.type = value;
    else if (field === 'id' && !value.includes('\0')) this.id = value;
    else if (field === 'retry' && /^\d+$/.test(value)) yield { retryMs: Number(value) };
  }
}

import { EventReader } from './event-reader';

const read = (reader: EventReader, ...parts: readonly string[]) => parts.flatMap((part) => [...reader.read(part)]);

describe('the reader of a stream', () => {
  it('reads events with type, id and data of several lines', () =>
    expect(read(new EventReader(undefined), 'event: moment\nid: 7\ndata: a\ndata: b\n\ndata:c\n\n')).toEqual([
      { type: 'moment', id: '7', data: 'a\nb' },
      { type: 'message', id: '7', data: 'c' },
    ]));

  it('reads the same, wherever the stream is cut', () => {
    const text = 'id: 1\r\ndata: first\r\n\r\n: beat\r\nevent: x\rdata: second\r\rdata: third\n\n';
    const whole = read(new EventReader(undefined), text);
    expect(whole.map(({ data }) => data)).toEqual(['first', 'second', 'third']);
    for (let cut = 1; cut < text.length; cut++)
      expect(read(new EventReader(undefined), text.slice(0, cut), text.slice(cut))).toEqual(whole);
  });

  it('moves its place with a heartbeat, and not with an event that has not ended', () => {
    const reader = new EventReader('1');
    expect(read(reader, ': beat\nid: 2\n\n')).toEqual([]);
    expect(reader.lastId).toBe('2');
    expect(read(reader, 'id: 3\ndata: half')).toEqual([]);
    expect(reader.lastId).toBe('2');
  });

  it('notes how long to wait before the stream is opened again', () => {
    const reader = new EventReader(undefined);
    expect(read(reader, 'retry: 2000\nretry: soon\n\n')).toEqual([]);
    expect(reader.retryMs).toBe(2_000);
  });
});

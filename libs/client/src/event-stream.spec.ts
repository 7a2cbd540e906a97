import type { ServerResponse } from 'node:http';
import { broken, openCounter, refusal, type Counter } from '../test/counter';
import { concord, type ConcordOptions, type ServerEvent } from './index';

let counter: Counter;
beforeEach(async () => {
  counter = await openCounter();
});
afterEach(() => counter.close());

/** A stream of these texts; it then ends or breaks. */
const stream =
  (texts: readonly string[], end: 'ends' | 'breaks' | 'stays' = 'ends') =>
  (response: ServerResponse) => {
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    response.write('retry: 1\n\n');
    for (const text of texts) response.write(text);
    if (end === 'ends') response.end();
    if (end === 'breaks') response.write(': so far\n\n', () => response.destroy());
  };
const event = (id: number) => `id: ${id}\nevent: moment\ndata: {"n":${id}}\n\n`;

async function hear(count: number, options: Partial<ConcordOptions> = {}, signal?: AbortSignal) {
  const heard: ServerEvent[] = [];
  const { oversight } = concord({ address: counter.url, ...options });
  for await (const each of oversight.events('/v1/alignment/live', {
    query: { sku: 'MUG' },
    ...(signal && { signal }),
  })) {
    heard.push(each);
    if (heard.length === count) break;
  }
  return heard;
}
const lastIds = () => counter.arrived.map(({ headers }) => headers['last-event-id']);

describe('a stream of events', () => {
  it('gives each event with its type and its data', async () => {
    counter.answers(stream([event(1), event(2)], 'stays'));
    expect(await hear(2)).toEqual([
      { type: 'moment', id: '1', data: { n: 1 } },
      { type: 'moment', id: '2', data: { n: 2 } },
    ]);
    expect(counter.arrived[0]).toMatchObject({
      url: '/oversight/v1/alignment/live?sku=MUG',
      headers: { accept: 'text/event-stream' },
    });
  });

  it.each(['ends', 'breaks'] as const)('is resumed behind the last event where it %s', async (end) => {
    counter.answers(stream([event(1), event(2)], end), stream([event(3)], 'stays'));
    expect((await hear(3)).map(({ id }) => id)).toEqual(['1', '2', '3']);
    expect(lastIds()).toEqual([undefined, '2']);
  });

  it('is resumed where the last heartbeat was', async () => {
    counter.answers(stream([event(1), ': beat\nid: 9\n\n']), stream([event(10)], 'stays'));
    await hear(2);
    expect(lastIds()).toEqual([undefined, '9']);
  });

  it('is opened until somebody answers', async () => {
    counter.answers(stream([event(1)]), broken, refusal(503, 'streams-full'), stream([event(2)], 'stays'));
    expect((await hear(2)).map(({ id }) => id)).toEqual(['1', '2']);
    expect(lastIds()).toEqual([undefined, '1', '1', '1']);
  });

  it('gets a new token where the old one has expired', async () => {
    counter.answers(stream([event(1)]), refusal(401, 'token-expired'), stream([event(2)], 'stays'));
    let asked = 0;
    await hear(2, { token: () => `token-${(asked += 1)}` });
    expect(counter.arrived.map(({ headers }) => headers.authorization)).toEqual([
      'Bearer token-1',
      'Bearer token-1',
      'Bearer token-2',
    ]);
  });

  it('ends with a refusal that does not pass', async () => {
    counter.answers(refusal(403, 'permission-missing'));
    await expect(hear(1)).rejects.toMatchObject({ code: 'permission-missing' });
  });

  it('ends with the signal', async () => {
    counter.answers(stream([event(1)], 'stays'));
    const stop = new AbortController();
    const { oversight } = concord({ address: counter.url });
    const listening = async () => {
      for await (const _ of oversight.events('/v1/alignment/live', { signal: stop.signal }))
        stop.abort(new Error('enough'));
    };
    await expect(listening()).rejects.toThrow('enough');
  });

  it('closes its connection with the loop', async () => {
    const closed = new Promise<void>((resolve) => {
      counter.answers((response) => {
        response.on('close', resolve);
        stream([event(1)], 'stays')(response);
      });
    });
    await hear(1);
    await closed;
    expect(counter.arrived).toHaveLength(1);
  });
});

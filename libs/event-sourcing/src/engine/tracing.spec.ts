import { Type } from 'typebox';
import type { Command, Decider } from '../decider';
import { event, publishedBy, type EventFrom } from '../event';
import { recorded } from '../given';
import { policy } from '../reaction';
import { conflict } from '../rejection';
import { Model } from './model';
import { Session } from './session';
import { NOTHING_KNOWN } from './memory';

const Rung = publishedBy('door')('Rung', 1, { door: Type.String() });
const Opened = event('Opened', 1, { door: Type.String() });
type Open = Command<'Open', { door: string }>;

const door: Decider<Open, EventFrom<typeof Opened>, null> = {
  kind: 'door',
  events: { Opened },
  initial: null,
  commands: ['Open'],
  opens: ['Open'],
  id: ({ data }) => data.door,
  decide: ({ data }) => (data.door === 'locked' ? conflict('door-locked', 'No.') : [Opened.of(data)]),
  evolve: () => null,
};
const open = policy('house.open-when-rung', { Rung }, { Rung: ({ data }) => [{ type: 'Open', data }] });
const model = new Model({ name: 'house', deciders: [door], policies: [open] });

const TRACE = 'aaaabbbbccccddddaaaabbbbccccdddd';
const traceparent = (flags: string) => `00-${TRACE}-1111222233334444-${flags}`;
const session = () => new Session(model, NOTHING_KNOWN, () => 0, { absentRevision: 0, trusting: true });
const rung = (at: string, given?: string) => {
  const heard = recorded(Rung.of({ door: at }));
  return { ...heard, meta: { ...heard.meta, ...(given && { traceparent: given }) } };
};
function hearing(at: string, given: string | undefined, tracedSince: number | undefined) {
  const hears = session();
  hears.unit(() => hears.hear(rung(at, given)), tracedSince);
  return hears.batch()!;
}

describe('the spans of a unit of work', () => {
  it('follow from each other, and what was decided belongs to the last one', () => {
    const { spans = [], events } = hearing('front', traceparent('01'), 5);
    expect(spans).toMatchObject([
      { name: 'hear Rung', kind: 'consumer', parent: traceparent('01'), since: 5 },
      { name: 'house.open-when-rung', kind: 'internal', parent: spans[0]!.traceparent, since: 5 },
    ]);
    expect(events[0]!.meta.traceparent).toBe(spans[1]!.traceparent);
    expect(spans[1]!.traceparent).toMatch(new RegExp(`^00-${TRACE}-[0-9a-f]{16}-01$`));
  });

  it('are the same when the event is delivered again', () => {
    expect(hearing('front', traceparent('01'), 5)).toEqual(hearing('front', traceparent('01'), 5));
  });

  it('name the refusal of a command', () => {
    expect(hearing('locked', traceparent('01'), 5).spans?.map(({ refused }) => refused)).toEqual([
      undefined,
      'door-locked',
    ]);
  });

  it.each([
    ['nothing is traced', traceparent('01'), undefined],
    ['the trace is not recorded', traceparent('00'), 5],
    ['there is no trace', undefined, 5],
  ])('are none where %s, and the trace of the caller is handed on', (_, given, since) => {
    const { spans, events } = hearing('front', given, since);
    expect(spans).toEqual([]);
    expect(events[0]!.meta.traceparent).toBe(given);
  });
});

import {
  event,
  projection,
  publishedBy,
  type Command,
  type Decider,
  type DomainEvent,
  type EventFrom,
  type EventMeta,
} from '@concord/event-sourcing';
import { Type } from 'typebox';
import { Column, Entity, PrimaryColumn } from 'typeorm';

// The smallest service with all parts: an aggregate, a public event, an own view and a view for other services.

const Reading = { meter: Type.String(), reading: Type.Integer(), place: Type.String(), note: Type.String() };
/** A meter was read. Who cares: the benchmarks. */
const MeterRead = publishedBy('meters')('MeterRead', 1, Reading);
/** A meter was read; a private event. */
const MeterSeen = event('MeterSeen', 1, Reading);
const meterEvents = { MeterRead, MeterSeen };
type MeterEvent = EventFrom<typeof MeterRead> | EventFrom<typeof MeterSeen>;

type ReadMeter = Command<'ReadMeter', { meter: string; times: number; isPublic?: boolean }>;
/** A command without events: its cost is that of loading and folding. */
type LookAtMeter = Command<'LookAtMeter', { meter: string }>;

interface Meter {
  readonly readings: number;
  readonly sum: number;
}

const NOTE = 'Read by the benchmark; as long as the note of a person who says what was seen, and why, in two lines.';

export const meter: Decider<ReadMeter | LookAtMeter, MeterEvent, Meter> = {
  kind: 'meter',
  events: meterEvents,
  initial: { readings: 0, sum: 0 },
  commands: ['ReadMeter', 'LookAtMeter'],
  id: ({ data }) => data.meter,
  decide(command, { readings }) {
    if (command.type === 'LookAtMeter') return [];
    const { times, isPublic = true, meter: id } = command.data;
    return Array.from({ length: times }, (_, n) => {
      const data = { meter: id, reading: readings + n, place: 'Cellar, second door on the left', note: NOTE };
      return (isPublic ? MeterRead : MeterSeen).of(data);
    });
  },
  evolve: ({ readings, sum }, { data }) => ({ readings: readings + 1, sum: sum + data.reading }),
};

/** The same meter with another shape, for which no snapshot fits: it is folded from its first event. */
export const meterFromZero: typeof meter = { ...meter, shapeVersion: 2 };

@Entity('meter_view')
class MeterRow {
  @PrimaryColumn({ type: 'text' })
  meter!: string;

  @Column({ type: 'text' })
  place: string = '';

  @Column({ type: 'int' })
  reading: number = 0;

  @Column({ type: 'int' })
  readings: number = 0;
}

export const meters = projection('meters.meters', { MeterRead }, MeterRow, ({ data }) => ({ meter: data.meter }), {
  MeterRead: (row, { data: { place, reading } }) => ({ ...row, place, reading, readings: row.readings + 1 }),
});

export const meta: EventMeta = {
  correlationId: 'benchmark',
  causationId: 'benchmark',
  actor: { kind: 'user', id: 'benchmark', role: 'it_operator' },
};

/** The data of an event, for the bare inserts of the same bytes. */
export const bytesOf = (id: string, reading: number): string =>
  JSON.stringify(
    (
      meter.decide(
        { type: 'ReadMeter', data: { meter: id, times: 1 }, at: '', by: meta.actor },
        {
          readings: reading,
          sum: 0,
        },
      ) as DomainEvent[]
    )[0]!.data,
  );

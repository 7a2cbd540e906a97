import type { Operations } from '@concord/client';
import type { Answered } from './each-service';

/** A lane of a service: its last event, and who has not applied it. */
export interface Lane {
  readonly lane: number;
  readonly position: string;
  readonly recordedAt: string;
  readonly behind: readonly string[];
}

/** The lanes of a service, compared with what all others have applied of them. */
export function lanesOf(
  service: string,
  all: readonly Pick<Answered<Operations.Positions>, 'service' | 'data'>[],
): Lane[] {
  const heads = all.find((one) => one.service === service)?.data?.heads ?? [];
  return heads
    .map(({ lane, position, recordedAt }) => ({
      lane,
      position,
      recordedAt,
      behind: all
        .filter(({ data }) => data?.sources.includes(service) && isBefore(markIn(data, service, lane), position))
        .map((one) => one.service),
    }))
    .toSorted((one, other) => one.lane - other.lane);
}

const markIn = ({ applied }: Operations.Positions, service: string, lane: number) =>
  applied.find((each) => each.source === service && each.lane === lane)?.mark;

/** Whether the mark `era.txid.pos` lies before the position: the services were not asked at quite the same moment. */
function isBefore(mark: string | undefined, position: string): boolean {
  if (mark === undefined) return true;
  const [own, other] = [mark.split('.').map(Number), position.split('.').map(Number)];
  const n = own.findIndex((part, place) => part !== other[place]);
  return n >= 0 && own[n]! < other[n]!;
}

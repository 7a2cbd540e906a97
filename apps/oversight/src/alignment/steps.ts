/** A step of a row that hears several streams, with the event that made it. */
export interface StepOfStream {
  readonly at: string;
  readonly stream: string;
  readonly version: number;
}

/** What a step says of its event. */
export const stepOf = (event: { readonly occurredAt: string; readonly streamId: string; readonly version: number }) => {
  const { occurredAt: at, streamId: stream, version } = event;
  return { at, stream, version };
};

/**
 * Steps with one more, stream by stream and each in its own order. A rebuild hears the streams interleaved in another way,
 * and makes the same row. The moment is no such order: a reaction has that of its cause.
 */
export function withStep<S extends StepOfStream>(steps: readonly S[], step: S): readonly S[] {
  const isBefore = (one: S) => (one.stream === step.stream ? one.version < step.version : one.stream < step.stream);
  const place = steps.findLastIndex(isBefore) + 1;
  return [...steps.slice(0, place), step, ...steps.slice(place)];
}

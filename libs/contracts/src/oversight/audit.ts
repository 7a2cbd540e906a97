import { publishedBy } from '@concord/event-sourcing';
import { Type } from 'typebox';
import { Id, ShortText, Time, UnitsOrNone } from '../fields';

const event = publishedBy('oversight');

/** The comparison of one view with the fact that it repeats. */
const Comparison = Type.Object({
  fact: ShortText,
  /** `<service>.<view>`. */
  view: ShortText,
  keys: UnitsOrNone,
  drifts: UnitsOrNone,
  /** Keys that changed in every round, so that they could not be compared. */
  unsettled: UnitsOrNone,
});

/** All services were compared with each other. People see when that was, and whether all agree. */
export const AuditCompleted = event('AuditCompleted', 1, {
  auditId: Id,
  startedAt: Time,
  completedAt: Time,
  comparisons: Type.Array(Comparison),
});

/**
 * A view differs from the fact that it repeats, although it has applied all events: operators rebuild the view.
 * `missingEvent` is the first event that the row does not show; it is absent where the row was never like this.
 */
export const DriftFound = event('DriftFound', 1, {
  driftId: Id,
  fact: ShortText,
  view: ShortText,
  key: ShortText,
  column: ShortText,
  expected: Type.Unknown(),
  found: Type.Unknown(),
  missingEvent: Type.Optional(Type.Object({ eventId: Id, type: ShortText, at: Time })),
});

/** A drift is gone: the view agrees with the fact again. */
export const DriftGone = event('DriftGone', 1, { driftId: Id });

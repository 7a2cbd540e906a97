import { PointsEarned, PointsReleased, PointsReversed } from '@concord/contracts';
import { SPEC_TIME } from '@concord/event-sourcing';
import { PointsDueSet } from './loyalty.aggregate';
import { daysAfter } from './points-moves';

// Builders for specs.
export const customerId = 'ann';
export const END = daysAfter(SPEC_TIME, 30);
export const sums = { customerId, available: 0, pending: 0, held: 0, owed: 0 };
export const earned = PointsEarned.of({
  ...sums,
  pending: 10,
  lotId: 'lot',
  points: 10,
  orderId: 'o1',
  availableAt: SPEC_TIME,
  expiresAt: END,
});
export const released = PointsReleased.of({ ...sums, available: 10, lotId: 'lot', points: 10, settled: 0 });
export const due = (dueAt?: string) => PointsDueSet.of({ customerId, ...(dueAt && { dueAt }) });
/** Units came back whose points were spent. */
export const owing = PointsReversed.of({
  ...sums,
  owed: 4,
  orderId: 'o0',
  returnId: 'r0',
  fromPending: 0,
  fromAvailable: 0,
  newlyOwed: 4,
  lots: [],
});

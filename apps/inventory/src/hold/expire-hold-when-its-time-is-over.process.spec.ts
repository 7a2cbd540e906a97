import { HoldExtended, HoldPlaced, HoldReleased } from '@concord/contracts';
import { givenProcess, recorded, SPEC_TIME } from '@concord/event-sourcing';
import { expireHoldWhenItsTimeIsOver } from './expire-hold-when-its-time-is-over.process';

const past = givenProcess(expireHoldWhenItsTimeIsOver);
const holdId = 'b1';
const later = (minutes: number) => new Date(Date.parse(SPEC_TIME) + minutes * 60_000).toISOString();
const placed = (expiresAt: string) =>
  recorded(HoldPlaced.of({ holdId, lines: [{ sku: 'TEE', quantity: 1 }], expiresAt }));

describe('the timer of a hold', () => {
  it('is set to its end, and moved by an extension', () => {
    past()
      .when(placed(later(15)))
      .then({ timers: [{ name: 'expire', inMs: 900_000 }] });
    past()
      .when(recorded(HoldExtended.of({ holdId, expiresAt: later(25), extension: 1 })))
      .then({ timers: [{ name: 'expire', inMs: 1_500_000 }] });
  });
  it('fires at once for a hold that was heard of after its end', () =>
    past()
      .when(placed(later(-5)))
      .then({ timers: [{ name: 'expire', inMs: 0 }] }));
  it('is stopped when the units are released', () =>
    past()
      .when(recorded(HoldReleased.of({ holdId, cause: 'ordered', orderId: 'o1' })))
      .then({ stopTimers: ['expire'] }));
  it('ends the hold', () =>
    past()
      .whenTimeout('expire', holdId)
      .then({ commands: [{ type: 'ExpireHold', data: { holdId, lowUnits: 5 } }] }));
});

import { BACKORDER_UNANSWERED, BackorderPromiseChanged } from '@concord/contracts';
import { recorded, settingsWith, SPEC_TIME } from '@concord/event-sourcing';
import { movePromiseWhenDateChanged } from './move-promise-when-date-changed.policy';

const from = '2026-03-01T00:00:00.000Z';
const promisedAt = '2026-04-01T00:00:00.000Z';
const units = { orderId: 'o-1', sku: 'TEE', quantity: 2 };

describe('the date of waiting units', () => {
  it('moves with the terms of the day', () => {
    const moved = recorded(BackorderPromiseChanged.of({ ...units, from, promisedAt }));
    const terms = { answerDays: 7, unanswered: 'cancel' };
    expect(movePromiseWhenDateChanged.react(moved, settingsWith(BACKORDER_UNANSWERED, 'cancel').at(SPEC_TIME))).toEqual(
      [
        {
          type: 'MovePromise',
          data: { orderId: 'o-1', moveId: moved.eventId, sku: 'TEE', from, promisedAt, ...terms },
        },
      ],
    );
  });
  it('may not be known any more', () => {
    const [command] = movePromiseWhenDateChanged.react(recorded(BackorderPromiseChanged.of({ ...units, from })));
    expect(command).toMatchObject({ data: { from } });
    expect(command!.data).not.toHaveProperty('promisedAt');
  });
});

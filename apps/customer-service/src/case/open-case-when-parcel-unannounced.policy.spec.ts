import { UnannouncedParcelArrived } from '@concord/contracts';
import { recorded } from '@concord/event-sourcing';
import { openCaseWhenParcelUnannounced } from './open-case-when-parcel-unannounced.policy';

const parcel = { parcelId: 'p', warehouse: 'MAIN' };
const opened = (data: { parcelId: string; warehouse: string; orderId?: string }) =>
  openCaseWhenParcelUnannounced.react(recorded(UnannouncedParcelArrived.of(data)));

describe('an unannounced parcel', () => {
  it('opens a case with its warehouse, and with its order where that is legible', () =>
    expect(opened({ ...parcel, orderId: 'o' })).toMatchObject([
      { type: 'OpenCase', data: { kind: 'parcel-unannounced', refs: { warehouse: 'MAIN', orderId: 'o' } } },
    ]));
  it('opens a case without an order otherwise', () =>
    expect(opened(parcel)).toMatchObject([{ type: 'OpenCase', data: { refs: { warehouse: 'MAIN' } } }]));
});

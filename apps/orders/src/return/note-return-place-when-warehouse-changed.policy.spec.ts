import { WarehouseConfigured, WarehouseOpened } from '@concord/contracts';
import { recorded } from '@concord/event-sourcing';
import { noteReturnPlaceWhenWarehouseChanged } from './note-return-place-when-warehouse-changed.policy';

const flags = { warehouse: 'MAIN', name: 'Main', sells: true, ships: true };

describe('a warehouse', () => {
  it('is noted with its country when it opens', () =>
    expect(
      noteReturnPlaceWhenWarehouseChanged.react(
        recorded(WarehouseOpened.of({ ...flags, country: 'IT', acceptsReturns: true })),
      ),
    ).toEqual([{ type: 'NoteReturnPlace', data: { warehouse: 'MAIN', acceptsReturns: true, country: 'IT' } }]));
  it('keeps its country when it is configured', () =>
    expect(
      noteReturnPlaceWhenWarehouseChanged.react(recorded(WarehouseConfigured.of({ ...flags, acceptsReturns: false }))),
    ).toEqual([{ type: 'NoteReturnPlace', data: { warehouse: 'MAIN', acceptsReturns: false } }]));
});

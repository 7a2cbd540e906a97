import { ReturnCancelled, ReturnSettled, notPersonal } from '@concord/contracts';
import { recorded } from '@concord/event-sourcing';
import { followExchangeWhenItsPartsMove } from './follow-exchange-when-its-parts-move.policy';

const settled = (returnId: string) =>
  recorded(ReturnSettled.of({ returnId, orderId: 'o-1', refundMinor: 0, currency: 'GBP', byGrade: [] }));

describe('the parts of an exchange', () => {
  it('complete it when its goods are settled', () =>
    expect(followExchangeWhenItsPartsMove.react(settled('x-1.return'))).toEqual([
      { type: 'CompleteExchange', data: { exchangeId: 'x-1' } },
    ]));
  it('let it lapse when its goods do not come back', () =>
    expect(
      followExchangeWhenItsPartsMove.react(
        recorded(ReturnCancelled.of({ returnId: 'x-1.return', orderId: 'o-1', reason: notPersonal('kept') })),
      ),
    ).toEqual([{ type: 'LapseExchange', data: { exchangeId: 'x-1' } }]));
  it('are not every return', () => expect(followExchangeWhenItsPartsMove.react(settled('ret-1'))).toEqual([]));
});

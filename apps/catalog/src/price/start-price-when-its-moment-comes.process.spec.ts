import { givenProcess, recorded, SPEC_TIME } from '@concord/event-sourcing';
import { PriceScheduled } from './price-events';
import { startPriceWhenItsMomentComes } from './start-price-when-its-moment-comes.process';

const at = (inMs: number) => new Date(Date.parse(SPEC_TIME) + inMs).toISOString();
const offer = { proposalId: 'o1', sku: 'MUG.1', list: 'standard', amountMinor: 900, currency: 'EUR' };
const scheduled = (inMs: number) => recorded(PriceScheduled.of({ ...offer, from: at(inMs), scheduledBy: 'mia' }));

describe('the moment of a scheduled price', () => {
  it('starts the price, at once where it has passed', () => {
    const past = givenProcess(startPriceWhenItsMomentComes);
    past()
      .when(scheduled(5_000))
      .then({ timers: [{ name: 'start', inMs: 5_000 }] });
    past()
      .when(scheduled(-5_000))
      .then({ timers: [{ name: 'start', inMs: 0 }] });
    const id = startPriceWhenItsMomentComes.idFor(scheduled(0))!;
    past()
      .whenTimeout('start', id)
      .then({ commands: [{ type: 'StartPrice', data: { proposalId: 'o1', sku: 'MUG.1' } }] });
  });
});

import { PriceActivated } from '@concord/contracts';
import { givenProcess, recorded, SPEC_TIME } from '@concord/event-sourcing';
import { endPriceWhenItsTimeIsUp } from './end-price-when-its-time-is-up.process';

const until = new Date(Date.parse(SPEC_TIME) + 5_000).toISOString();
const price = { sku: 'A/B', list: 'trade-eu', amountMinor: 900, currency: 'EUR' };

describe('the end of a temporary price', () => {
  it('ends the price', () => {
    const past = givenProcess(endPriceWhenItsTimeIsUp);
    const activated = recorded(PriceActivated.of({ ...price, until }));
    past()
      .when(activated)
      .then({ timers: [{ name: 'end', inMs: 5_000 }] });
    past()
      .whenTimeout('end', endPriceWhenItsTimeIsUp.idFor(activated)!, until)
      .then({ commands: [{ type: 'EndPrice', data: { list: 'trade-eu', sku: 'A/B', at: until } }] });
  });
  it('is none for a lasting price', () =>
    expect(endPriceWhenItsTimeIsUp.idFor(recorded(PriceActivated.of(price)))).toBeUndefined());
});

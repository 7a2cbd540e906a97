import { ShipOptionOffered, ShipOptionWithdrawn } from '@concord/contracts';
import { given } from '@concord/event-sourcing';
import { shipOption, type OfferShipOption } from './ship-option.decider';

const past = given(shipOption);
const terms = {
  option: 'express',
  name: 'Express',
  countries: ['Italy'],
  currency: 'EUR',
  priceMinor: 990,
  taxClass: 'standard',
  daysMin: 1,
  daysMax: 2,
  cutOffMinute: 840,
};
const offer = (more: Partial<OfferShipOption['data']> = {}): OfferShipOption => ({
  type: 'OfferShipOption',
  data: { ...terms, ...more },
});
const offered = ShipOptionOffered.of(terms);
const withdraw = { type: 'WithdrawShipOption', data: { option: 'express' } } as const;
const withdrawn = ShipOptionWithdrawn.of({ option: 'express' });

describe('offering a way to ship', () => {
  it('tells its terms', () => past().when(offer()).then(offered));
  it('names each country once, in one order', () =>
    past()
      .when(offer({ countries: ['Spain', ' Italy', 'Spain'] }))
      .then(ShipOptionOffered.of({ ...terms, countries: ['Italy', 'Spain'] })));
  it('changes nothing the second time', () => past(offered).when(offer()).then());
  it('changes the terms', () =>
    past(offered)
      .when(offer({ freeFromMinor: 5_000 }))
      .then(ShipOptionOffered.of({ ...terms, freeFromMinor: 5_000 })));
  it('brings a withdrawn one back', () => past(offered, withdrawn).when(offer()).then(offered));
  it('takes at most as long as at least', () =>
    past()
      .when(offer({ daysMin: 3 }))
      .thenRejected('ship-option-days-wrong'));
});

describe('withdrawing a way to ship', () => {
  it('ends it, once', () => {
    past(offered).when(withdraw).then(withdrawn);
    past(offered, withdrawn).when(withdraw).then();
  });
  it('needs one', () => past().when(withdraw).thenRejected('ship-option-unknown'));
});

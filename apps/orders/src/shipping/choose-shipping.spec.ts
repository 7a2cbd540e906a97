import { Rejection } from '@concord/event-sourcing';
import { chosenShipping, shipOffers, type ShipTerms } from './choose-shipping';

const at = '2026-03-02T10:00:00.000Z'; // a Monday
const option = (code: string, more: Partial<ShipTerms> = {}): ShipTerms => ({
  option: code,
  name: code,
  countries: [],
  currency: 'GBP',
  priceMinor: 499,
  freeFromMinor: null,
  weightGMax: null,
  taxClass: 'standard',
  daysMin: 1,
  daysMax: 2,
  cutOffMinute: 960,
  ...more,
});
const parcel = { country: 'GB', currency: 'GBP', goodsMinor: 2_000, weightG: 800 };
const codes = (options: ShipTerms[], more: Partial<typeof parcel> = {}) =>
  shipOffers(options, { ...parcel, ...more }, at).map(({ option: code }) => code);

describe('ways to ship', () => {
  it('come the cheapest first, then the quickest', () =>
    expect(codes([option('express', { priceMinor: 999 }), option('slow', { daysMax: 5 }), option('standard')])).toEqual(
      ['standard', 'slow', 'express'],
    ));
  it('are those for the country, the currency and the weight', () => {
    expect(codes([option('it', { countries: ['IT'] }), option('gb', { countries: ['gb '] })])).toEqual(['gb']);
    expect(codes([option('eur', { currency: 'EUR' })])).toEqual([]);
    expect(codes([option('letter', { weightGMax: 500 })])).toEqual([]);
  });
  it('cost nothing from their limit on', () =>
    expect(shipOffers([option('standard', { freeFromMinor: 2_000 })], parcel, at)[0]!.priceMinor).toBe(0));
});

describe('the chosen way', () => {
  const offers = shipOffers([option('standard'), option('express', { priceMinor: 999 })], parcel, at);
  it('is the cheapest where nobody chose', () =>
    expect(chosenShipping(null, offers)).toMatchObject({ option: 'standard' }));
  it('is refused where nothing can be sent: sending is not free', () =>
    expect((chosenShipping(null, []) as Rejection).code).toBe('no-way-to-ship'));
  it('is what was chosen', () => expect(chosenShipping('express', offers)).toMatchObject({ option: 'express' }));
  it('is refused where it is not possible', () =>
    expect((chosenShipping('drone', offers) as Rejection).code).toBe('ship-option-not-possible'));
});

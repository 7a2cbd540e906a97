import { CartEnded, CartHoldExtensionRequested, CartHoldRequested } from '@concord/contracts';
import { recorded } from '@concord/event-sourcing';
import { holdUnitsWhenCartAsked } from './hold-units-when-cart-asked.policy';

const cartId = 'b1';
const lines = [{ sku: 'TEE', quantity: 2 }];
const said = (event: Parameters<typeof recorded>[0]) => holdUnitsWhenCartAsked.react(recorded(event));

describe('a basket', () => {
  it('gets its units held, instead of those of the basket that it took in', () =>
    expect(said(CartHoldRequested.of({ cartId, request: 2, mergedCartId: 'guest', lines, minutes: 15 }))).toEqual([
      {
        type: 'PlaceHold',
        data: {
          holdId: cartId,
          request: 2,
          lines,
          minutes: 15,
          renewalMinutes: 60,
          mergedHoldId: 'guest',
          by: 'basket',
          lowUnits: 5,
        },
      },
    ]));
  it.each([
    [1, 5],
    [600, 60],
  ])('that asks for %i minutes gets %i: the shop limits the time', (minutes, held) =>
    expect(said(CartHoldRequested.of({ cartId, request: 1, lines, minutes }))).toMatchObject([
      { data: { minutes: held } },
    ]),
  );
  it('gets its hold extended', () =>
    expect(said(CartHoldExtensionRequested.of({ cartId, minutes: 10 }))).toEqual([
      { type: 'ExtendHold', data: { holdId: cartId, minutes: 10, renewalMinutes: 60, extensionsMax: 2, by: 'basket' } },
    ]));
  it.each([
    ['expired', 'abandoned'],
    ['erased', 'abandoned'],
    ['cancelled', 'abandoned'],
    ['merged', 'merged'],
  ] as const)('that ended because it was %s holds nothing any longer', (why, cause) =>
    expect(said(CartEnded.of({ cartId, cause: why }))).toEqual([
      { type: 'ReleaseHold', data: { holdId: cartId, cause, by: 'basket', lowUnits: 5 } },
    ]),
  );
});

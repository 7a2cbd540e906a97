import { event, Model } from '@concord/event-sourcing';
import { Type } from 'typebox';
import { secretNames, secretsIn, withoutSecrets } from './secrets';

const Paid = event('Paid', 1, {
  order: Type.String(),
  card: Type.Object({ token: Type.Optional(Type.String({ secret: true })), brand: Type.String() }),
});
const model = new Model({
  name: 'tills',
  aggregates: [{ kind: 'payment', events: { Paid }, initial: {}, evolve: (state: object) => state }],
});
const names = secretNames(model);
const paid = { order: 'o1', card: { token: 'tok_4242', brand: 'visa' } };

describe('secrets', () => {
  it('are found by their declaration', () => expect([...names]).toEqual(['token']));
  it('are left out of events', () =>
    expect(withoutSecrets(paid, names)).toEqual({ order: 'o1', card: { brand: 'visa' } }));
  it('are left out of a state that keeps them under another name', () => {
    const state = { order: 'o1', cardToken: 'tok_4242', tries: [{ by: 'tok_4242', at: 1 }], none: null };
    expect(withoutSecrets(state, names, secretsIn([{ data: paid }], names))).toEqual({
      order: 'o1',
      tries: [{ at: 1 }],
      none: null,
    });
  });
});

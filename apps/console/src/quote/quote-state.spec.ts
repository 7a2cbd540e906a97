import { stateOf } from './quote-state';

const validUntil = '2026-01-20T00:00:00.000Z';
const at = (text: string) => Date.parse(text);

describe('the state of a quote', () => {
  it('is offered until its end', () => {
    expect(stateOf({ status: 'offered', validUntil }, at('2026-01-19T23:59:59.999Z'))).toBe('offered');
    expect(stateOf({ status: 'offered', validUntil }, at(validUntil))).toBe('expired');
  });
  it('stays what was decided', () =>
    expect(stateOf({ status: 'accepted', validUntil }, at('2026-02-01T00:00:00.000Z'))).toBe('accepted'));
});

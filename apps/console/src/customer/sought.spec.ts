import { soughtBy } from './sought';

describe('what was typed to find a customer', () => {
  it.each(['ada@example.org', 'ada@example', '@ada'])('is an e-mail address where it is %s', (email) =>
    expect(soughtBy(email)).toEqual({ hidden: { email } }),
  );
  it.each(['+44 7700 900123', '07700 900123', '(0)7700-900123', '7700 900 123'])('is a phone number: %s', (phone) =>
    expect(soughtBy(phone)).toEqual({ hidden: { phone } }),
  );
  it('may be an id of digits, which could be a phone number too and is not shown', () =>
    expect(soughtBy('447700900123')).toEqual({ hidden: { customer: '447700900123' } }));
  it('is an id otherwise, which the address of the page shows', () =>
    expect(soughtBy('ada-1')).toEqual({ shown: 'ada-1', hidden: {} }));
  it('is nothing where nothing was typed', () => expect(soughtBy('')).toEqual({ hidden: {} }));
});

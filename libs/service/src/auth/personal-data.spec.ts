import type { Caller } from './caller';
import { masked } from './personal-data';
import type { Role } from './permissions';

const caller = (...roles: Role[]): Caller => ({
  subject: 's',
  issuer: 'i',
  roles,
  kind: 'user',
  scopes: {},
  limits: {},
  expiresAt: 0,
});
const row = { orderId: 'o', customerId: 'c', shipTo: { country: 'GB', postcode: 'N1' } };

describe('personal data', () => {
  it('is shown to those who may read it', () =>
    expect(masked(caller('cs_agent'), row, ['customerId', 'shipTo.postcode'])).toBe(row));
  it('is left out for everybody else, and named', () =>
    expect(masked(caller('business_analyst'), row, ['customerId', 'shipTo.postcode', 'absent'])).toEqual({
      orderId: 'o',
      shipTo: { country: 'GB' },
      masked: ['customerId', 'shipTo.postcode'],
    }));
  it('is left out of each item of a list', () => {
    const returned = { id: 'r', lines: [{ lineId: '1', reason: 'my aunt' }, { lineId: '2' }], none: [{ lineId: '1' }] };
    expect(masked(caller('driver'), returned, ['lines.reason', 'none.reason'])).toEqual({
      id: 'r',
      lines: [{ lineId: '1' }, { lineId: '2' }],
      none: [{ lineId: '1' }],
      masked: ['lines.reason'],
    });
    expect(returned.lines[0]!.reason).toBe('my aunt');
  });
  it('stays in the row that others see too', () => {
    masked(caller('business_analyst'), row, ['shipTo.postcode']);
    expect(row.shipTo.postcode).toBe('N1');
  });
});

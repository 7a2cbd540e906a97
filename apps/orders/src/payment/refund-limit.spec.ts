import { REFUND_LEAD_LIMIT } from '@concord/contracts';
import { NO_SETTINGS, Rejection, settingsWith, SPEC_TIME } from '@concord/event-sourcing';
import type { Caller } from '@concord/service';
import { refundLimitOf } from './refund-limit';

const who = (role: Caller['roles'][number], limits: Caller['limits'] = {}): Caller => {
  return { subject: 'pat', issuer: 'i', kind: 'user', roles: [role], scopes: {}, limits, expiresAt: 0 };
};
const limitOf = (caller: Caller, currency: string, settings = NO_SETTINGS) => {
  const limit = refundLimitOf(caller, currency, settings.at(SPEC_TIME));
  return limit instanceof Rejection ? limit.code : limit;
};

describe('what a person may refund of one order', () => {
  it('goes by the role where the token names no limit, in GBP', () => {
    expect(limitOf(who('cs_agent'), 'GBP')).toBe(10_000);
    expect(limitOf(who('cs_lead'), 'GBP')).toBe(100_000);
  });
  it('goes by the settings of the shop, each in its currency', () => {
    const raised = settingsWith(REFUND_LEAD_LIMIT, { amountMinor: 7_500, currency: 'EUR' });
    expect(limitOf(who('cs_lead'), 'EUR', raised)).toBe(7_500);
    expect(limitOf(who('cs_lead'), 'GBP', raised)).toBe('refund-limit-in-other-currency');
    expect(limitOf(who('cs_agent'), 'GBP', raised)).toBe(10_000);
    expect(limitOf(who('cs_lead', { refundMinor: 7 }), 'GBP', raised)).toBe(7);
  });
  it('is what the token says, in its currency', () => {
    expect(limitOf(who('cs_lead', { refundMinor: 7 }), 'GBP')).toBe(7);
    expect(limitOf(who('cs_lead', { refundMinor: 7, refundCurrency: 'JPY' }), 'JPY')).toBe(7);
  });
  it.each([
    [who('cs_agent'), 'JPY'],
    [who('cs_lead', { refundMinor: 7 }), 'EUR'],
    [who('cs_lead', { refundMinor: 7, refundCurrency: 'EUR' }), 'GBP'],
  ])('is not compared with amounts of another currency', (caller, currency) =>
    expect(limitOf(caller, currency)).toBe('refund-limit-in-other-currency'),
  );
  it('is nothing for the head of digital to think of', () =>
    expect(limitOf(who('head_of_digital', { refundMinor: 7 }), 'KWD')).toBe(Number.MAX_SAFE_INTEGER));
});

import type { Caller } from '@concord/service';
import { type CompanyStanding, mayPlace, type OrderWish, PRIVATE } from './standing.reader';

const caller = (kind: Caller['kind'], roles: Caller['roles'], more: Partial<Caller> = {}): Caller => ({
  subject: 's-1',
  issuer: 'https://id.example',
  kind,
  roles,
  scopes: {},
  limits: {},
  expiresAt: 0,
  ...more,
});
const own = { customerId: 'ada' };
const b2b = { scopes: { channels: ['b2b'] } };
const customer = caller('customer', ['customer'], own);
const businessCustomer = caller('customer', ['customer'], { ...own, ...b2b });
const agent = caller('user', ['cs_agent']);
const lead = caller('user', ['cs_lead']);
const shoppingLead = caller('user', ['customer', 'cs_lead'], own);

const wish = (more: Partial<OrderWish> = {}): OrderWish => ({
  channel: 'b2c',
  lines: [{}],
  payment: { method: 'card' },
  ...more,
});
const agreed = (customerId?: string) =>
  wish({ channel: 'b2b', lines: [{ agreedUnitMinor: 0 }], ...(customerId !== undefined && { customerId }) });
const byInvoice = (more: Partial<OrderWish> = {}) => wish({ payment: { method: 'invoice' }, ...more });
const refusal = (of: Caller, order: OrderWish, standing: CompanyStanding = PRIVATE): string | undefined => {
  try {
    mayPlace(of, order, standing);
    return undefined;
  } catch (problem) {
    return (problem as { code: string }).code;
  }
};

describe('an order', () => {
  it('is for customers themselves', () => {
    expect(refusal(customer, wish())).toBeUndefined();
    expect(refusal(customer, wish({ customerId: 'bob' }))).toBe('order-for-another');
    expect(refusal(agent, wish({ customerId: 'bob' }))).toBeUndefined();
  });
  it('is in the channel b2b, or by invoice, for business customers alone', () => {
    expect(refusal(customer, wish({ channel: 'b2b' }))).toBe('channel-not-allowed');
    expect(refusal(customer, byInvoice())).toBe('invoice-not-allowed');
    expect(refusal(businessCustomer, byInvoice({ channel: 'b2b' }))).toBeUndefined();
  });
  it('is in the channel b2b for buyers of a company, and by invoice where it buys on account', () => {
    const buyer = { isBuyer: true, hasCredit: false };
    expect(refusal(customer, wish({ channel: 'b2b' }), buyer)).toBeUndefined();
    expect(refusal(customer, byInvoice({ channel: 'b2b' }), buyer)).toBe('invoice-not-allowed');
    expect(refusal(customer, byInvoice({ channel: 'b2b' }), { isBuyer: true, hasCredit: true })).toBeUndefined();
  });
  it('is by invoice where staff place it for somebody else', () => {
    expect(refusal(agent, byInvoice({ customerId: 'bob' }))).toBeUndefined();
    expect(refusal(shoppingLead, byInvoice({ customerId: 'bob' }))).toBeUndefined();
    expect(refusal(shoppingLead, byInvoice({ customerId: 'ada' }))).toBe('invoice-not-allowed');
    expect(refusal(shoppingLead, byInvoice())).toBe('second-person-needed');
  });
  it('of staff is not made one of a business customer by the channels in which their roles hold', () =>
    expect(refusal(caller('user', ['customer', 'marketing_manager'], { ...own, ...b2b }), byInvoice())).toBe(
      'invoice-not-allowed',
    ));
  it('has agreed prices where somebody else than the customer agrees to them', () => {
    expect(refusal(agent, agreed('bob'))).toBe('agreed-price-not-allowed');
    expect(refusal(lead, agreed('bob'))).toBeUndefined();
    expect(refusal(lead, agreed())).toBeUndefined();
    expect(refusal(shoppingLead, agreed('ada'))).toBe('second-person-needed');
    expect(refusal(shoppingLead, agreed())).toBe('second-person-needed');
  });
});

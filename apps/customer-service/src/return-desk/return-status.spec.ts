import { furtherReturn, withMoney } from './return-status';

describe('the status of a return', () => {
  it('goes forward only', () => expect(furtherReturn('arrived', 'authorised')).toBe('arrived'));
  it('stays rejected', () => expect(furtherReturn('rejected', 'arrived')).toBe('rejected'));
  it('is settled once the refund is decided', () =>
    expect(withMoney({ status: 'graded', refundMinor: 500, refunds: {} }).status).toBe('settled'));
  it('is refunded once all of it was paid', () =>
    expect(withMoney({ status: 'graded', refundMinor: 500, refunds: { a: 200, b: 300 } }).status).toBe('refunded'));
  it('is refunded also where vouchers and points got a part of it back, or all', () => {
    const row = { status: 'graded', refundMinor: 500 } as const;
    expect(withMoney({ ...row, refunds: { a: 300 }, creditsBack: { a: 200 } }).status).toBe('refunded');
    expect(withMoney({ ...row, refunds: {}, creditsBack: { a: 500 } }).status).toBe('refunded');
    expect(withMoney({ ...row, refunds: {}, creditsBack: { a: 200 } }).status).toBe('settled');
  });
  it('is not refunded while a part is missing', () =>
    expect(withMoney({ status: 'graded', refundMinor: 500, refunds: { a: 200 } }).status).toBe('settled'));
  it('waits for the settlement when the money came first', () =>
    expect(withMoney({ status: 'graded', refundMinor: null, refunds: { a: 500 } }).status).toBe('graded'));
});

import { withClaim, withoutPart } from './claims-of-order';
import { capturedMinor, paid, refundedMinor, withBounce, withPaidMinor, withRefund, type Payment } from './money';
import { withParcel } from './parcels';
import { withReturn, withReturnRefund } from './returns-of-order';

const nothing: Payment = { status: 'none', authorisedMinor: 0, captures: {} };

describe('parcels on the page', () => {
  const left = {
    fulfilmentId: 'o.MAIN',
    status: 'dispatched' as const,
    warehouse: 'MAIN',
    carrier: 'c',
    tracking: 't',
  };
  // nearmerch#214
  it('keep the tracking number when the news of an earlier step comes late', () => {
    const [parcel] = withParcel(withParcel([], left), { fulfilmentId: 'o.MAIN', status: 'packed' });
    expect(parcel).toMatchObject({ status: 'dispatched', tracking: 't' });
  });
  it('are one per fulfilment', () =>
    expect(withParcel(withParcel([], left), { ...left, fulfilmentId: 'o.WEST' })).toHaveLength(2));
});

describe('claims on the page', () => {
  const lines = [{ lineId: '1', quantity: 2 }];
  const open = withClaim([], 'c1', 'open', lines);
  it('keep their units when they are decided, and when they are open again', () => {
    const replaced = withClaim(open, 'c1', 'replacement');
    expect(replaced).toEqual([{ claimId: 'c1', status: 'replacement', lines }]);
    expect(withClaim(replaced, 'c1', 'open')).toEqual(open);
  });
  it('loses the units that have a claim of their own', () => {
    const two = withClaim([], 'c1', 'open', [{ lineId: '7', quantity: 2 }]);
    expect(withoutPart(two, 'c1', [{ lineId: '7', quantity: 1 }])).toEqual([
      { ...two[0], lines: [{ lineId: '7', quantity: 1 }] },
    ]);
    expect(withoutPart(two, undefined, [{ lineId: '7', quantity: 1 }])).toEqual(two);
  });
});

describe('money on the page', () => {
  it('counts a repeated capture once', () => {
    const once = paid(nothing, { captures: { 'p/o.MAIN': 500 } });
    expect(capturedMinor(paid(once, { captures: { ...once.captures, 'p/o.MAIN': 500 } }))).toBe(500);
  });
  it('stays captured when the authorisation comes late', () => {
    const taken = paid(nothing, { captures: { 'p/o.MAIN': 500 } });
    expect(paid(taken, { status: 'authorised', authorisedMinor: 500 })).toMatchObject({
      status: 'captured',
      authorisedMinor: 500,
    });
  });
  it('shows a part as a part', () => {
    const set = paid(nothing, { status: 'authorised', authorisedMinor: 900 });
    const part = paid(set, { captures: { 'p/o.MAIN': 500 } });
    expect(part.status).toBe('partly_captured');
    expect(paid(part, { authorisedMinor: 500 }).status).toBe('captured');
  });
  it('owes an invoice until it is paid or credited', () => {
    const open = paid(nothing, { invoices: { 'o.MAIN': 900 } });
    const part = paid(open, { receipts: { a: 400 } });
    expect([open, part].map(({ status }) => status)).toEqual(['open', 'partly_paid']);
    expect(capturedMinor(open)).toBe(0);
    expect(paid(part, { receipts: { a: 400, b: 500 } }).status).toBe('paid');
    expect(paid(open, { credits: { r: 900 } }).status).toBe('credited');
  });
  it('counts a refund only when it was paid, and once', () => {
    const asked = withRefund([], { refundId: 'r', amountMinor: 300, status: 'requested' });
    const back = withRefund(asked, { refundId: 'r', amountMinor: 300, paidMinor: 300, status: 'succeeded' });
    const again = withRefund(back, { refundId: 'r', amountMinor: 300, paidMinor: 300, status: 'succeeded' });
    expect([asked, back, again].map(refundedMinor)).toEqual([0, 300, 300]);
  });
  it('stays paid when a failed try comes late', () => {
    const back = withRefund([], { refundId: 'r', amountMinor: 300, paidMinor: 300, status: 'succeeded' });
    expect(withRefund(back, { refundId: 'r', status: 'failed' })[0]).toMatchObject({ status: 'succeeded' });
  });
  it('does not count a refund that came back, until it is paid again', () => {
    const back = withRefund([], { refundId: 'r', amountMinor: 300, paidMinor: 300, status: 'succeeded' });
    const partly = withBounce(back, 'r', 100);
    const bounced = withBounce(partly, 'r', 0);
    expect([partly, bounced].map(refundedMinor)).toEqual([100, 0]);
    expect(bounced).toMatchObject([{ status: 'failed', amountMinor: 300 }]);
    const twice = withPaidMinor(back, { refundId: 'r', paidMinor: 600 });
    expect(withBounce(twice, 'r', 300)).toEqual(back);
    const again = withRefund(bounced, { refundId: 'r', amountMinor: 300, paidMinor: 300, status: 'succeeded' });
    expect([back, bounced, again].map(refundedMinor)).toEqual([300, 0, 300]);
  });
});

describe('returns on the page', () => {
  const refund = { returnId: 'x', refundId: 'r', amountMinor: 300 };
  it('are refunded whether the settlement or the money comes first', () => {
    const settledFirst = withReturnRefund(withReturn([], 'x', 'settled', { refundMinor: 300 }), refund);
    const moneyFirst = withReturn(withReturnRefund([], refund), 'x', 'settled', { refundMinor: 300 });
    expect(settledFirst[0]!.status).toBe('refunded');
    expect(moneyFirst[0]!.status).toBe('refunded');
  });
  it('are settled, and no longer refunded, when the money came back', () => {
    const refunded = withReturnRefund(withReturn([], 'x', 'settled', { refundMinor: 300 }), refund);
    const partly = withReturnRefund(refunded, { ...refund, amountMinor: 100 });
    expect(partly).toMatchObject([{ status: 'settled', refunds: { r: 100 } }]);
    const bounced = withReturnRefund(partly, { ...refund, amountMinor: 0 });
    expect(bounced).toMatchObject([{ status: 'settled', refunds: { r: 0 } }]);
    expect(withReturnRefund(bounced, refund)).toEqual(refunded);
  });
  it('stay settled when there is no refund', () =>
    expect(withReturn([], 'x', 'settled', { refundMinor: 0 })[0]!.status).toBe('settled'));
  it('do not go back from graded to authorised', () =>
    expect(withReturn(withReturn([], 'x', 'graded'), 'x', 'authorised')[0]!.status).toBe('graded'));
  it('are not touched by a refund by hand', () =>
    expect(withReturnRefund([], { refundId: 'r', amountMinor: 300 })).toEqual([]));
});

import { CancellationOvertaken } from '@concord/contracts';
import { recorded } from '@concord/event-sourcing';
import { openCaseWhenGoodsNotPaid } from './open-case-when-goods-not-paid.policy';

const overtaken = (more: { uncollectedMinor?: number; currency?: 'GBP' } = {}) =>
  CancellationOvertaken.of({
    orderId: 'o-1',
    fulfilmentId: 'o-1.MAIN',
    units: [],
    amountMinor: 5,
    discounts: [],
    ...more,
  });

describe('a parcel that overtook its cancellation', () => {
  it('opens a case about what vouchers and points already had back', () =>
    expect(
      openCaseWhenGoodsNotPaid.react(recorded(overtaken({ uncollectedMinor: 400, currency: 'GBP' }))),
    ).toMatchObject([
      {
        type: 'OpenCase',
        data: {
          kind: 'goods-not-paid',
          matter: 'o-1.MAIN',
          refs: { orderId: 'o-1' },
          text: expect.stringContaining('4.00'),
        },
      },
    ]));
  it('opens none where everything is paid', () =>
    expect(openCaseWhenGoodsNotPaid.react(recorded(overtaken()))).toEqual([]));
});

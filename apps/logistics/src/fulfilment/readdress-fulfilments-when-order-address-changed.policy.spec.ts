import { OrderAddressChanged } from '@concord/contracts';
import { recorded } from '@concord/event-sourcing';
import { readdressFulfilmentsWhenOrderAddressChanged } from './readdress-fulfilments-when-order-address-changed.policy';

describe('another address of an order', () => {
  it('is that of its parcels', () => {
    const shipTo = { country: 'GB', postcode: 'N1 9GU' };
    expect(
      readdressFulfilmentsWhenOrderAddressChanged.react(recorded(OrderAddressChanged.of({ orderId: 'o', shipTo }))),
    ).toEqual([{ type: 'ReaddressFulfilments', data: { orderId: 'o', shipTo } }]);
  });
});

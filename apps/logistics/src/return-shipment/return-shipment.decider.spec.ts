import { ReturnParcelArrived } from '@concord/contracts';
import { given } from '@concord/event-sourcing';
import { ReturnShipmentExpected } from './return-shipment.aggregate';
import { returnShipment, type RecordReturnArrival } from './return-shipment.decider';

const expectation = { returnId: 'r1', orderId: 'o1', toWarehouse: 'MAIN', deadline: '2026-02-01T00:00:00.000Z' };
const expected = ReturnShipmentExpected.of(expectation);
const arrived = ReturnParcelArrived.of({ returnId: 'r1', orderId: 'o1', warehouse: 'MAIN' });
const arrive = (warehouse = 'MAIN'): RecordReturnArrival => {
  return { type: 'RecordReturnArrival', data: { returnId: 'r1', warehouse } };
};
const past = given(returnShipment);

describe('a parcel on its way back', () => {
  it('is expected once', () => {
    past().when({ type: 'ExpectReturnShipment', data: expectation }).then(expected);
    past(expected, arrived).when({ type: 'ExpectReturnShipment', data: expectation }).then();
  });
  it('arrives once', () => {
    past(expected).when(arrive()).then(arrived);
    past(expected, arrived).when(arrive()).then();
  });
  it('arrives at whatever warehouse takes it in', () =>
    past(expected)
      .when(arrive('NORTH'))
      .then(ReturnParcelArrived.of({ returnId: 'r1', orderId: 'o1', warehouse: 'NORTH' })));
  it('does not arrive at a second one', () =>
    past(expected, arrived).when(arrive('NORTH')).thenRejected('illegal-transition'));
  it('is not taken in before it is authorised', () => past().when(arrive()).thenRejected('return-unknown'));
});

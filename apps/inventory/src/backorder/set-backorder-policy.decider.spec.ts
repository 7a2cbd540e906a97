import { BackorderPolicySet, BackorderPromiseChanged } from '@concord/contracts';
import { givenStreams, SPEC_TIME, type DomainEvent } from '@concord/event-sourcing';
import { stockItemAggregate, UnitsBackordered, WaitingUnitsPromised } from '../stock/stock-item.aggregate';
import { setBackorderPolicy, type SetBackorderPolicy } from './set-backorder-policy.decider';

const sku = 'TEE';
const MARCH = '2026-03-01T00:00:00.000Z';
const APRIL = '2026-04-01T00:00:00.000Z';
const policy = (capUnits: number, promisedAt?: string) =>
  BackorderPolicySet.of({ sku, capUnits, ...(promisedAt !== undefined && { promisedAt }) });
const set = (capUnits: number, promisedAt?: string): SetBackorderPolicy => {
  return { type: 'SetBackorderPolicy', data: { sku, capUnits, ...(promisedAt !== undefined && { promisedAt }) } };
};
const waits = (orderId: string, quantity: number) =>
  UnitsBackordered.of({ sku, orderId, quantity, promisedAt: MARCH, orderedAt: SPEC_TIME });
const told = (orderId: string, quantity: number) =>
  BackorderPromiseChanged.of({ orderId, sku, quantity, from: MARCH, promisedAt: APRIL });
const moved = (orderId: string) => WaitingUnitsPromised.of({ sku, orderId, promisedAt: APRIL });
const past = (...events: DomainEvent[]) =>
  givenStreams(setBackorderPolicy)({ of: stockItemAggregate, id: sku, events });

describe('letting orders wait for a SKU', () => {
  it('takes a cap and a date', () => past().when(set(5, MARCH)).then(policy(5, MARCH)));
  it('needs a date that has not passed', () => {
    past().when(set(5)).thenRejected('backorder-date-missing');
    past().when(set(5, SPEC_TIME)).thenRejected('backorder-date-passed');
  });
  it('changes nothing where nothing differs', () => {
    past(policy(5, MARCH)).when(set(5, MARCH)).then();
    past().when(set(0)).then();
  });
  it('tells a new date to every order that waits', () =>
    past(policy(5, MARCH), waits('o1', 2), waits('o2', 1))
      .when(set(5, APRIL))
      .then(policy(5, APRIL), moved('o1'), moved('o2'), told('o1', 2), told('o2', 1)));
  it('tells nobody of another cap', () =>
    past(policy(5, MARCH), waits('o1', 2)).when(set(1, MARCH)).then(policy(1, MARCH)));
  it('ends, and units that wait keep their promise', () =>
    past(policy(5, MARCH), waits('o1', 2)).when(set(0, APRIL)).then(policy(0)));
});

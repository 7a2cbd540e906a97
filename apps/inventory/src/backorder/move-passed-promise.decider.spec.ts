import { BackorderPolicySet, BackorderPromiseChanged, RestockExpected } from '@concord/contracts';
import { givenStreams, SPEC_TIME, type DomainEvent } from '@concord/event-sourcing';
import { stockItemAggregate, UnitsBackordered, WaitingUnitsPromised } from '../stock/stock-item.aggregate';
import { movePassedPromise, type MovePassedPromise } from './move-passed-promise.decider';

const sku = 'TEE';
const PASSED = '2020-03-01T00:00:00.000Z';
const LATER = '2099-03-01T00:00:00.000Z';
const past = (...events: DomainEvent[]) => givenStreams(movePassedPromise)({ of: stockItemAggregate, id: sku, events });
const waits = (orderId: string, quantity: number, promisedAt = PASSED) =>
  UnitsBackordered.of({ sku, orderId, quantity, promisedAt, orderedAt: SPEC_TIME });
const comes = (quantity: number, eta: string, purchaseOrderId = 'po1') =>
  RestockExpected.of({ sku, purchaseOrderId, quantity, eta });
const policy = (promisedAt: string) => BackorderPolicySet.of({ sku, capUnits: 9, promisedAt });
const moved = (orderId: string, promisedAt?: string) =>
  WaitingUnitsPromised.of({ sku, orderId, ...(promisedAt && { promisedAt }) });
const told = (orderId: string, quantity: number, promisedAt?: string) =>
  BackorderPromiseChanged.of({ orderId, sku, quantity, from: PASSED, ...(promisedAt && { promisedAt }) });
const over = (orderId: string): MovePassedPromise => ({
  type: 'MovePassedPromise',
  data: { sku, orderId, graceHours: 24 },
});

describe('a promise whose day passed', () => {
  it('has no date where nothing else is announced: what was announced for that day no longer counts', () =>
    past(waits('o1', 2), comes(5, PASSED)).when(over('o1')).then(moved('o1'), told('o1', 2)));
  it('moves to the day on which the turn of the order comes', () =>
    past(waits('o1', 2), waits('o2', 3), comes(2, PASSED), comes(5, LATER, 'po2'))
      .when(over('o2'))
      .then(moved('o2', LATER), told('o2', 3, LATER)));
  it('leaves a late purchase order within its grace to the orders before it', () => {
    const yesterday = '2026-01-04T12:00:00.000Z';
    past(waits('o1', 2, yesterday), waits('o2', 3), comes(2, yesterday), comes(3, LATER, 'po2'))
      .when(over('o2'))
      .then(moved('o2', LATER), told('o2', 3, LATER));
  });
  it('leaves nobody who orders now a better date', () =>
    past(policy(PASSED), waits('o1', 2), comes(5, LATER, 'po2'))
      .when(over('o1'))
      .then(moved('o1', LATER), policy(LATER), told('o1', 2, LATER)));
  it('stays where another date was given meanwhile, or nothing waits any more', () => {
    past(waits('o1', 2, LATER))
      .when(over('o1'))
      .then();
    past(waits('o1', 2), moved('o1')).when(over('o1')).then();
    past().when(over('o1')).then();
  });
});

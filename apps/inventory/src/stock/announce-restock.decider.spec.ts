import { BackorderPolicySet, BackorderPromiseChanged, RestockExpected } from '@concord/contracts';
import { givenStreams, SPEC_TIME, type DomainEvent } from '@concord/event-sourcing';
import { announceRestock, type ExpectRestock, type WithdrawRestock } from './announce-restock.decider';
import { RestockWithdrawn, stockItemAggregate, UnitsBackordered, WaitingUnitsPromised } from './stock-item.aggregate';

const sku = 'TEE';
const FEBRUARY = '2026-02-20T00:00:00.000Z';
const MARCH = '2026-03-01T00:00:00.000Z';
const APRIL = '2026-04-01T00:00:00.000Z';
const MAY = '2026-05-01T00:00:00.000Z';
const past = (...events: DomainEvent[]) => givenStreams(announceRestock)({ of: stockItemAggregate, id: sku, events });
const restock = (quantity: number, eta: string, purchaseOrderId = 'po1') => ({ sku, purchaseOrderId, quantity, eta });
const comes = (...of: Parameters<typeof restock>) => RestockExpected.of(restock(...of));
const expect_ = (...of: Parameters<typeof restock>): ExpectRestock => ({
  type: 'ExpectRestock',
  data: { ...restock(...of), graceHours: 24 },
});
const withdraw: WithdrawRestock = {
  type: 'WithdrawRestock',
  data: { sku, purchaseOrderId: 'po1', reason: 'called off', graceHours: 24 },
};
const withdrawn = (quantity: number) =>
  RestockWithdrawn.of({ sku, purchaseOrderId: 'po1', quantity, reason: 'called off' });
const policy = (promisedAt?: string) =>
  BackorderPolicySet.of({ sku, capUnits: promisedAt === undefined ? 0 : 9, ...(promisedAt && { promisedAt }) });
const waits = (orderId: string, quantity: number) =>
  UnitsBackordered.of({ sku, orderId, quantity, promisedAt: MARCH, orderedAt: SPEC_TIME });
const moved = (orderId: string, promisedAt?: string) =>
  WaitingUnitsPromised.of({ sku, orderId, ...(promisedAt && { promisedAt }) });
const told = (orderId: string, quantity: number, dates: { from?: string; promisedAt?: string }) =>
  BackorderPromiseChanged.of({ orderId, sku, quantity, ...dates });

describe('units on their way', () => {
  it('are announced', () => {
    past().when(expect_(50, FEBRUARY)).then(comes(50, FEBRUARY));
    past().when(expect_(50, '2020-01-01T00:00:00.000Z')).thenRejected('restock-date-passed');
  });
  it('change their day or quantity when they are announced again', () => {
    past(comes(50, FEBRUARY)).when(expect_(40, MARCH)).then(comes(40, MARCH));
    past(comes(50, FEBRUARY)).when(expect_(50, FEBRUARY)).then();
  });
  it('are withdrawn', () => {
    past(comes(50, FEBRUARY)).when(withdraw).then(withdrawn(50), comes(0, FEBRUARY));
    past().when(withdraw).thenRejected('restock-unknown');
  });
});

describe('a promise', () => {
  const two = [policy(MARCH), waits('o1', 2), waits('o2', 3)];
  it('slips with the purchase order on which it rests', () =>
    past(...two, comes(5, FEBRUARY))
      .when(expect_(5, APRIL))
      .then(
        comes(5, APRIL),
        moved('o1', APRIL),
        moved('o2', APRIL),
        policy(APRIL),
        told('o1', 2, { from: MARCH, promisedAt: APRIL }),
        told('o2', 3, { from: MARCH, promisedAt: APRIL }),
      ));
  it('is kept where the goods still come in time', () =>
    past(...two, comes(5, FEBRUARY))
      .when(expect_(5, MARCH))
      .then(comes(5, MARCH)));
  it('is kept for those whose turn comes with another purchase order', () =>
    past(...two, comes(5, FEBRUARY), comes(2, FEBRUARY, 'po2'))
      .when(expect_(5, APRIL))
      .then(comes(5, APRIL), moved('o2', APRIL), policy(APRIL), told('o2', 3, { from: MARCH, promisedAt: APRIL })));
  it('slips where a purchase order brings too few', () =>
    past(...two, comes(5, FEBRUARY), comes(9, MAY, 'po2'))
      .when(expect_(4, FEBRUARY))
      .then(comes(4, FEBRUARY), moved('o2', MAY), policy(MAY), told('o2', 3, { from: MARCH, promisedAt: MAY })));
  it('does not rest on what is late: that counts again once it is announced anew', () => {
    const late = { sku, purchaseOrderId: 'po1', quantity: 5, eta: '2025-12-01T00:00:00.000Z' };
    past(...two, RestockExpected.of(late), moved('o1'), moved('o2'))
      .when(expect_(9, APRIL, 'po2'))
      .then(
        comes(9, APRIL, 'po2'),
        moved('o1', APRIL),
        moved('o2', APRIL),
        policy(APRIL),
        told('o1', 2, { promisedAt: APRIL }),
        told('o2', 3, { promisedAt: APRIL }),
      );
  });
  it('rests on what is late for the hours of grace: the others keep their purchase orders', () => {
    const yesterday = '2026-01-04T12:00:00.000Z';
    const o1 = UnitsBackordered.of({ sku, orderId: 'o1', quantity: 2, promisedAt: yesterday, orderedAt: SPEC_TIME });
    past(policy(MARCH), o1, waits('o2', 3), comes(2, yesterday), comes(3, MARCH, 'po2'))
      .when(expect_(3, APRIL, 'po2'))
      .then(
        comes(3, APRIL, 'po2'),
        moved('o2', APRIL),
        policy(APRIL),
        told('o2', 3, { from: MARCH, promisedAt: APRIL }),
      );
    past(o1, moved('o1'), comes(2, yesterday))
      .when(expect_(1, APRIL, 'po2'))
      .then(comes(1, APRIL, 'po2'));
  });
  it('that passed leaves its order the turn that it had', () => {
    const early = UnitsBackordered.of({ sku, orderId: 'o3', quantity: 2, promisedAt: FEBRUARY, orderedAt: SPEC_TIME });
    past(...two, early, moved('o3'))
      .when(expect_(2, APRIL))
      .then(comes(2, APRIL), moved('o3', APRIL), policy(APRIL), told('o3', 2, { promisedAt: APRIL }));
  });
  it('has no date any more where its purchase order is withdrawn, and nothing more may wait', () =>
    past(...two, comes(5, FEBRUARY))
      .when(withdraw)
      .then(
        withdrawn(5),
        comes(0, FEBRUARY),
        moved('o1'),
        moved('o2'),
        policy(),
        told('o1', 2, { from: MARCH }),
        told('o2', 3, { from: MARCH }),
      ));
  it('gets a date again with the next purchase order', () =>
    past(...two, moved('o1'), moved('o2'), policy())
      .when(expect_(2, MAY))
      .then(comes(2, MAY), moved('o1', MAY), told('o1', 2, { promisedAt: MAY })));
  const slipped = [...two, comes(5, APRIL), moved('o1', APRIL), moved('o2', APRIL), policy(APRIL)];
  it('comes back with the purchase order on which it rests', () =>
    past(...slipped)
      .when(expect_(5, FEBRUARY))
      .then(
        comes(5, FEBRUARY),
        moved('o1', FEBRUARY),
        moved('o2', FEBRUARY),
        policy(FEBRUARY),
        told('o1', 2, { from: APRIL, promisedAt: FEBRUARY }),
        told('o2', 3, { from: APRIL, promisedAt: FEBRUARY }),
      ));
  it('comes back for those whom the earlier units reach', () =>
    past(...slipped)
      .when(expect_(2, FEBRUARY, 'po2'))
      .then(comes(2, FEBRUARY, 'po2'), moved('o1', FEBRUARY), told('o1', 2, { from: APRIL, promisedAt: FEBRUARY })));
  it('is kept where it is later than its purchase order already', () =>
    past(...two, comes(5, FEBRUARY))
      .when(expect_(5, '2026-02-10T00:00:00.000Z'))
      .then(comes(5, '2026-02-10T00:00:00.000Z')));
  it('that somebody gave without a purchase order stays', () =>
    past(...two)
      .when(expect_(5, APRIL))
      .then(comes(5, APRIL)));
});

describe('the date for new orders', () => {
  it('moves with the purchase order of that day, also where nobody waits', () => {
    past(policy(APRIL), comes(5, APRIL)).when(expect_(5, FEBRUARY)).then(comes(5, FEBRUARY), policy(FEBRUARY));
    past(policy(MARCH), comes(5, MARCH)).when(expect_(5, APRIL)).then(comes(5, APRIL), policy(APRIL));
  });
  it('stays where another purchase order comes that day', () =>
    past(policy(APRIL), comes(5, APRIL), comes(5, APRIL, 'po2'))
      .when(expect_(5, MARCH))
      .then(comes(5, MARCH)));
  it('comes back no further than to the date of those who wait', () =>
    past(policy(APRIL), waits('o1', 2), comes(5, APRIL))
      .when(expect_(5, FEBRUARY))
      .then(comes(5, FEBRUARY), policy(MARCH)));
});

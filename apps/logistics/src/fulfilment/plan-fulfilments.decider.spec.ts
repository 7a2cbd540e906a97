import {
  FulfilmentCancelled,
  FulfilmentPlanned,
  LabelBought,
  ParcelPacked,
  PickFinished,
  PickStarted,
} from '@concord/contracts';
import { givenStreams, type DomainEvent } from '@concord/event-sourcing';
import {
  FulfilmentExtended,
  fulfilmentAggregate,
  FulfilmentHeld,
  FulfilmentReaddressed,
  FulfilmentReduced,
  FulfilmentResumed,
  ItemsPicked,
} from './fulfilment.aggregate';
import {
  orderPlanAggregate,
  OrderPlanCalledOff,
  OrderPlanExtended,
  OrderPlanHeld,
  OrderPlanned,
  OrderPlanReduced,
  OrderPlanResumed,
} from './order-plan.aggregate';
import { planFulfilments, type PlanFulfilmentsCommand } from './plan-fulfilments.decider';

const orderId = 'o1';
const reason = 'mind changed';
const shipTo = { country: 'GB' };
const allocations = [
  { sku: 'TEE', warehouse: 'MAIN', quantity: 3 },
  { sku: 'TEE', warehouse: 'NORTH', quantity: 2 },
  { sku: 'CAP', warehouse: 'MAIN', quantity: 1 },
];
const plan: PlanFulfilmentsCommand = { type: 'PlanFulfilments', data: { orderId, allocations, shipTo } };
const callOff: PlanFulfilmentsCommand = { type: 'CallOffFulfilments', data: { orderId, reason } };

const main = { fulfilmentId: 'o1.MAIN', orderId };
const north = { fulfilmentId: 'o1.NORTH', orderId };
const mainLines = [
  { sku: 'TEE', quantity: 3 },
  { sku: 'CAP', quantity: 1 },
];
const northLines = [{ sku: 'TEE', quantity: 2 }];
const mainPlanned = FulfilmentPlanned.of({ ...main, warehouse: 'MAIN', lines: mainLines, shipTo });
const northPlanned = FulfilmentPlanned.of({ ...north, warehouse: 'NORTH', lines: northLines, shipTo });
const remembered = OrderPlanned.of({ orderId, fulfilmentIds: [main.fulfilmentId, north.fulfilmentId] });
const forgotten = OrderPlanCalledOff.of({ orderId, reason });
const cancelled = (about: typeof main, putBack?: { sku: string; quantity: number }[]) =>
  FulfilmentCancelled.of({ ...about, reason, ...(putBack && { putBack }) });

const tee = (quantity: number) => [{ sku: 'TEE', quantity }];
const order = (...events: DomainEvent[]) => ({ of: orderPlanAggregate, id: orderId, events });
const at = (id: string, ...events: DomainEvent[]) => ({ of: fulfilmentAggregate, id, events });
const past = givenStreams(planFulfilments);

describe('planning', () => {
  it('makes one fulfilment per warehouse: stock at several warehouses fills the order', () =>
    past().when(plan).then(mainPlanned, northPlanned, remembered));
  it('keeps when the customer ordered, for parcels that are planned later too', () => {
    const orderedAt = '2026-01-05T09:00:00.000Z';
    const dated = OrderPlanned.of({ ...remembered.data, orderedAt });
    past()
      .when({ type: 'PlanFulfilments', data: { ...plan.data, orderedAt } } as PlanFulfilmentsCommand)
      .then(
        FulfilmentPlanned.of({ ...mainPlanned.data, orderedAt }),
        FulfilmentPlanned.of({ ...northPlanned.data, orderedAt }),
        dated,
      );
    const moved = [{ sku: 'TEE', warehouse: 'WEST', quantity: 1 }];
    past(order(dated))
      .when({ type: 'PlanFurtherFulfilments', data: { orderId, moveId: 'm', allocations: moved, shipTo } })
      .then(
        FulfilmentPlanned.of({
          fulfilmentId: 'o1.WEST',
          orderId,
          warehouse: 'WEST',
          lines: [{ sku: 'TEE', quantity: 1 }],
          shipTo,
          orderedAt,
        }),
        OrderPlanExtended.of({ orderId, moveId: 'm', fulfilmentIds: ['o1.WEST'] }),
      );
  });
  it('happens once, however often the confirmation comes', () => past(order(remembered)).when(plan).then());
  it('does not happen after the order was cancelled', () => past(order(forgotten)).when(plan).then());
  it('remembers an order whose units all wait, and when the customer ordered', () => {
    const orderedAt = '2026-01-05T09:00:00.000Z';
    const waits: PlanFulfilmentsCommand = {
      type: 'PlanFulfilments',
      data: { orderId, allocations: [], shipTo, waits: true, orderedAt },
    };
    const planned = OrderPlanned.of({ orderId, fulfilmentIds: [], orderedAt });
    past().when(waits).then(planned);
    past(order(planned)).when(waits).then();
    past(order(planned))
      .when({
        type: 'PlanFurtherFulfilments',
        data: { orderId, moveId: 'f', allocations: [{ sku: 'TEE', warehouse: 'NORTH', quantity: 2 }], shipTo },
      })
      .then(
        FulfilmentPlanned.of({ ...north, warehouse: 'NORTH', lines: northLines, shipTo, orderedAt }),
        OrderPlanExtended.of({ orderId, moveId: 'f', fulfilmentIds: [north.fulfilmentId] }),
      );
  });
  it('makes no parcel of an order without stocked units', () =>
    past()
      .when({ type: 'PlanFulfilments', data: { orderId, allocations: [], shipTo } })
      .then());
  it('adds up a SKU that stands on two lines', () =>
    past()
      .when({
        type: 'PlanFulfilments',
        data: { orderId, shipTo, allocations: [2, 1].map((quantity) => ({ sku: 'TEE', warehouse: 'MAIN', quantity })) },
      })
      .then(
        FulfilmentPlanned.of({ ...main, warehouse: 'MAIN', lines: [{ sku: 'TEE', quantity: 3 }], shipTo }),
        OrderPlanned.of({ orderId, fulfilmentIds: [main.fulfilmentId] }),
      ));
});

describe('taking cancelled units off the parcels', () => {
  const reduce = (sku: string, warehouse: string, quantity: number): PlanFulfilmentsCommand => {
    const data = { orderId, reductionId: 'x', allocations: [{ sku, warehouse, quantity }], reason };
    return { type: 'ReduceFulfilments', data };
  };
  const noted = OrderPlanReduced.of({ orderId, reductionId: 'x' });
  const picked = ItemsPicked.of({ fulfilmentId: main.fulfilmentId, scans: mainLines });
  const picking = PickStarted.of({ ...main, by: 'someone' });
  const packed = ParcelPacked.of({ ...main, parcelId: 'p', contents: mainLines });
  const left = [
    { sku: 'TEE', quantity: 2 },
    { sku: 'CAP', quantity: 1 },
  ];
  const reduced = (putBack: { sku: string; quantity: number }[]) =>
    FulfilmentReduced.of({ ...main, lines: left, putBack, reason });

  it('keeps the other units to be picked', () =>
    past(order(remembered), at(main.fulfilmentId, mainPlanned))
      .when(reduce('TEE', 'MAIN', 1))
      .then(reduced([]), noted));
  it('puts picked units back', () =>
    past(order(remembered), at(main.fulfilmentId, mainPlanned, picking, picked))
      .when(reduce('TEE', 'MAIN', 1))
      .then(reduced([{ sku: 'TEE', quantity: 1 }]), noted));
  it('cancels a parcel without units', () =>
    past(order(remembered), at(north.fulfilmentId, northPlanned))
      .when(reduce('TEE', 'NORTH', 2))
      .then(cancelled(north), noted));
  it('takes units off the last planned parcel of the warehouse', () => {
    const second = { fulfilmentId: 'o1.NORTH.2', orderId };
    const both = OrderPlanExtended.of({ orderId, moveId: 'm', fulfilmentIds: [second.fulfilmentId] });
    past(
      order(remembered, both),
      at(north.fulfilmentId, northPlanned, PickStarted.of({ ...north, by: 'someone' })),
      at(second.fulfilmentId, FulfilmentPlanned.of({ ...northPlanned.data, ...second, lines: tee(1) })),
    )
      .when(reduce('TEE', 'NORTH', 2))
      .then(cancelled(second), FulfilmentReduced.of({ ...north, lines: tee(1), putBack: [], reason }), noted);
  });
  it('comes too late for a closed parcel', () =>
    past(order(remembered), at(main.fulfilmentId, mainPlanned, packed))
      .when(reduce('TEE', 'MAIN', 1))
      .then(noted));
  it('happens once', () =>
    past(order(remembered, noted), at(main.fulfilmentId, mainPlanned))
      .when(reduce('TEE', 'MAIN', 1))
      .then());
});

describe('units that another warehouse sends instead', () => {
  const further: PlanFulfilmentsCommand = {
    type: 'PlanFurtherFulfilments',
    data: { orderId, moveId: 'm', allocations: [{ sku: 'TEE', warehouse: 'NORTH', quantity: 1 }], shipTo },
  };
  const extended = (fulfilmentId: string) =>
    OrderPlanExtended.of({ orderId, moveId: 'm', fulfilmentIds: [fulfilmentId] });
  const onlyMain = order(OrderPlanned.of({ orderId, fulfilmentIds: [main.fulfilmentId] }));
  const another = (fulfilmentId: string) =>
    FulfilmentPlanned.of({ fulfilmentId, orderId, warehouse: 'NORTH', lines: tee(1), shipTo });

  it('get a parcel of their own', () =>
    past(onlyMain).when(further).then(another(north.fulfilmentId), extended(north.fulfilmentId)));
  it('go with a parcel that is not being picked yet', () =>
    past(order(remembered), at(north.fulfilmentId, northPlanned))
      .when(further)
      .then(
        FulfilmentExtended.of({ fulfilmentId: north.fulfilmentId, orderId, lines: tee(1) }),
        extended(north.fulfilmentId),
      ));
  it('get a second parcel where the first one is under way', () =>
    past(order(remembered), at(north.fulfilmentId, northPlanned, PickStarted.of({ ...north, by: 'someone' })))
      .when(further)
      .then(another(`${north.fulfilmentId}.2`), extended(`${north.fulfilmentId}.2`)));
  it('are planned once, and not for a cancelled order', () => {
    past(order(remembered, extended(north.fulfilmentId)))
      .when(further)
      .then();
    past(order(remembered, OrderPlanCalledOff.of({ orderId, reason })))
      .when(further)
      .then();
  });
});

describe('an order on hold', () => {
  const hold: PlanFulfilmentsCommand = { type: 'HoldFulfilments', data: { orderId, reason: 'fraud' } };
  const resume: PlanFulfilmentsCommand = { type: 'ResumeFulfilments', data: { orderId } };
  const planHeld = OrderPlanHeld.of({ orderId, reason: 'fraud' });
  const held = (about: typeof main) => FulfilmentHeld.of({ ...about, reason: 'fraud' });
  const both = [order(remembered), at(main.fulfilmentId, mainPlanned), at(north.fulfilmentId, northPlanned)];
  it('stops all its parcels, once', () => {
    past(...both)
      .when(hold)
      .then(held(main), held(north), planHeld);
    past(order(remembered, planHeld)).when(hold).then();
  });
  it('stops what is planned later, too', () =>
    past(order(planHeld)).when(plan).then(mainPlanned, held(main), northPlanned, held(north), remembered));
  it('lets them go on', () =>
    past(order(remembered, planHeld), at(main.fulfilmentId, mainPlanned, held(main)))
      .when(resume)
      .then(FulfilmentResumed.of(main), FulfilmentResumed.of(north), OrderPlanResumed.of({ orderId })));
});

describe('another address of an order', () => {
  const to = { country: 'GB', postcode: 'N1 9GU' };
  const readdress: PlanFulfilmentsCommand = { type: 'ReaddressFulfilments', data: { orderId, shipTo: to } };
  const readdressed = (about: typeof main) => FulfilmentReaddressed.of({ ...about, shipTo: to });
  it('changes every parcel that has no label', () => {
    const label = { carrier: 'post', service: 'std', tracking: 'T', costMinor: 300, currency: 'GBP' };
    const labelled = LabelBought.of({ ...main, ...label });
    past(order(remembered), at(main.fulfilmentId, mainPlanned), at(north.fulfilmentId, northPlanned))
      .when(readdress)
      .then(readdressed(main), readdressed(north));
    past(order(remembered), at(main.fulfilmentId, mainPlanned, labelled), at(north.fulfilmentId, northPlanned))
      .when(readdress)
      .then(readdressed(north));
  });
});

describe('calling off', () => {
  const planned = order(remembered);

  it('is remembered before anything is planned', () => past().when(callOff).then(forgotten));
  it('cancels every parcel of the order', () =>
    past(planned, at('o1.MAIN', mainPlanned), at('o1.NORTH', northPlanned))
      .when(callOff)
      .then(cancelled(main), cancelled(north), forgotten));
  it('puts picked units back', () => {
    const started = PickStarted.of({ ...main, by: 'someone' });
    const tray = [{ sku: 'TEE', quantity: 1 }];
    const inTray = ItemsPicked.of({ fulfilmentId: main.fulfilmentId, scans: tray });
    past(planned, at('o1.MAIN', mainPlanned, started, inTray), at('o1.NORTH', northPlanned))
      .when(callOff)
      .then(cancelled(main, tray), cancelled(north), forgotten);
  });
  it('leaves a closed parcel alone: dispatch wins', () => {
    const closed = [
      PickStarted.of({ ...main, by: 'someone' }),
      PickFinished.of({ ...main, lines: mainLines }),
      ParcelPacked.of({ ...main, parcelId: 'o1.MAIN.1', contents: mainLines }),
    ];
    past(planned, at('o1.MAIN', mainPlanned, ...closed), at('o1.NORTH', northPlanned))
      .when(callOff)
      .then(cancelled(north), forgotten);
  });
  it('happens once', () => past(order(remembered, forgotten), at('o1.MAIN', mainPlanned)).when(callOff).then());
});

import { FulfilmentCancelled, FulfilmentPlanned, type OrderConfirmed } from '@concord/contracts';
import {
  never,
  type Change,
  type Command,
  type EventFrom,
  type JointDecider,
  type Read,
} from '@concord/event-sourcing';
import {
  FulfilmentExtended,
  FulfilmentHeld,
  fulfilmentAggregate,
  FulfilmentReaddressed,
  FulfilmentReduced,
  FulfilmentResumed,
} from './fulfilment.aggregate';
import { hasReached } from './ladder';
import { merged, sameUnits, without, type Line } from './lines';
import {
  orderPlanAggregate,
  OrderPlanCalledOff,
  OrderPlanExtended,
  OrderPlanHeld,
  OrderPlanned,
  OrderPlanReduced,
  OrderPlanResumed,
  type OrderPlan,
} from './order-plan.aggregate';

type ShipTo = EventFrom<typeof OrderConfirmed>['data']['shipTo'];
export type PlanFulfilments = Command<
  'PlanFulfilments',
  {
    orderId: string;
    allocations: readonly { sku: string; warehouse: string; quantity: number }[];
    shipTo: ShipTo;
    /** Further units wait for goods: their parcels are planned when these come. */
    waits?: true;
    orderedAt?: string;
  }
>;
export type CallOffFulfilments = Command<'CallOffFulfilments', { orderId: string; reason: string }>;
/** Takes cancelled units off the parcels that are not packed. */
export type ReduceFulfilments = Command<
  'ReduceFulfilments',
  {
    orderId: string;
    reductionId: string;
    allocations: readonly { sku: string; warehouse: string; quantity: number }[];
    reason: string;
  }
>;
/** Plans parcels for units that another warehouse sends instead, or for which goods came. */
export type PlanFurtherFulfilments = Command<
  'PlanFurtherFulfilments',
  {
    orderId: string;
    moveId: string;
    allocations: readonly { sku: string; warehouse: string; quantity: number }[];
    shipTo: ShipTo;
  }
>;
/** The order waits for a person: nothing of it goes on until it is resumed. */
export type HoldFulfilments = Command<'HoldFulfilments', { orderId: string; reason: string }>;
/** Sends the parcels that have no label yet to another address. */
export type ReaddressFulfilments = Command<'ReaddressFulfilments', { orderId: string; shipTo: ShipTo }>;
export type ResumeFulfilments = Command<'ResumeFulfilments', { orderId: string }>;
export type PlanFulfilmentsCommand =
  | PlanFulfilments
  | CallOffFulfilments
  | ReduceFulfilments
  | PlanFurtherFulfilments
  | ReaddressFulfilments
  | HoldFulfilments
  | ResumeFulfilments;

export const fulfilmentIdOf = (orderId: string, warehouse: string) => `${orderId}.${warehouse}`;

/** An order becomes one fulfilment per warehouse, and they are cancelled together. */
export const planFulfilments: JointDecider<PlanFulfilmentsCommand> = {
  commands: [
    'PlanFulfilments',
    'CallOffFulfilments',
    'ReduceFulfilments',
    'PlanFurtherFulfilments',
    'ReaddressFulfilments',
    'HoldFulfilments',
    'ResumeFulfilments',
  ],
  aggregate: orderPlanAggregate,
  opens: ['PlanFulfilments'],
  id: ({ data }) => data.orderId,

  decideJointly(command, read) {
    const plan = read(orderPlanAggregate, command.data.orderId);
    switch (command.type) {
      case 'PlanFulfilments':
        return planned(command.data, plan, read);
      case 'CallOffFulfilments':
        return calledOff(command.data, plan, read);
      case 'ReduceFulfilments':
        return reduced(command.data, plan, read);
      case 'PlanFurtherFulfilments':
        return plannedFurther(command.data, plan, read);
      case 'ReaddressFulfilments':
        return readdressed(command.data, plan, read);
      case 'HoldFulfilments':
        return held(command.data, plan, read);
      case 'ResumeFulfilments':
        return resumed(command.data, plan, read);
      default:
        return never(command);
    }
  },
};

function planned(data: PlanFulfilments['data'], plan: OrderPlan, read: Read): Change[] {
  const { orderId, allocations, shipTo, waits, orderedAt } = data;
  // The confirmation comes at least once, and may come after the order was cancelled.
  if (plan.isCalledOff || plan.isPlanned) return [];
  const byWarehouse = linesByWarehouse(allocations);
  if (byWarehouse.size === 0 && !waits) return [];
  const dated = orderedAt === undefined ? {} : { orderedAt };
  const fulfilments = [...byWarehouse].map(([warehouse, units]): Change => {
    const fulfilmentId = fulfilmentIdOf(orderId, warehouse);
    // Reads all streams of the decision first, so that they are loaded together.
    read(fulfilmentAggregate, fulfilmentId);
    const happened = FulfilmentPlanned.of({ fulfilmentId, orderId, warehouse, lines: merged(units), shipTo, ...dated });
    return { to: fulfilmentAggregate, id: fulfilmentId, events: [happened, ...heldLike(plan, fulfilmentId, orderId)] };
  });
  const remembered = OrderPlanned.of({ orderId, fulfilmentIds: fulfilments.map(({ id }) => id), ...dated });
  return [...fulfilments, { to: orderPlanAggregate, id: orderId, events: [remembered] }];
}

/** What is planned while the order waits for a person waits as well. */
const heldLike = ({ heldFor }: OrderPlan, fulfilmentId: string, orderId: string) =>
  heldFor === null ? [] : [FulfilmentHeld.of({ fulfilmentId, orderId, reason: heldFor })];

function readdressed({ orderId, shipTo }: ReaddressFulfilments['data'], plan: OrderPlan, read: Read): Change[] {
  const open = waiting(plan, read).filter((id) => !hasReached(read(fulfilmentAggregate, id), 'labelled'));
  return open.map((id): Change => {
    return { to: fulfilmentAggregate, id, events: [FulfilmentReaddressed.of({ fulfilmentId: id, orderId, shipTo })] };
  });
}

function held({ orderId, reason }: HoldFulfilments['data'], plan: OrderPlan, read: Read): Change[] {
  if (plan.heldFor !== null) return [];
  const changes = waiting(plan, read).map((id): Change => {
    return { to: fulfilmentAggregate, id, events: [FulfilmentHeld.of({ fulfilmentId: id, orderId, reason })] };
  });
  // Recorded also where nothing is planned yet.
  return [...changes, { to: orderPlanAggregate, id: orderId, events: [OrderPlanHeld.of({ orderId, reason })] }];
}

function resumed({ orderId }: ResumeFulfilments['data'], plan: OrderPlan, read: Read): Change[] {
  if (plan.heldFor === null) return [];
  const changes = waiting(plan, read).map((id): Change => {
    return { to: fulfilmentAggregate, id, events: [FulfilmentResumed.of({ fulfilmentId: id, orderId })] };
  });
  return [...changes, { to: orderPlanAggregate, id: orderId, events: [OrderPlanResumed.of({ orderId })] }];
}

/** The fulfilments that have not left and are not cancelled. */
const waiting = ({ fulfilmentIds }: OrderPlan, read: Read) =>
  fulfilmentIds.filter((id) => {
    const fulfilment = read(fulfilmentAggregate, id);
    return fulfilment.status !== 'cancelled' && !hasReached(fulfilment, 'handed_over');
  });

function calledOff({ orderId, reason }: CallOffFulfilments['data'], plan: OrderPlan, read: Read): Change[] {
  if (plan.isCalledOff) return [];
  const cancelled = plan.fulfilmentIds.flatMap((fulfilmentId): Change[] => {
    const fulfilment = read(fulfilmentAggregate, fulfilmentId);
    // A closed parcel goes out: dispatch wins, and orders treats it as a return.
    if (hasReached(fulfilment, 'packed') || fulfilment.status === 'cancelled') return [];
    const { picked } = fulfilment;
    const putBack = picked.length > 0 ? { putBack: [...picked] } : {};
    const happened = FulfilmentCancelled.of({ fulfilmentId, orderId, reason, ...putBack });
    return [{ to: fulfilmentAggregate, id: fulfilmentId, events: [happened] }];
  });
  // Recorded also where nothing is planned yet: a later confirmation must find the cancellation.
  const remembered = { to: orderPlanAggregate, id: orderId, events: [OrderPlanCalledOff.of({ orderId, reason })] };
  return [...cancelled, remembered];
}

function reduced(
  { orderId, reductionId, allocations, reason }: ReduceFulfilments['data'],
  plan: OrderPlan,
  read: Read,
) {
  if (plan.isCalledOff || plan.reductionIds.includes(reductionId)) return [];
  const warehouses = [...new Set(allocations.map(({ warehouse }) => warehouse))];
  const changes = warehouses.flatMap((warehouse): Change[] => {
    let rest: readonly Line[] = allocations.filter((units) => units.warehouse === warehouse);
    // A warehouse may send more than one parcel of the order: the last planned one loses its units first.
    return plan.fulfilmentIds.toReversed().flatMap((fulfilmentId): Change[] => {
      const fulfilment = read(fulfilmentAggregate, fulfilmentId);
      if (fulfilment.warehouse !== warehouse) return [];
      // A closed parcel goes out with its contents: orders treats them as a return.
      if (hasReached(fulfilment, 'packed') || fulfilment.status === 'cancelled' || fulfilment.status === 'none')
        return [];
      const lines = without(fulfilment.lines, rest);
      rest = without(rest, fulfilment.lines);
      if (sameUnits(lines, fulfilment.lines)) return [];
      const putBack = without(fulfilment.picked, lines);
      if (lines.length === 0) {
        const back = putBack.length > 0 ? { putBack } : {};
        const happened = FulfilmentCancelled.of({ fulfilmentId, orderId, reason, ...back });
        return [{ to: fulfilmentAggregate, id: fulfilmentId, events: [happened] }];
      }
      const happened = FulfilmentReduced.of({ fulfilmentId, orderId, lines, putBack, reason });
      return [{ to: fulfilmentAggregate, id: fulfilmentId, events: [happened] }];
    });
  });
  const remembered = { to: orderPlanAggregate, id: orderId, events: [OrderPlanReduced.of({ orderId, reductionId })] };
  return [...changes, remembered];
}

function plannedFurther(
  { orderId, moveId, allocations, shipTo }: PlanFurtherFulfilments['data'],
  plan: OrderPlan,
  read: Read,
): Change[] {
  if (plan.isCalledOff || plan.moveIds.includes(moveId)) return [];
  const dated = plan.orderedAt === null ? {} : { orderedAt: plan.orderedAt };
  const changes = [...linesByWarehouse(allocations)].map(([warehouse, units]): Change => {
    const { fulfilmentId, isOpen } = nextAt(orderId, warehouse, read);
    const lines = merged(units);
    const happened = isOpen
      ? [FulfilmentExtended.of({ fulfilmentId, orderId, lines })]
      : [
          FulfilmentPlanned.of({ fulfilmentId, orderId, warehouse, lines, shipTo, ...dated }),
          ...heldLike(plan, fulfilmentId, orderId),
        ];
    return { to: fulfilmentAggregate, id: fulfilmentId, events: happened };
  });
  const remembered = OrderPlanExtended.of({ orderId, moveId, fulfilmentIds: changes.map(({ id }) => id) });
  return [...changes, { to: orderPlanAggregate, id: orderId, events: [remembered] }];
}

/** The fulfilment of this warehouse that is not being picked yet, or the id of a new one. */
function nextAt(orderId: string, warehouse: string, read: Read) {
  for (let n = 1; ; n++) {
    const fulfilmentId = n === 1 ? fulfilmentIdOf(orderId, warehouse) : `${fulfilmentIdOf(orderId, warehouse)}.${n}`;
    const { status } = read(fulfilmentAggregate, fulfilmentId);
    if (status === 'none' || status === 'released') return { fulfilmentId, isOpen: status === 'released' };
  }
}

function linesByWarehouse(allocations: PlanFulfilments['data']['allocations']): Map<string, Line[]> {
  const byWarehouse = new Map<string, Line[]>();
  for (const { sku, warehouse, quantity } of allocations)
    byWarehouse.set(warehouse, [...(byWarehouse.get(warehouse) ?? []), { sku, quantity }]);
  return byWarehouse;
}

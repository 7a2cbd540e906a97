import { FulfilmentCancelled, FulfilmentPlanned } from '@concord/contracts';
import { never, type Change, type Command, type JointDecider, type Read } from '@concord/event-sourcing';
import { fulfilmentAggregate } from './fulfilment.aggregate';
import { hasReached } from './ladder';
import { merged, type Line } from './lines';
import { orderPlanAggregate, OrderPlanCalledOff, OrderPlanned, type OrderPlan } from './order-plan.aggregate';

interface ShipTo {
  country: string;
  postcode?: string;
}
export type PlanFulfilments = Command<
  'PlanFulfilments',
  { orderId: string; allocations: readonly { sku: string; warehouse: string; quantity: number }[]; shipTo: ShipTo }
>;
export type CallOffFulfilments = Command<'CallOffFulfilments', { orderId: string; reason: string }>;
export type PlanFulfilmentsCommand = PlanFulfilments | CallOffFulfilments;

export const fulfilmentIdOf = (orderId: string, warehouse: string) => `${orderId}.${warehouse}`;

/** An order becomes one fulfilment per warehouse, and they are called off together. */
export const planFulfilments: JointDecider<PlanFulfilmentsCommand> = {
  commands: ['PlanFulfilments', 'CallOffFulfilments'],
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
      default:
        return never(command);
    }
  },
};

function planned({ orderId, allocations, shipTo }: PlanFulfilments['data'], plan: OrderPlan, read: Read): Change[] {
  // The confirmation comes at least once, and may come after the order was called off.
  if (plan.isCalledOff || plan.fulfilmentIds.length > 0) return [];
  const byWarehouse = new Map<string, Line[]>();
  for (const { sku, warehouse, quantity } of allocations)
    byWarehouse.set(warehouse, [...(byWarehouse.get(warehouse) ?? []), { sku, quantity }]);
  if (byWarehouse.size === 0) return [];
  const fulfilments = [...byWarehouse].map(([warehouse, units]): Change => {
    const fulfilmentId = fulfilmentIdOf(orderId, warehouse);
    // Read so that all streams of the decision are loaded in one go.
    read(fulfilmentAggregate, fulfilmentId);
    const happened = FulfilmentPlanned.of({ fulfilmentId, orderId, warehouse, lines: merged(units), shipTo });
    return { to: fulfilmentAggregate, id: fulfilmentId, events: [happened] };
  });
  const remembered = OrderPlanned.of({ orderId, fulfilmentIds: fulfilments.map(({ id }) => id) });
  return [...fulfilments, { to: orderPlanAggregate, id: orderId, events: [remembered] }];
}

function calledOff({ orderId, reason }: CallOffFulfilments['data'], plan: OrderPlan, read: Read): Change[] {
  if (plan.isCalledOff) return [];
  const cancelled = plan.fulfilmentIds.flatMap((fulfilmentId): Change[] => {
    const fulfilment = read(fulfilmentAggregate, fulfilmentId);
    // A closed parcel goes out: dispatch wins, and the order side makes a return of it.
    if (hasReached(fulfilment, 'packed') || fulfilment.status === 'cancelled') return [];
    const { picked } = fulfilment;
    const putBack = picked.length > 0 ? { putBack: [...picked] } : {};
    const happened = FulfilmentCancelled.of({ fulfilmentId, orderId, reason, ...putBack });
    return [{ to: fulfilmentAggregate, id: fulfilmentId, events: [happened] }];
  });
  // Remembered also where nothing is planned yet: a confirmation that comes later must find it.
  const remembered = { to: orderPlanAggregate, id: orderId, events: [OrderPlanCalledOff.of({ orderId, reason })] };
  return [...cancelled, remembered];
}

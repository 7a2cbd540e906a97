import type { Read } from '@concord/event-sourcing';
import type { Order } from './order-state';
import { orderAggregate } from './order.aggregate';

const OVER: readonly Order['status'][] = ['none', 'rejected', 'cancelled'];

/** The orders of added goods that are sent: without a charge, because the first order bears their shipping. */
export const additionsThatStay = ({ additions }: Order, read: Read): string[] =>
  additions.filter((id) => !OVER.includes(read(orderAggregate, id).status));

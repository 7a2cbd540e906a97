import type { Orders } from '../generated/services';

type Status = Orders.Order['status'];

const LEFT: readonly Status[] = ['partially_shipped', 'shipped', 'delivered'];
const CANCELLABLE: readonly Status[] = ['pending', 'confirmed', 'partially_shipped'];

/** Whether goods of an order have left, so that they may come back. */
export const hasLeft = (status: Status): boolean => LEFT.includes(status);

/** Whether something of an order may still be cancelled. */
export const isCancellable = (status: Status): boolean => CANCELLABLE.includes(status);

import type { Command, JointDecider } from '@concord/event-sourcing';
import { stockItemAggregate } from '../stock/stock-item.aggregate';
import { promiseAfterItsDay } from './slipped-promises';

/** The day on which goods were promised to an order is over. */
export type MovePassedPromise = Command<'MovePassedPromise', { sku: string; orderId: string; graceHours: number }>;

/** Where goods did not come, the units of the order get another date, or none. */
export const movePassedPromise: JointDecider<MovePassedPromise> = {
  commands: ['MovePassedPromise'],
  aggregate: stockItemAggregate,
  id: ({ data }) => data.sku,
  decideJointly: ({ data: { sku, orderId, graceHours }, at }, read) =>
    promiseAfterItsDay(sku, read(stockItemAggregate, sku), orderId, at, graceHours),
};

import { BackorderPolicySet } from '@concord/contracts';
import { rule, type Command, type JointDecider } from '@concord/event-sourcing';
import { stockItemAggregate } from '../stock/stock-item.aggregate';
import { promised, told } from './slipped-promises';

/** Up to `capUnits` of the SKU may wait for goods at the same time, which are promised for this date. */
export type SetBackorderPolicy = Command<'SetBackorderPolicy', { sku: string; capUnits: number; promisedAt?: string }>;

/** Whether a SKU can be ordered beyond its stock. A new date is told to every order that waits. */
export const setBackorderPolicy: JointDecider<SetBackorderPolicy> = {
  commands: ['SetBackorderPolicy'],
  aggregate: stockItemAggregate,
  id: ({ data }) => data.sku,

  decideJointly({ data: { sku, capUnits, promisedAt }, at }, read) {
    const { backorder, backordered } = read(stockItemAggregate, sku);
    if (capUnits === 0) {
      const ended = BackorderPolicySet.of({ sku, capUnits });
      return backorder ? [{ to: stockItemAggregate, id: sku, events: [ended] }] : [];
    }
    if (promisedAt === undefined)
      return rule('backorder-date-missing', 'Units that may wait need a date that is promised: name it as promisedAt.');
    if (Date.parse(promisedAt) <= Date.parse(at))
      return rule('backorder-date-passed', `${promisedAt} has passed. Promise a date in the future.`);
    if (backorder?.capUnits === capUnits && backorder.promisedAt === promisedAt) return [];
    const changed = backordered.filter((units) => units.promisedAt !== promisedAt);
    const policy = BackorderPolicySet.of({ sku, capUnits, promisedAt });
    return [
      {
        to: stockItemAggregate,
        id: sku,
        events: [policy, ...changed.map((units) => promised(sku, units, promisedAt))],
      },
      ...changed.map((units) => told(sku, units, promisedAt)),
    ];
  },
};

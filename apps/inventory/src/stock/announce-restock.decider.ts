import { RestockExpected } from '@concord/contracts';
import { notFound, rule, type Command, type JointDecider } from '@concord/event-sourcing';
import { promisesAfter } from '../backorder/slipped-promises';
import { RestockWithdrawn, stockItemAggregate } from './stock-item.aggregate';

interface Announced {
  readonly sku: string;
  readonly purchaseOrderId: string;
  /** The setting `backorder.grace-hours`: so long after its day a purchase order may still come. */
  readonly graceHours: number;
}
export type ExpectRestock = Command<'ExpectRestock', Announced & { quantity: number; eta: string }>;
export type WithdrawRestock = Command<'WithdrawRestock', Announced & { reason: string }>;

/** What a purchase order brings, when, or no longer. The promises that rested on it move with it. */
export const announceRestock: JointDecider<ExpectRestock | WithdrawRestock> = {
  commands: ['ExpectRestock', 'WithdrawRestock'],
  aggregate: stockItemAggregate,
  id: ({ data }) => data.sku,

  decideJointly(command, read) {
    const { sku, purchaseOrderId, graceHours } = command.data;
    const stock = read(stockItemAggregate, sku);
    const known = stock.incoming.find((one) => one.purchaseOrderId === purchaseOrderId);
    if (command.type === 'WithdrawRestock') {
      if (!known)
        return notFound('restock-unknown', `Nothing is on its way with the purchase order ${purchaseOrderId}.`);
      const { quantity, eta } = known;
      return promisesAfter(
        sku,
        stock,
        [
          RestockWithdrawn.of({ sku, purchaseOrderId, quantity, reason: command.data.reason }),
          RestockExpected.of({ sku, purchaseOrderId, quantity: 0, eta }),
        ],
        command.at,
        graceHours,
      );
    }
    const { quantity, eta } = command.data;
    if (known?.quantity === quantity && known.eta === eta) return [];
    if (Date.parse(eta) <= Date.parse(command.at))
      return rule('restock-date-passed', `${eta} is in the past: name the day on which the units arrive.`);
    const expected = RestockExpected.of({ sku, purchaseOrderId, quantity, eta });
    return promisesAfter(sku, stock, [expected], command.at, graceHours);
  },
};

import {
  mergedReasons,
  mergedUnits,
  ReturnRequestedByDesk,
  type Personal,
  type ReturnReason,
} from '@concord/contracts';
import { rule, type Change, type Command, type EventFrom, type JointDecider } from '@concord/event-sourcing';
import { askedBack, UnitsAskedBack, type AskedBack } from './asked-back.aggregate';
import { eligibility, type OrderFacts } from './eligibility';
import { returnRequestAggregate } from './return-request.aggregate';

/** `order` is the page of the order as the caller found it. */
export type RequestReturnAtDesk = Command<
  'RequestReturnAtDesk',
  {
    returnId: string;
    orderId: string;
    customerId?: string;
    lines: readonly { lineId: string; quantity: number; reason: Personal; reasonCode?: ReturnReason }[];
    order: OrderFacts;
    /** A person takes the units back although the return period is over. */
    beyondWindow?: EventFrom<typeof ReturnRequestedByDesk>['data']['beyondWindow'];
  }
>;

/** The desk accepts a return where the facts known here allow it; orders decides. */
export const returnRequest: JointDecider<RequestReturnAtDesk> = {
  commands: ['RequestReturnAtDesk'],
  aggregate: returnRequestAggregate,
  opens: ['RequestReturnAtDesk'],
  id: ({ data }) => data.returnId,

  decideJointly({ data, at }, read) {
    const { returnId, orderId, customerId, order, beyondWindow } = data;
    if (read(returnRequestAggregate, returnId).isRequested) return [];
    const asked = read(askedBack, orderId);
    const verdict = eligibility(withAsked(order, asked), data.lines, at, {
      isLateAllowed: beyondWindow !== undefined,
    });
    if (!verdict.eligible) {
      const refused = verdict.lines.filter(({ eligible }) => !eligible);
      const details = refused.map(({ lineId, detail }) => `Line ${lineId}: ${detail}`);
      return rule('return-not-eligible', details.join(' '), { lines: verdict.lines });
    }
    const told = data.lines.map((wanted) => {
      const { lineId, quantity, reason, reasonCode } = wanted;
      const { sku } = order.lines.find((line) => line.lineId === lineId)!;
      return { lineId, sku, quantity, reason, ...(reasonCode && { reasonCode }) };
    });
    const lines = mergedReasons(told);
    const requested = ReturnRequestedByDesk.of({
      returnId,
      orderId,
      ...(customerId !== undefined && { customerId }),
      lines,
      preferredOutcome: 'refund',
      // Orders knows the arrivals, and leaves it out where the return period still runs.
      ...(beyondWindow && { beyondWindow }),
    });
    const units = mergedUnits(lines).map(({ lineId, quantity }) => ({ lineId, quantity }));
    const changes: Change[] = [
      { to: returnRequestAggregate, id: returnId, events: [requested] },
      { to: askedBack, id: orderId, events: [UnitsAskedBack.of({ orderId, returnId, lines: units })] },
    ];
    return changes;
  },
};

/** The page may be older than the latest request. What orders has rejected since is only on the page. */
function withAsked(order: OrderFacts, asked: AskedBack): OrderFacts {
  const onPage = new Set(order.returns.map(({ returnId }) => returnId));
  const others = Object.entries(asked).filter(([returnId]) => !onPage.has(returnId));
  const more = others.map(([returnId, lines]) => ({ returnId, status: 'requested', lines }));
  return { ...order, returns: [...order.returns, ...more] };
}
